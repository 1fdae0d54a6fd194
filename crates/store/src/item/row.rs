//! An item's row: its figures in thousandths, and how they are written.
use std::collections::BTreeMap;

use domain::quantity;
use rust_decimal::Decimal;
use sea_orm::FromQueryResult;

use super::{
    named::{Located, Named, Read},
    sql,
};
use crate::{Change, Result};

/// On hand by location, as it stands in a row.
pub(super) fn places(text: &str) -> Option<BTreeMap<i64, Decimal>> {
    let places: BTreeMap<i64, i64> = serde_json::from_str(text).ok()?;
    let pieces = |(location, thousandths)| (location, quantity::from_thousandths(thousandths));
    Some(places.into_iter().map(pieces).collect())
}

pub(super) async fn update(tx: &Change, named: &Named, read: &Read) -> Result<()> {
    let text = "UPDATE items SET item_type = $3, name = $4, inventory_enabled = $5, barred = $6,
        on_hand = $7, available = $8, reserved = $9, located = COALESCE($10, located),
        located_reserved = CASE WHEN $10 IS NULL THEN located_reserved ELSE $9 END,
        sales_price = $11, description_key = COALESCE($12, description_key),
        reading = $13, read_at = $14, missing_since = NULL
        WHERE account_id = $1 AND number = $2 AND reading < $13";
    let mut values = vec![tx.account().into(), named.number.as_str().into()];
    values.extend(figures(named)?);
    values.extend([read.reading.0.into(), sql::ms(read.at).into()]);
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

pub(super) async fn insert(tx: &Change, new: &[&Named], read: &Read) -> Result<()> {
    let rows: Vec<_> = (0..new.len()).map(|row| columns(4 + row * 12)).collect();
    let text = format!(
        "INSERT INTO items (account_id, number, number_key, item_type, name, inventory_enabled,
         barred, on_hand, available, reserved, located, sales_price, description_key,
         located_reserved, reading, read_at, counted_booked, counted_shipped) VALUES {} ON CONFLICT DO NOTHING",
        rows.join(", ")
    );
    let mut values: Vec<sea_orm::Value> = vec![
        tx.account().into(),
        read.reading.0.into(),
        sql::ms(read.at).into(),
    ];
    for named in new {
        values.push(named.number.as_str().into());
        values.push(named.number.to_lowercase().into());
        values.extend(figures(named)?);
    }
    sql::run(tx.writer(), &text, values).await?;
    Ok(())
}

/// One row's places: number, its key, and the ten of [`figures`].
fn columns(first: usize) -> String {
    let own: Vec<_> = (first..first + 12)
        .map(|place| format!("${place}"))
        .collect();
    let reserved = first + 8;
    format!("($1, {}, ${reserved}, $2, $3, 0, 0)", own.join(", "))
}

fn figures(named: &Named) -> Result<[sea_orm::Value; 10]> {
    let located = located(&named.located)?;
    Ok([
        named.kind.into(),
        named.name.as_str().into(),
        named.inventory_enabled.into(),
        named.barred.into(),
        thousandths(named.on_hand).into(),
        thousandths(named.available).into(),
        thousandths(named.reserved).into(),
        located.into(),
        sql::millionths(named.sales_price).into(),
        named.description_key.clone().into(),
    ])
}

/// `None`: not asked, so the row keeps what it has. JSON's `null` is no places.
fn located(located: &Located) -> Result<Option<String>> {
    let places = match located {
        Located::NotAsked => return Ok(None),
        Located::NotTold => None,
        Located::At(places) => {
            let thousandths = |(location, pieces): (&i64, &Decimal)| {
                quantity::to_thousandths(*pieces).map(|pieces| (*location, pieces))
            };
            Some(
                places
                    .iter()
                    .filter_map(thousandths)
                    .collect::<BTreeMap<_, _>>(),
            )
        }
    };
    Ok(Some(serde_json::to_string(&places)?))
}

pub(super) fn thousandths(pieces: Option<Decimal>) -> Option<i64> {
    pieces.and_then(quantity::to_thousandths)
}

pub(super) const SELECT: &str =
    "SELECT i.number, i.item_type, i.name, i.inventory_enabled, i.barred,
    i.on_hand, i.available, i.reserved, i.located, i.located_reserved, i.missing_since,
    i.sales_price, i.description_key, i.reading AS own_reading,
    CASE WHEN i.missing_since IS NULL AND s.tally > i.reading THEN s.tally ELSE i.reading END
        AS reading
    FROM items i LEFT JOIN sweeps s ON s.account_id = i.account_id";

/// A row as a reading meets it.
#[derive(FromQueryResult)]
pub(super) struct Known {
    pub(super) number: String,
    item_type: String,
    name: String,
    inventory_enabled: bool,
    pub(super) barred: bool,
    on_hand: Option<i64>,
    available: Option<i64>,
    reserved: Option<i64>,
    located: Option<String>,
    located_reserved: Option<i64>,
    sales_price: Option<i64>,
    description_key: Option<String>,
    pub(super) missing_since: Option<i64>,
    /// The reading that wrote it, and the newest that it holds for.
    pub(super) own_reading: i64,
    pub(super) reading: i64,
}

impl Known {
    pub(super) fn says(&self, named: &Named) -> bool {
        self.missing_since.is_none()
            && self.item_type == named.kind
            && self.name == named.name
            && self.reserved == thousandths(named.reserved)
            && !self.figures_differ(named)
            && !self.carried_differs(named)
    }

    /// True when what a shop is told of the product may become another.
    pub(super) fn carried_differs(&self, named: &Named) -> bool {
        self.missing_since.is_some()
            || self.name != named.name
            || self.barred != named.barred
            || self.sales_price != sql::millionths(named.sales_price)
            || named
                .description_key
                .as_ref()
                .is_some_and(|key| self.description_key.as_ref() != Some(key))
    }

    /// True when what a shop shows may become another.
    pub(super) fn figures_differ(&self, named: &Named) -> bool {
        let places = located(&named.located).ok().flatten();
        self.missing_since.is_some()
            || self.inventory_enabled != named.inventory_enabled
            || self.barred != named.barred
            || self.on_hand != thousandths(named.on_hand)
            || self.available != thousandths(named.available)
            || places.is_some_and(|places| {
                self.located.as_ref() != Some(&places)
                    || self.located_reserved != thousandths(named.reserved)
            })
    }
}
