//! Copies: what of each product the receiving side was last given, and which are due to be looked at.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{Outcome, Side, State};
use sea_orm::FromQueryResult;

use crate::{Result, Rows, ShopId, Tenant, outcome, sql};

mod hold;
mod list;
mod mark;
mod meaning;
mod step;

pub use hold::{Left, hand_over, hold, holder, left, release};
pub use list::{Filter, Named, page};
pub use mark::{
    again, is_echo, mark_all, mark_gone, mark_items, mark_products, next_again, retry, retry_cause,
    set_way,
};
pub use meaning::{Counted, reckon};
pub use step::{
    Answered, Settled, answered, claim, fail, forget_product, put_off, settle, unclaim,
};

/// Which side is the master.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The shop is: its products are registered in Rackbeat.
    ToRackbeat,
    /// Rackbeat is: its items are pulled into the shop.
    ToShop,
}

impl Way {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ToRackbeat => "to_rackbeat",
            Self::ToShop => "to_shop",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "to_shop" => Self::ToShop,
            _ => Self::ToRackbeat,
        }
    }
}

/// One number of one shop.
#[derive(Clone, Debug)]
pub struct Copy {
    pub shop: ShopId,
    /// Rackbeat's number; before it has one, what it will be.
    pub number: String,
    pub way: Way,
    /// `None` until the shop has it.
    pub product_id: Option<i64>,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    /// This shop is the number's master. False: another is, or nobody yet.
    pub holder: bool,
    /// How often it was marked when it was read; settle with it.
    pub marked: i64,
    /// A hash of the fields last sent, and of what the receiver then said of them.
    pub sent_key: Option<String>,
    pub answered_key: Option<String>,
    /// Since when both sides have had it; `None`: never.
    pub linked_at: Option<DateTime<Utc>>,
    /// The side that had it and has it no longer.
    pub gone: Option<Side>,
    /// A create is under way, or had no answer: look before another.
    pub claimed_at: Option<DateTime<Utc>>,
    /// Failures in a row.
    pub tries: i64,
    pub next_try_at: Option<DateTime<Utc>>,
    pub state: State,
    /// Why it is not sent, or how it last went.
    pub result: Option<Outcome>,
    /// Since when it has been in this state.
    pub since: DateTime<Utc>,
}

/// What is due in a shop, by number, at most so many.
pub async fn due<R: Rows>(
    tenant: &Tenant<R>,
    (shop, way): (ShopId, Way),
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Copy>> {
    let text = format!(
        "SELECT {COLUMNS} FROM product_copies WHERE account_id = $1 AND shop_id = $2 AND way = $3
         AND marked > done AND (next_try_at IS NULL OR next_try_at <= $4)
         ORDER BY number LIMIT $5"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        way.word().into(),
        sql::ms(now).into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(Row::copy).collect()
}

/// The copies of these numbers in one shop, as far as there are any.
pub async fn find<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    numbers: &BTreeSet<String>,
) -> Result<Vec<Copy>> {
    let numbers: Vec<_> = numbers.iter().collect();
    let mut copies = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(500) {
        let list = sql::list(3, chunk.len());
        let text = format!(
            "SELECT {COLUMNS} FROM product_copies
             WHERE account_id = $1 AND shop_id = $2 AND number IN {list}"
        );
        let mut values = vec![tenant.account().into(), shop.into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        for row in rows {
            copies.push(row.copy()?);
        }
    }
    Ok(copies)
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Shop => "shop",
        Side::Rackbeat => "rackbeat",
    }
}

fn side(word: &str) -> Side {
    match word {
        "rackbeat" => Side::Rackbeat,
        _ => Side::Shop,
    }
}

const COLUMNS: &str = "shop_id, number, way, product_id, parent_id, holder, marked, sent_key,
    answered_key, linked_at, gone, claimed_at, tries, next_try_at, state, result, since";

#[derive(FromQueryResult)]
struct Row {
    shop_id: ShopId,
    number: String,
    way: String,
    product_id: Option<i64>,
    parent_id: i64,
    holder: bool,
    marked: i64,
    sent_key: Option<String>,
    answered_key: Option<String>,
    linked_at: Option<i64>,
    gone: Option<String>,
    claimed_at: Option<i64>,
    tries: i64,
    next_try_at: Option<i64>,
    state: String,
    result: Option<String>,
    since: i64,
}

impl Row {
    fn copy(self) -> Result<Copy> {
        let result = self
            .result
            .as_deref()
            .map(serde_json::from_str)
            .transpose()?;
        Ok(Copy {
            shop: self.shop_id,
            way: Way::parse(&self.way),
            number: self.number,
            product_id: self.product_id,
            parent_id: self.parent_id,
            holder: self.holder,
            marked: self.marked,
            sent_key: self.sent_key,
            answered_key: self.answered_key,
            linked_at: self.linked_at.map(sql::time),
            gone: self.gone.as_deref().map(side),
            claimed_at: self.claimed_at.map(sql::time),
            tries: self.tries,
            next_try_at: self.next_try_at.map(sql::time),
            state: outcome::state(&self.state),
            result,
            since: sql::time(self.since),
        })
    }
}
