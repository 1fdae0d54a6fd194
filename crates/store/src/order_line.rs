//! The lines of the orders we know of, and what of them is in flight. Quantities are thousandths.
use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;

use crate::{OrderLinkId, Result, Rows, ShopId, Tenant, agreement::Tally, sql};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct OrderLine {
    pub line_id: i64,
    /// The parent when it is a variation.
    pub product_id: i64,
    /// 0 when it is no variation.
    pub variation_id: i64,
    pub sku: String,
    pub name: String,
    /// The Rackbeat number it is linked to; `None` when nobody knows.
    pub item_number: Option<String>,
    pub quantity: i64,
    /// Held of the stock while Rackbeat may not have counted it.
    pub taken: i64,
    /// What Rackbeat's order was made with under this number; more than that, no booking of ours can have counted.
    pub sent: i64,
    /// Given back by the customer, as far as we have read.
    pub refunded: i64,
    /// What the shop itself has taken from its stock (`_reduced_stock`).
    pub reduced: i64,
    /// In øre, ex VAT.
    pub amount: i64,
}

impl OrderLine {
    /// The product or variation that was sold, 0 when it is gone.
    #[must_use]
    pub fn sold_id(&self) -> i64 {
        if self.variation_id == 0 {
            self.product_id
        } else {
            self.variation_id
        }
    }
}

pub async fn of<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<Vec<OrderLine>> {
    let text = "SELECT line_id, product_id, variation_id, sku, name, item_number, quantity, taken,
        sent, refunded, reduced, amount FROM order_lines WHERE account_id = $1 AND link_id = $2 ORDER BY line_id";
    let values = vec![tenant.account().into(), link.into()];
    sql::all(tenant.writer(), text, values).await
}

/// Others come in their place.
pub async fn clear<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<()> {
    let text = "DELETE FROM order_lines WHERE account_id = $1 AND link_id = $2";
    let values = vec![tenant.account().into(), link.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// To an order that has none.
pub async fn add<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    link: OrderLinkId,
    lines: &[OrderLine],
) -> Result<()> {
    for chunk in lines.chunks(100) {
        let rows = sql::places(4, chunk.len(), 12).replace('(', "($1, $2, $3, ");
        let text = format!(
            "INSERT INTO order_lines (link_id, account_id, shop_id, line_id, product_id,
             variation_id, sku, name, item_number, quantity, taken, sent, refunded, reduced, amount) VALUES {rows}"
        );
        let mut values = vec![link.into(), tenant.account().into(), shop.into()];
        for line in chunk {
            values.extend([
                line.line_id.into(),
                line.product_id.into(),
                line.variation_id.into(),
                line.sku.as_str().into(),
                line.name.as_str().into(),
                line.item_number.as_deref().into(),
                line.quantity.into(),
                line.taken.into(),
                line.sent.into(),
                line.refunded.into(),
                line.reduced.into(),
                line.amount.into(),
            ]);
        }
        sql::run(tenant.writer(), &text, values).await?;
    }
    Ok(())
}

/// The order holds nothing any more; the numbers that it held until now.
pub async fn let_go<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<BTreeSet<String>> {
    let lines = of(tenant, link).await?;
    let text = "UPDATE order_lines SET taken = 0 WHERE account_id = $1 AND link_id = $2";
    let values = vec![tenant.account().into(), link.into()];
    sql::run(tenant.writer(), text, values).await?;
    let held = lines.into_iter().filter(|line| line.taken > 0);
    Ok(held.filter_map(|line| line.item_number).collect())
}

/// Rackbeat's order holds so many thousandths of these lines' goods, each on a number: what stands on another number
/// than the line's own, such as the stand-in product's, is not sent, and no booking counts it.
pub async fn sent<R: Rows>(
    tenant: &Tenant<R>,
    link: OrderLinkId,
    lines: &BTreeMap<i64, (String, i64)>,
) -> Result<()> {
    let (account, link) = (tenant.account(), link);
    let none =
        "UPDATE order_lines SET sent = 0 WHERE account_id = $1 AND link_id = $2 AND sent <> 0";
    sql::run(tenant.writer(), none, vec![account.into(), link.into()]).await?;
    let text = "UPDATE order_lines SET sent = $5
        WHERE account_id = $1 AND link_id = $2 AND line_id = $3 AND item_number = $4";
    for (line, (number, thousandths)) in lines {
        let mut values = vec![account.into(), link.into(), (*line).into()];
        values.extend([number.as_str().into(), (*thousandths).into()]);
        sql::run(tenant.writer(), text, values).await?;
    }
    Ok(())
}

/// What is in flight by one order of one number, and when Rackbeat came to count it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct InFlight {
    pub item_number: String,
    pub taken: i64,
    /// Of that, what its order in Rackbeat does not list: bought after it was sent.
    pub unsent: i64,
    /// `None`: not booked, so no reading can have counted it as reserved.
    pub booked_tally: Option<i64>,
    /// `None`: not shipped, so no reading can have counted it as gone.
    pub shipped_tally: Option<i64>,
}

/// All that is in flight of these numbers, by orders of all shops. PostgreSQL sums bigints into a numeric, hence
/// the casts back.
pub async fn in_flight<R: Rows>(
    tenant: &Tenant<R>,
    numbers: &BTreeSet<String>,
) -> Result<Vec<InFlight>> {
    let mut held = Vec::new();
    let numbers: Vec<_> = numbers.iter().collect();
    for chunk in numbers.chunks(500) {
        let text = format!(
            "SELECT order_lines.item_number, CAST(SUM(order_lines.taken) AS bigint) AS taken,
             CAST(SUM(CASE WHEN order_lines.taken > order_lines.sent
                 THEN order_lines.taken - order_lines.sent ELSE 0 END) AS bigint) AS unsent,
             order_links.booked_tally, order_links.shipped_tally
             FROM order_lines JOIN order_links ON order_links.id = order_lines.link_id
             WHERE order_lines.account_id = $1 AND order_lines.taken > 0
             AND order_lines.item_number IN {}
             GROUP BY order_lines.item_number, order_links.booked_tally, order_links.shipped_tally",
            sql::list(2, chunk.len())
        );
        let mut values = vec![tenant.account().into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        held.extend(sql::all::<InFlight>(tenant.writer(), &text, values).await?);
    }
    Ok(held)
}

/// Every figure now stems from a reading that noted `tally`, so what was shipped by then is counted
/// for good: those lines hold nothing any more, and the sums stay short. The numbers of which something was held
/// that no booking counted: they are shown anew.
pub async fn close_counted<R: Rows>(tenant: &Tenant<R>, tally: Tally) -> Result<BTreeSet<String>> {
    #[derive(FromQueryResult)]
    struct Number {
        item_number: String,
    }
    // Asked line by line of the few that hold something: an account may have a million shipped orders.
    let shipped = "account_id = $1 AND taken > 0 AND EXISTS (SELECT 1 FROM order_links
        WHERE order_links.id = order_lines.link_id AND order_links.account_id = $1
        AND order_links.shipped_tally IS NOT NULL AND order_links.shipped_tally <= $2)";
    let values = || vec![tenant.account().into(), tally.0.into()];
    let text = format!(
        "SELECT DISTINCT item_number FROM order_lines
         WHERE {shipped} AND taken > sent AND item_number IS NOT NULL"
    );
    let unsent: Vec<Number> = sql::all(tenant.writer(), &text, values()).await?;
    let text = format!("UPDATE order_lines SET taken = 0 WHERE {shipped}");
    sql::run(tenant.writer(), &text, values()).await?;
    Ok(unsent.into_iter().map(|row| row.item_number).collect())
}
