//! What a shop said to each figure that was written, and what of it is told.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Change, Outcome, ProductNews, State, quantity};
use rust_decimal::Decimal;
use store::stock_level::{Answered, Corrections, Level};
use woo::{ManageStock, Product, RowError, Variation};

use super::{reckon::Verdict, write::Going};

/// So many corrections within an hour are somebody else's work.
const TOO_MANY: i64 = 3;
const WITHIN: TimeDelta = TimeDelta::hours(1);
/// Until a figure that the shop answered otherwise is written once more.
const AGAIN: TimeDelta = TimeDelta::minutes(2);

/// A row of a batch's answer.
pub(super) struct Row {
    pub id: i64,
    said: Said,
}

enum Said {
    /// Pieces, and whether the shop counts them on this very product.
    Shows(ManageStock, Option<Decimal>),
    Refused(String),
    /// It may have taken effect.
    Unreadable,
}

impl Row {
    pub(super) fn of_product(row: Result<Product, RowError>) -> Self {
        match row {
            Ok(row) => Self {
                id: row.id,
                said: Said::Shows(row.manage_stock, row.stock_quantity),
            },
            Err(error) => Self::no(error),
        }
    }

    pub(super) fn of_variation(row: Result<Variation, RowError>) -> Self {
        match row {
            Ok(row) => Self {
                id: row.id,
                said: Said::Shows(row.manage_stock, row.stock_quantity),
            },
            Err(error) => Self::no(error),
        }
    }

    fn no(error: RowError) -> Self {
        let said = match error.said {
            Some(said) => Said::Refused(said.message),
            None => Said::Unreadable,
        };
        Self { id: error.id, said }
    }
}

/// What is kept of a row's answer; `None`: it may or may not have taken effect.
pub(super) fn answered(going: &Going, row: Option<&Row>, now: DateTime<Utc>) -> Option<Answered> {
    let level = &going.one.level;
    let sku = level.sku.clone();
    let (says, result) = match &row?.said {
        Said::Unreadable => return None,
        Said::Refused(text) => {
            let text = text.clone();
            (
                level.shop_says,
                Some(Outcome::StockRowRefused { sku, text }),
            )
        }
        Said::Shows(ManageStock::Yes, pieces) => {
            let says = pieces.and_then(quantity::to_thousandths);
            (says, not_taken(going, says))
        }
        Said::Shows(ManageStock::No, _) => (None, Some(Outcome::StockNotManaged { sku })),
        Said::Shows(ManageStock::Parent, _) => (None, Some(Outcome::StockOnParent { sku })),
    };
    let went_well = result.is_none();
    let refuses = matches!(&result, Some(Outcome::Product { .. }));
    let corrections = corrections(level, refuses, now);
    // Told with the write, so that leaving it alone from now on is no news.
    let alone = corrections
        .left_alone
        .then(|| Outcome::AnotherSystemWrites {
            sku: level.sku.clone(),
        });
    let still_held = matches!(going.one.verdict, Verdict::Held(_));
    Some(Answered {
        begun: going.begun,
        marked: level.marked,
        says,
        basis: going.figure.basis.filter(|_| went_well),
        fell: going.figure.falls && went_well,
        still_held,
        corrections,
        again_at: (refuses && alone.is_none()).then(|| now + AGAIN),
        state: match &result {
            _ if still_held || alone.is_some() => State::NotSent,
            Some(outcome) => outcome.state(),
            None => State::Sent,
        },
        result: match refuses {
            true => alone.or(result),
            false => result.or(alone),
        },
    })
}

/// What the shop shows after the write is not what was written.
fn not_taken(going: &Going, says: Option<i64>) -> Option<Outcome> {
    let sent = going.figure.pieces;
    if says == sent.checked_mul(1000) {
        return None;
    }
    let news = ProductNews::FigureNotTaken {
        sku: going.one.level.sku.clone(),
        sent,
        shows: says.map(|says| says.div_euclid(1000)),
    };
    Some(news.into())
}

/// A compare found another figure than we knew of, and nothing has explained it since: neither a sale
/// nor a write of our own that may have come late.
fn is_correction(level: &Level) -> bool {
    let differs = level.compared.is_some() && level.compared != level.shop_says;
    differs && !level.must_write
}

fn corrections(level: &Level, refuses: bool, now: DateTime<Utc>) -> Corrections {
    let recent = level.corrected_since.filter(|since| now - *since < WITHIN);
    let before = recent.map_or(0, |_| level.corrections);
    if !refuses && !is_correction(level) {
        return Corrections {
            count: before,
            since: recent,
            left_alone: false,
        };
    }
    Corrections {
        count: before + 1,
        since: recent.or(Some(now)),
        left_alone: before + 1 >= TOO_MANY,
    }
}

/// What a batch came to, for the log.
#[derive(Default)]
pub(super) struct Kept {
    /// Some rows had no readable answer.
    pub doubtful: bool,
    changes: Vec<Change>,
    others: Vec<Outcome>,
}

impl Kept {
    pub(super) fn add(&mut self, going: &Going, answered: &Answered) {
        let level = &going.one.level;
        match &answered.result {
            Some(Outcome::AnotherSystemWrites { .. }) => {
                if answered.says == going.figure.pieces.checked_mul(1000) {
                    self.correct(going);
                }
            }
            Some(outcome) if level.result.as_ref() != Some(outcome) => {
                self.others.push(outcome.clone());
            }
            Some(_) => {}
            None if is_correction(level) => self.correct(going),
            None => self.changes.push(Change {
                sku: level.sku.clone(),
                before: level.shows(),
                after: going.figure.pieces,
            }),
        }
        if answered.corrections.left_alone {
            self.others.push(Outcome::AnotherSystemWrites {
                sku: level.sku.clone(),
            });
        }
    }

    fn correct(&mut self, going: &Going) {
        let level = &going.one.level;
        self.others.push(Outcome::StockCorrected {
            sku: level.sku.clone(),
            shop: level.compared.map(|found| found.div_euclid(1000)),
            correct: going.figure.pieces,
        });
    }

    pub(super) fn outcomes(&mut self) -> Vec<Outcome> {
        let changes = std::mem::take(&mut self.changes);
        let written = (!changes.is_empty()).then_some(Outcome::StockWritten { changes });
        written.into_iter().chain(self.others.drain(..)).collect()
    }
}
