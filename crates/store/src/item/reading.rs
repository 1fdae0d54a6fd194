//! Taking in what a reading of Rackbeat's items said, so that an older one never overwrites a newer.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::quantity;
use rust_decimal::Decimal;
use sea_orm::{DatabaseTransaction, FromQueryResult};

use super::sql;
use crate::{Result, Tenant, agreement::Tally};

type Within = Tenant<DatabaseTransaction>;

/// One item that a reading named. Quantities are pieces; `None`: not a number, so not to be used.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub number: String,
    /// `product`, `lot` or `other`.
    pub kind: &'static str,
    pub name: String,
    pub inventory_enabled: bool,
    pub barred: bool,
    pub on_hand: Option<Decimal>,
    pub available: Option<Decimal>,
    pub reserved: Option<Decimal>,
    pub located: Located,
}

/// Where the pieces of an item lie, as a reading told.
#[derive(Clone, Debug, Default)]
pub enum Located {
    #[default]
    NotAsked,
    /// The list of locations did not name it, or not with numbers: not to be used.
    NotTold,
    /// On hand by location.
    At(BTreeMap<i64, Decimal>),
}

/// What a reading said: unique, raised before its first call, so it also orders readings.
#[derive(Clone, Debug)]
pub struct Read {
    pub reading: Tally,
    pub named: Vec<Named>,
    /// Asked for by number, and not there.
    pub missing: Vec<String>,
    pub at: DateTime<Utc>,
}

/// Our own sales of a number that one reading had not counted and a later one has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counted {
    pub booked: Decimal,
    pub shipped: Decimal,
}

/// Of a number, between an earlier reading and this one.
pub trait Sales: Send + Sync {
    fn counted(&self, number: &str, after: Tally) -> Counted;
}

impl<F: Fn(&str, Tally) -> Counted + Send + Sync> Sales for F {
    fn counted(&self, number: &str, after: Tally) -> Counted {
        self(number, after)
    }
}

/// What a reading changed.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Numbers whose figure, or what it counts, is another than before.
    pub numbers: BTreeSet<String>,
    /// Numbers came or went, so that products may link otherwise.
    pub links: bool,
}

/// Takes in a reading of some items.
pub async fn absorb(tx: &Within, read: &Read, sales: &dyn Sales) -> Result<Changed> {
    let named = read.named.iter().map(|named| &named.number);
    let numbers: BTreeSet<_> = named.chain(&read.missing).collect();
    let numbers: Vec<_> = numbers.into_iter().collect();
    let mut known = BTreeMap::new();
    for chunk in numbers.chunks(500) {
        let list = sql::list(2, chunk.len());
        let text = format!("{SELECT} WHERE i.account_id = $1 AND i.number IN {list}");
        let mut values = vec![tx.account().into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        let rows: Vec<Known> = sql::all(tx.writer(), &text, values).await?;
        known.extend(rows.into_iter().map(|row| (row.number.clone(), row)));
    }
    let mut changed = Changed::default();
    take(tx, read, &known, &mut changed).await?;
    for number in &read.missing {
        let row = known.get(number);
        if row.is_some_and(|row| row.missing_since.is_none() && row.reading < read.reading.0) {
            lose(tx, number, read, &mut changed).await?;
        }
    }
    count(tx, read, &known, sales, &mut changed).await?;
    Ok(changed)
}

/// Every item as it stands, for a sweep.
pub(super) async fn known(tx: &Within) -> Result<BTreeMap<String, Known>> {
    let text = format!("{SELECT} WHERE i.account_id = $1");
    let rows: Vec<Known> = sql::all(tx.writer(), &text, vec![tx.account().into()]).await?;
    let by_number = rows.into_iter().map(|row| (row.number.clone(), row));
    Ok(by_number.collect())
}

/// Writes what differs from what is known, and what is new.
pub(super) async fn take(
    tx: &Within,
    read: &Read,
    known: &BTreeMap<String, Known>,
    changed: &mut Changed,
) -> Result<()> {
    let mut new = Vec::new();
    for named in &read.named {
        match known.get(&named.number) {
            None => new.push(named),
            Some(row) if row.own_reading >= read.reading.0 => {}
            Some(row) if row.says(named) => {}
            Some(row) => {
                changed.links |= row.missing_since.is_some();
                if row.figures_differ(named) {
                    changed.numbers.insert(named.number.clone());
                }
                update(tx, named, read).await?;
            }
        }
    }
    changed.links |= !new.is_empty();
    changed
        .numbers
        .extend(new.iter().map(|named| named.number.clone()));
    for chunk in new.chunks(200) {
        insert(tx, chunk, read).await?;
    }
    Ok(())
}

/// The item is no longer in Rackbeat: its figure must not be used.
pub(super) async fn lose(
    tx: &Within,
    number: &str,
    read: &Read,
    changed: &mut Changed,
) -> Result<()> {
    let text = "UPDATE items SET missing_since = $3, reading = $4
        WHERE account_id = $1 AND number = $2";
    let values = vec![
        tx.account().into(),
        number.into(),
        sql::ms(read.at).into(),
        read.reading.0.into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    changed.numbers.insert(number.to_owned());
    Ok(())
}

/// Adds up our own sales that this reading counts and the one before did not.
pub(super) async fn count(
    tx: &Within,
    read: &Read,
    known: &BTreeMap<String, Known>,
    sales: &dyn Sales,
    changed: &mut Changed,
) -> Result<()> {
    for named in &read.named {
        let Some(row) = known.get(&named.number) else {
            continue;
        };
        if row.own_reading >= read.reading.0 {
            continue;
        }
        let counted = sales.counted(&named.number, Tally(row.reading));
        if counted.booked.is_zero() && counted.shipped.is_zero() {
            continue;
        }
        changed.numbers.insert(named.number.clone());
        let text = "UPDATE items SET counted_booked = counted_booked + $3,
            counted_shipped = counted_shipped + $4 WHERE account_id = $1 AND number = $2";
        let values = vec![
            tx.account().into(),
            named.number.as_str().into(),
            thousandths(Some(counted.booked)).unwrap_or(0).into(),
            thousandths(Some(counted.shipped)).unwrap_or(0).into(),
        ];
        sql::run(tx.writer(), text, values).await?;
    }
    Ok(())
}

/// What the bills of materials are made of, in pieces per piece; all others are made of nothing.
pub async fn set_components(
    tx: &Within,
    bills: &BTreeMap<String, Vec<(String, Decimal)>>,
) -> Result<()> {
    let text = "UPDATE items SET components = NULL
        WHERE account_id = $1 AND components IS NOT NULL";
    sql::run(tx.writer(), text, vec![tx.account().into()]).await?;
    let text = "UPDATE items SET components = $3 WHERE account_id = $1 AND number = $2";
    for (number, parts) in bills {
        let values = vec![
            tx.account().into(),
            number.as_str().into(),
            serde_json::to_string(parts)?.into(),
        ];
        sql::run(tx.writer(), text, values).await?;
    }
    Ok(())
}

/// On hand by location, as it stands in a row.
pub(super) fn places(text: &str) -> Option<BTreeMap<i64, Decimal>> {
    let places: BTreeMap<i64, i64> = serde_json::from_str(text).ok()?;
    let pieces = |(location, thousandths)| (location, quantity::from_thousandths(thousandths));
    Some(places.into_iter().map(pieces).collect())
}

async fn update(tx: &Within, named: &Named, read: &Read) -> Result<()> {
    let text = "UPDATE items SET item_type = $3, name = $4, inventory_enabled = $5, barred = $6,
        on_hand = $7, available = $8, reserved = $9, located = COALESCE($10, located),
        located_reserved = CASE WHEN $10 IS NULL THEN located_reserved ELSE $9 END,
        reading = $11, read_at = $12, missing_since = NULL
        WHERE account_id = $1 AND number = $2 AND reading < $11";
    let mut values = vec![tx.account().into(), named.number.as_str().into()];
    values.extend(figures(named)?);
    values.extend([read.reading.0.into(), sql::ms(read.at).into()]);
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

async fn insert(tx: &Within, new: &[&Named], read: &Read) -> Result<()> {
    let rows: Vec<_> = (0..new.len()).map(|row| columns(4 + row * 10)).collect();
    let text = format!(
        "INSERT INTO items (account_id, number, number_key, item_type, name, inventory_enabled,
         barred, on_hand, available, reserved, located, located_reserved, reading, read_at,
         counted_booked, counted_shipped) VALUES {} ON CONFLICT DO NOTHING",
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

/// One row's places: number, its key, and the eight of [`figures`].
fn columns(first: usize) -> String {
    let own: Vec<_> = (first..first + 10)
        .map(|place| format!("${place}"))
        .collect();
    let reserved = first + 8;
    format!("($1, {}, ${reserved}, $2, $3, 0, 0)", own.join(", "))
}

fn figures(named: &Named) -> Result<[sea_orm::Value; 8]> {
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

fn thousandths(pieces: Option<Decimal>) -> Option<i64> {
    pieces.and_then(quantity::to_thousandths)
}

const SELECT: &str = "SELECT i.number, i.item_type, i.name, i.inventory_enabled, i.barred,
    i.on_hand, i.available, i.reserved, i.located, i.located_reserved, i.missing_since,
    i.reading AS own_reading,
    CASE WHEN i.missing_since IS NULL AND s.tally > i.reading THEN s.tally ELSE i.reading END
        AS reading
    FROM items i LEFT JOIN sweeps s ON s.account_id = i.account_id";

/// A row as a reading meets it.
#[derive(FromQueryResult)]
pub(super) struct Known {
    number: String,
    item_type: String,
    name: String,
    inventory_enabled: bool,
    barred: bool,
    on_hand: Option<i64>,
    available: Option<i64>,
    reserved: Option<i64>,
    located: Option<String>,
    located_reserved: Option<i64>,
    pub(super) missing_since: Option<i64>,
    /// The reading that wrote it, and the newest that it holds for.
    pub(super) own_reading: i64,
    reading: i64,
}

impl Known {
    fn says(&self, named: &Named) -> bool {
        self.missing_since.is_none()
            && self.item_type == named.kind
            && self.name == named.name
            && self.reserved == thousandths(named.reserved)
            && !self.figures_differ(named)
    }

    /// True when what a shop shows may become another.
    fn figures_differ(&self, named: &Named) -> bool {
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
