//! Listing a shop's products: each listing has a number, and what a whole one did not see is gone.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sea_orm::FromQueryResult;

use super::sql;
use crate::{ProductLinkId, Result, Rows, ShopId, Tenant};

/// A product or variation as the shop listed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub product_id: i64,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    pub kind: String,
    /// Trimmed; empty when it has none.
    pub sku: String,
    pub name: String,
    /// `yes`, `no` or `parent`.
    pub manage_stock: &'static str,
    pub status: String,
    /// Thousandths; `None` when the shop keeps no figure.
    pub stock: Option<i64>,
    /// As the shop enters prices; `None`: unset.
    pub price: Option<Decimal>,
    pub sale_price: Option<Decimal>,
    /// Empty is the standard class, `parent` its parent's.
    pub tax_class: String,
    pub tax_status: String,
    /// A hash of its description; `None`: not asked for.
    pub description_key: Option<String>,
}

/// What is known of a shop's list as a whole.
#[derive(Clone, Debug)]
pub struct Listing {
    pub listed_at: Option<DateTime<Utc>>,
    pub products: u64,
    /// The owner lets us switch stock on where it is off.
    pub manages_stock: bool,
    /// Full batches that went well since their size last changed.
    pub calm: i64,
}

/// `None` before the first.
pub async fn listing<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Option<Listing>> {
    #[derive(FromQueryResult)]
    struct Row {
        listed_at: Option<i64>,
        products: i64,
        manage_at: Option<i64>,
        calm: i64,
    }
    let text = "SELECT listed_at, products, manage_at, calm FROM listings
        WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into()];
    let row: Option<Row> = sql::one(tenant.reader(), text, values).await?;
    Ok(row.map(|row| Listing {
        listed_at: row.listed_at.map(sql::time),
        products: u64::try_from(row.products).unwrap_or(0),
        manages_stock: row.manage_at.is_some(),
        calm: row.calm,
    }))
}

/// Numbers a listing; call it before its first request.
pub async fn begin_listing<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<i64> {
    let text = "INSERT INTO listings (shop_id, account_id, number, products, calm)
        VALUES ($2, $1, 1, 0, 0) ON CONFLICT (shop_id) DO UPDATE SET number = listings.number + 1
        WHERE listings.account_id = excluded.account_id RETURNING number";
    let values = vec![tenant.account().into(), shop.into()];
    let number: Option<i64> = sql::value(tenant.writer(), text, values).await?;
    number.ok_or(crate::Error::NotFound)
}

/// Writes down what was listed; links are tied afterwards.
pub async fn put<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    number: i64,
    listed: &[Listed],
) -> Result<()> {
    for chunk in listed.chunks(200) {
        let rows: Vec<_> = (0..chunk.len()).map(|row| columns(4 + row * 15)).collect();
        let text = format!(
            "INSERT INTO product_links (id, account_id, shop_id, product_id, parent_id, kind, sku,
             sku_key, name, manage_stock, status, stock, price, sale_price, tax_class, tax_status,
             description_key, listed, state) VALUES {}
             ON CONFLICT (shop_id, product_id) DO UPDATE SET parent_id = excluded.parent_id,
             kind = excluded.kind, sku = excluded.sku, sku_key = excluded.sku_key,
             name = excluded.name, manage_stock = excluded.manage_stock,
             status = excluded.status, stock = excluded.stock, price = excluded.price,
             sale_price = excluded.sale_price, tax_class = excluded.tax_class,
             tax_status = excluded.tax_status, description_key = COALESCE(
             excluded.description_key, product_links.description_key),
             listed = excluded.listed, stale_at = NULL
             WHERE product_links.account_id = excluded.account_id
             AND product_links.listed <= excluded.listed",
            rows.join(", ")
        );
        let mut values = vec![tenant.account().into(), shop.into(), number.into()];
        for row in chunk {
            values.extend([
                ProductLinkId::new().into(),
                row.product_id.into(),
                row.parent_id.into(),
                row.kind.as_str().into(),
                row.sku.as_str().into(),
                row.sku.to_lowercase().into(),
                row.name.as_str().into(),
                row.manage_stock.into(),
                row.status.as_str().into(),
                row.stock.into(),
                sql::millionths(row.price).into(),
                sql::millionths(row.sale_price).into(),
                row.tax_class.as_str().into(),
                row.tax_status.as_str().into(),
                row.description_key.clone().into(),
            ]);
        }
        sql::run(tenant.writer(), &text, values).await?;
    }
    Ok(())
}

/// What the shop has, as far as is known: products and variations.
pub async fn present<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        product_id: i64,
    }
    let text = "SELECT product_id FROM product_links
        WHERE account_id = $1 AND shop_id = $2 AND status NOT IN ('gone', 'trash')";
    let values = vec![tenant.account().into(), shop.into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    Ok(rows.into_iter().map(|row| row.product_id).collect())
}

/// Since when listings lack too much to be believed, and whether this one is the first.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    pub since: DateTime<Utc>,
    pub is_new: bool,
}

/// The listing lacked too much to be believed.
pub async fn doubt<R: Rows>(tenant: &Tenant<R>, shop: ShopId, now: DateTime<Utc>) -> Result<Doubt> {
    let text = "UPDATE listings SET doubted_at = COALESCE(doubted_at, $3)
        WHERE account_id = $1 AND shop_id = $2 RETURNING doubted_at";
    let values = vec![tenant.account().into(), shop.into(), sql::ms(now).into()];
    let since: Option<i64> = sql::value(tenant.writer(), text, values).await?;
    Ok(Doubt {
        since: since.map_or(now, sql::time),
        is_new: since.is_none_or(|since| since == sql::ms(now)),
    })
}

/// The listing was whole: what it did not see is no longer in the shop.
pub async fn end_listing<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    number: i64,
    products: usize,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE product_links SET status = 'gone'
        WHERE account_id = $1 AND shop_id = $2 AND listed < $3 AND status <> 'gone'";
    let values = vec![tenant.account().into(), shop.into(), number.into()];
    sql::run(tenant.writer(), text, values).await?;
    let text = "UPDATE listings SET listed_at = $3, products = $4, doubted_at = NULL
        WHERE account_id = $1 AND shop_id = $2";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        sql::ms(now).into(),
        i64::try_from(products).unwrap_or(i64::MAX).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// One product, with its variations, is no longer in the shop.
pub async fn gone<R: Rows>(tenant: &Tenant<R>, shop: ShopId, product_id: i64) -> Result<()> {
    let text = "UPDATE product_links SET status = 'gone', stale_at = NULL
        WHERE account_id = $1 AND shop_id = $2 AND (product_id = $3 OR parent_id = $3)";
    let values = vec![tenant.account().into(), shop.into(), product_id.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The owner lets us switch stock on for products where it is off.
pub async fn manage_stock<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO listings (shop_id, account_id, number, products, calm, manage_at,
        manage_by) VALUES ($2, $1, 0, 0, 0, $3, $4) ON CONFLICT (shop_id)
        DO UPDATE SET manage_at = excluded.manage_at, manage_by = excluded.manage_by
        WHERE listings.account_id = excluded.account_id";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        sql::ms(now).into(),
        who.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// So many full batches in a row went well.
pub async fn grow<R: Rows>(tenant: &Tenant<R>, shop: ShopId, calm: i64) -> Result<()> {
    let text = "UPDATE listings SET calm = $3 WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into(), calm.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

fn columns(first: usize) -> String {
    let own: Vec<_> = (first + 1..first + 15)
        .map(|place| format!("${place}"))
        .collect();
    format!("(${first}, $1, $2, {}, $3, 'unknown')", own.join(", "))
}
