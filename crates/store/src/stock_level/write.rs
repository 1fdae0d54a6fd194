//! Writing a figure to a shop: said before, answered after, so that a death in between is known.
use chrono::{DateTime, Utc};
use domain::{Outcome, State, quantity};
use rust_decimal::Decimal;
use sea_orm::{DatabaseTransaction, FromQueryResult};

use super::sql;
use crate::{ProductLinkId, Result, Rows, ShopId, Tenant, outcome};

type Within = Tenant<DatabaseTransaction>;

/// A write that is about to go out.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Begun {
    #[sea_orm(from_alias = "link_id")]
    pub link: ProductLinkId,
    /// Which write of this figure it is; its answer is kept only while it is the newest.
    pub writes: i64,
    doubt_at: Option<i64>,
}

impl Begun {
    /// An earlier write of this figure never had its answer, and may yet take effect over this one.
    #[must_use]
    pub fn is_after_doubt(&self) -> bool {
        self.doubt_at.is_some()
    }
}

/// Says that these figures are about to be written. Those marked again since they were reckoned are
/// left out: their figure may be another by now. Until it is answered, a write counts as lost.
pub async fn begin_write(
    tx: &Within,
    shop: ShopId,
    figures: &[(ProductLinkId, i64)],
    again_at: DateTime<Utc>,
) -> Result<Vec<Begun>> {
    let mut begun = Vec::with_capacity(figures.len());
    for chunk in figures.chunks(200) {
        let pairs: Vec<_> = (0..chunk.len())
            .map(|row| format!("(link_id = ${} AND marked = ${})", 4 + row * 2, 5 + row * 2))
            .collect();
        let text = format!(
            "UPDATE stock_levels SET writes = writes + 1, must_write = TRUE, doubt_at = again_at,
             again_at = $3
             WHERE account_id = $1 AND shop_id = $2 AND ({}) RETURNING link_id, writes,
             doubt_at",
            pairs.join(" OR ")
        );
        let mut values = vec![tx.account().into(), shop.into(), sql::ms(again_at).into()];
        for (link, marked) in chunk {
            values.extend([(*link).into(), (*marked).into()]);
        }
        begun.extend(sql::all::<Begun>(tx.writer(), &text, values).await?);
    }
    Ok(begun)
}

/// It never went out, or was refused as a whole: nothing of it can take effect later.
pub async fn unwritten(tx: &Within, begun: &[Begun]) -> Result<()> {
    let text = "UPDATE stock_levels SET again_at = doubt_at
        WHERE account_id = $1 AND link_id = $2 AND writes = $3";
    for one in begun {
        let values = vec![tx.account().into(), one.link.into(), one.writes.into()];
        sql::run(tx.writer(), text, values).await?;
    }
    Ok(())
}

/// What the shop said to one write.
#[derive(Clone, Debug)]
pub struct Answered {
    pub begun: Begun,
    /// How often the figure was marked when it was reckoned.
    pub marked: i64,
    /// Thousandths that the shop shows now; `None`: it keeps no figure.
    pub says: Option<i64>,
    /// Rackbeat's figure behind it and the item's counted sales; `None` leaves those of before.
    pub basis: Option<(Decimal, Decimal)>,
    /// It fell to zero because Rackbeat said so.
    pub fell: bool,
    /// Its fall is still held: another figure than the asked one was written.
    pub still_held: bool,
    pub corrections: Corrections,
    /// It is another figure than was sent: it is written again then.
    pub again_at: Option<DateTime<Utc>>,
    pub state: State,
    pub result: Option<Outcome>,
}

/// How often compares had to mend a figure within the hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    pub count: i64,
    pub since: Option<DateTime<Utc>>,
    pub left_alone: bool,
}

/// Keeps what the shop answered, unless a later write has begun. What was marked meanwhile stays
/// due and is written whatever its figure: nobody can say whether the sale came before the write.
pub async fn answered(tx: &Within, answer: &Answered, now: DateTime<Utc>) -> Result<bool> {
    let text = "UPDATE stock_levels SET shop_says = $4, written_at = $5,
        again_at = COALESCE($16, doubt_at),
        must_write = CASE WHEN marked > $6 THEN TRUE ELSE FALSE END, done = $6, failures = 0,
        written_look = (SELECT looks_begun FROM shops WHERE id = shop_id),
        basis = COALESCE($7, basis),
        basis_counted = CASE WHEN $7 IS NULL THEN basis_counted ELSE $8 END,
        zeroed_at = CASE WHEN $9 THEN $5 ELSE zeroed_at END,
        held_at = CASE WHEN $10 THEN held_at ELSE NULL END,
        kept_at = CASE WHEN $10 THEN kept_at ELSE NULL END, allowed_at = NULL, compared = NULL,
        corrections = $11, corrected_since = $12,
        left_alone_at = CASE WHEN $13 THEN $5 ELSE NULL END, state = $14, result = $15
        WHERE account_id = $1 AND link_id = $2 AND writes = $3";
    let basis = answer
        .basis
        .map(|(basis, counted)| (rounded(basis), rounded(counted)));
    let values = vec![
        tx.account().into(),
        answer.begun.link.into(),
        answer.begun.writes.into(),
        answer.says.into(),
        sql::ms(now).into(),
        answer.marked.into(),
        basis.map(|(basis, _)| basis).into(),
        basis.map_or(0, |(_, counted)| counted).into(),
        answer.fell.into(),
        answer.still_held.into(),
        answer.corrections.count.into(),
        answer.corrections.since.map(sql::ms).into(),
        answer.corrections.left_alone.into(),
        outcome::word(answer.state).into(),
        answer
            .result
            .as_ref()
            .map(serde_json::to_string)
            .transpose()?
            .into(),
        answer.again_at.map(sql::ms).into(),
    ];
    Ok(sql::run(tx.writer(), text, values).await? == 1)
}

/// A figure that needs no write now.
#[derive(Clone, Debug)]
pub struct Settled {
    pub link: ProductLinkId,
    /// How often it was marked when it was reckoned: what came later stays due.
    pub marked: i64,
    pub state: State,
    /// Why nothing is written; `None`: the shop shows what it should.
    pub result: Option<Outcome>,
    /// Thousandths the shop was found to show, if that was asked.
    pub says: Option<i64>,
    /// Its fall to zero waits for the owner.
    pub held: bool,
    /// Rackbeat's figure and the item's counted sales, when what the shop shows is built on them.
    pub basis: Option<(Decimal, Decimal)>,
}

pub async fn settle<R: Rows>(tx: &Tenant<R>, settled: &Settled, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE stock_levels SET done = $3, state = $4, result = $5,
        shop_says = CASE WHEN marked = $3 THEN COALESCE($6, shop_says) ELSE shop_says END,
        compared = CASE WHEN marked = $3 THEN NULL ELSE compared END,
        held_at = CASE WHEN $7 THEN COALESCE(held_at, $8) ELSE NULL END,
        kept_at = CASE WHEN $7 THEN kept_at ELSE NULL END,
        allowed_at = CASE WHEN $7 THEN allowed_at ELSE NULL END,
        basis = COALESCE($9, basis),
        basis_counted = CASE WHEN $9 IS NULL THEN basis_counted ELSE $10 END
        WHERE account_id = $1 AND link_id = $2 AND done < $3";
    let basis = settled
        .basis
        .map(|(basis, counted)| (rounded(basis), rounded(counted)));
    let values = vec![
        tx.account().into(),
        settled.link.into(),
        settled.marked.into(),
        outcome::word(settled.state).into(),
        settled
            .result
            .as_ref()
            .map(serde_json::to_string)
            .transpose()?
            .into(),
        settled.says.into(),
        settled.held.into(),
        sql::ms(now).into(),
        basis.map(|(basis, _)| basis).into(),
        basis.map_or(0, |(_, counted)| counted).into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

fn rounded(pieces: Decimal) -> i64 {
    quantity::to_thousandths(pieces).unwrap_or(0)
}
