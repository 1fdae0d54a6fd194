//! Rackbeat's items: the last figures it gave for each number, and the reading they came from.
use std::collections::{BTreeMap, BTreeSet};

use domain::{link::Numbers, quantity, stock::Materials};
use rust_decimal::Decimal;
use sea_orm::FromQueryResult;

use crate::{Result, Rows, Tenant, agreement::Tally, sql};

mod named;
mod reading;
mod row;
mod sweep;

pub use named::{Changed, Counted, Located as LocatedRead, Named, Read, Sales};
pub use reading::{absorb, set_components};
pub use sweep::{Sweep, reject, store_sweep, swept};

/// An item as the last reading that named it told.
#[derive(Clone, Debug)]
pub struct Item {
    pub number: String,
    pub name: String,
    /// `product`, `lot` or `other`.
    pub kind: String,
    /// Without VAT; `None`: not told.
    pub sales_price: Option<Decimal>,
    /// A hash of its description; `None`: not read.
    pub description_key: Option<String>,
    pub inventory_enabled: bool,
    pub barred: bool,
    /// Pieces, as all below; `None`: not given, so not to be used.
    pub on_hand: Option<Decimal>,
    pub available: Option<Decimal>,
    /// `None` unless the last sweep read the locations.
    pub located: Option<Located>,
    /// The newest reading that these figures hold for.
    pub reading: Tally,
    pub is_missing: bool,
    /// Our own sales that readings have come to count, ever, as booked and as shipped.
    pub counted_booked: Decimal,
    pub counted_shipped: Decimal,
}

/// Where the pieces lie, as the last sweep read it.
#[derive(Clone, Debug)]
pub struct Located {
    /// On hand by location.
    pub on_hand: BTreeMap<i64, Decimal>,
    /// What was reserved just before, wherever it lies.
    pub reserved: Decimal,
    pub reading: Tally,
}

/// The items of these numbers, as far as they are known.
pub async fn find<R: Rows>(tenant: &Tenant<R>, numbers: &BTreeSet<String>) -> Result<Vec<Item>> {
    let numbers: Vec<_> = numbers.iter().collect();
    let mut items = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let list = sql::list(2, chunk.len());
        let text = format!("{SELECT} WHERE i.account_id = $1 AND i.number IN {list}");
        let mut values = vec![tenant.account().into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        items.extend(rows.into_iter().map(Item::from));
    }
    Ok(items)
}

/// Every number that Rackbeat has, by its lower-case form.
pub async fn numbers<R: Rows>(tenant: &Tenant<R>) -> Result<Numbers> {
    #[derive(FromQueryResult)]
    struct Row {
        number: String,
    }
    let text = "SELECT number FROM items WHERE account_id = $1 AND missing_since IS NULL";
    let rows: Vec<Row> = sql::all(tenant.reader(), text, vec![tenant.account().into()]).await?;
    let mut numbers = Numbers::default();
    rows.into_iter().for_each(|row| numbers.add(row.number));
    Ok(numbers)
}

/// The numbers that are this one but for case, for the sentence that says so.
pub async fn alike<R: Rows>(tenant: &Tenant<R>, sku: &str) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Row {
        number: String,
    }
    let text = "SELECT number FROM items
        WHERE account_id = $1 AND number_key = $2 AND missing_since IS NULL ORDER BY number";
    let values = vec![tenant.account().into(), sku.trim().to_lowercase().into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// Whether there is a bill of materials of which we do not know what it is made of.
pub async fn has_unread_bills<R: Rows>(tenant: &Tenant<R>) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM items WHERE account_id = $1 AND item_type = 'lot'
        AND components IS NULL AND missing_since IS NULL";
    let count: Option<i64> =
        sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(count.unwrap_or(0) > 0)
}

/// Whether the list of items names any bill of materials.
pub async fn has_bills<R: Rows>(tenant: &Tenant<R>) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM items WHERE account_id = $1 AND item_type = 'lot'
        AND missing_since IS NULL";
    let count: Option<i64> =
        sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(count.unwrap_or(0) > 0)
}

/// What the account's bills of materials are made of.
pub async fn materials<R: Rows>(tenant: &Tenant<R>) -> Result<Materials> {
    #[derive(FromQueryResult)]
    struct Row {
        number: String,
        components: String,
    }
    let text = "SELECT number, components FROM items
        WHERE account_id = $1 AND components IS NOT NULL AND missing_since IS NULL";
    let rows: Vec<Row> = sql::all(tenant.reader(), text, vec![tenant.account().into()]).await?;
    let read = |row: Row| Ok((row.number, serde_json::from_str(&row.components)?));
    rows.into_iter().map(read).collect()
}

/// These numbers, what they are made of and what is made of them, however deep.
pub(crate) fn related(numbers: &BTreeSet<String>, materials: &Materials) -> BTreeSet<String> {
    let mut all = numbers.clone();
    loop {
        let before = all.len();
        for (bill, parts) in materials {
            let touched = all.contains(bill) || parts.iter().any(|(part, _)| all.contains(part));
            if touched {
                all.insert(bill.clone());
                all.extend(parts.iter().map(|(part, _)| part.clone()));
            }
        }
        if all.len() == before {
            return all;
        }
    }
}

/// A sweep that named the item is its reading too; located figures hold only as of the last sweep.
const SELECT: &str = "SELECT i.number, i.name, i.item_type, i.sales_price, i.description_key,
    i.inventory_enabled, i.barred, i.on_hand,
    i.available, i.located_reserved, i.missing_since, i.counted_booked, i.counted_shipped,
    CASE WHEN s.located_tally = s.tally THEN i.located ELSE NULL END AS located,
    COALESCE(s.located_tally, 0) AS located_reading,
    CASE WHEN i.missing_since IS NULL AND s.tally > i.reading THEN s.tally ELSE i.reading END
        AS reading
    FROM items i LEFT JOIN sweeps s ON s.account_id = i.account_id";

#[derive(FromQueryResult)]
struct Row {
    number: String,
    name: String,
    item_type: String,
    sales_price: Option<i64>,
    description_key: Option<String>,
    inventory_enabled: bool,
    barred: bool,
    on_hand: Option<i64>,
    available: Option<i64>,
    located: Option<String>,
    located_reserved: Option<i64>,
    located_reading: i64,
    missing_since: Option<i64>,
    counted_booked: i64,
    counted_shipped: i64,
    reading: i64,
}

impl From<Row> for Item {
    fn from(row: Row) -> Self {
        let located = row.located.as_deref().and_then(row::places);
        let reserved = row.located_reserved.map(quantity::from_thousandths);
        let located = located.zip(reserved).map(|(on_hand, reserved)| Located {
            on_hand,
            reserved,
            reading: Tally(row.located_reading),
        });
        Self {
            number: row.number,
            name: row.name,
            kind: row.item_type,
            sales_price: row.sales_price.map(sql::price),
            description_key: row.description_key,
            inventory_enabled: row.inventory_enabled,
            barred: row.barred,
            on_hand: row.on_hand.map(quantity::from_thousandths),
            available: row.available.map(quantity::from_thousandths),
            located,
            reading: Tally(row.reading),
            is_missing: row.missing_since.is_some(),
            counted_booked: quantity::from_thousandths(row.counted_booked),
            counted_shipped: quantity::from_thousandths(row.counted_shipped),
        }
    }
}
