//! Figures going out to a shop in batches, and its answers read row by row.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{FailureReason, Side};
use store::{
    inbox::{self, Message},
    lane::Track,
    outcome::{self, Line},
    shop::Shop,
    stock_level::{self, Begun},
};
use woo::{ProductUpdate, VariationUpdate};

use super::{
    answer::{self, Kept, Row},
    apart,
    reckon::{Figure, Reckoned, Verdict},
    size,
};
use crate::{Error, Work, error::Result, lease::CALL, order, park};

/// One figure on its way.
pub(super) struct Going {
    pub one: Reckoned,
    pub figure: Figure,
    pub begun: Begun,
}

/// Simple products and parents together, variations per parent.
pub(super) async fn write(
    work: &Work,
    message: &Message,
    shop: &Shop,
    due: Vec<Reckoned>,
) -> Result<()> {
    let mut size = usize::try_from(shop.batch_size)
        .unwrap_or(1)
        .clamp(1, woo::batch::MOST);
    let (mut went_through, mut failed) = (false, 0);
    for (parent, rows) in apart::batches(due) {
        let mut waiting = vec![rows];
        while let Some(mut batch) = waiting.pop() {
            if batch.len() > size {
                waiting.push(batch.split_off(size));
            }
            let sent = batch.len();
            match send(work, message, shop, (parent, batch)).await? {
                Sent::Done => {
                    (went_through, failed) = (true, 0);
                    size = size::grow(work, shop, (size, sent)).await?;
                }
                // Nothing was done: the same rows again, fewer at a time.
                Sent::TooMany(back) => {
                    size = size::halve(work, shop, back.len()).await?;
                    waiting.push(back);
                }
                Sent::Failed(mut back, error) => {
                    failed += apart::weight(&error);
                    if failed >= apart::MOST_FAILED {
                        return Err(error.into());
                    }
                    let behind = back.split_off(back.len().div_ceil(2));
                    waiting.extend([behind, back].into_iter().filter(|half| !half.is_empty()));
                }
            }
        }
    }
    if went_through {
        park::shop_answered(work, shop).await?;
    }
    Ok(())
}

/// What became of one batch.
enum Sent {
    Done,
    /// It was too large: these are to be sent again, fewer at a time.
    TooMany(Vec<Reckoned>),
    /// The shop failed it, and not for the first time: these are to be sent apart. None are left of a
    /// single one, which is set aside.
    Failed(Vec<Reckoned>, woo::Error),
}

async fn send(
    work: &Work,
    message: &Message,
    shop: &Shop,
    (parent, batch): (i64, Vec<Reckoned>),
) -> Result<Sent> {
    work.lease.renew().await?;
    let going = begin(work, shop, batch).await?;
    if going.is_empty() {
        return Ok(Sent::Done);
    }
    match call(work, shop, parent, &going).await {
        Ok(rows) => {
            let kept = keep(work, message, &going, &rows).await;
            // Whoever was killed in that earlier write could tell nobody.
            if kept.is_err() || going.iter().any(|going| going.begun.is_after_doubt()) {
                remind(work).await?;
            }
            kept.map(|()| Sent::Done)
        }
        Err(error) => failed(work, message, shop, (going, error)).await,
    }
}

async fn failed(
    work: &Work,
    message: &Message,
    shop: &Shop,
    (going, error): (Vec<Going>, woo::Error),
) -> Result<Sent> {
    if !error.in_doubt() {
        let begun: Vec<_> = going.iter().map(|going| going.begun).collect();
        let change = work.tenant.begin().await?;
        stock_level::unwritten(&change, &begun).await?;
        change.commit().await?;
    }
    if matches!(error, woo::Error::TooLarge) && going.len() > 1 {
        let back = going.into_iter().map(|going| going.one).collect();
        return Ok(Sent::TooMany(back));
    }
    if size::is_too_slow(&error) {
        size::halve(work, shop, going.len()).await?;
    }
    let goes_on = apart::goes_on(work, message, (&going, &error)).await?;
    remind(work).await?;
    if !goes_on {
        return Err(error.into());
    }
    let left = (going.len() > 1).then_some(going).into_iter().flatten();
    let left = left.map(|going| going.one).collect();
    Ok(Sent::Failed(left, error))
}

/// The other track writes once more what had no answer, and has to know by when.
async fn remind(work: &Work) -> Result<()> {
    inbox::stir(&work.tenant, Track::Bulk, work.now()).await?;
    work.ctx.wake.now();
    Ok(())
}

/// Says that these are about to be written; those marked again meanwhile stay for the next turn.
async fn begin(work: &Work, shop: &Shop, batch: Vec<Reckoned>) -> Result<Vec<Going>> {
    let figures: Vec<_> = batch
        .iter()
        .map(|one| (one.level.link, one.level.marked))
        .collect();
    let call = TimeDelta::from_std(CALL).unwrap_or(TimeDelta::MAX);
    let again_at = work.now() + call + order::REST;
    let change = work.tenant.begin().await?;
    let begun = stock_level::begin_write(&change, shop.id, &figures, again_at).await?;
    change.commit().await?;
    let begun: BTreeMap<_, _> = begun.into_iter().map(|begun| (begun.link, begun)).collect();
    let going = |one: Reckoned| {
        let begun = *begun.get(&one.level.link)?;
        let figure = match &one.verdict {
            Verdict::Write(figure) | Verdict::Held(Some(figure)) => figure.clone(),
            _ => return None,
        };
        Some(Going { one, figure, begun })
    };
    Ok(batch.into_iter().filter_map(going).collect())
}

async fn call(
    work: &Work,
    shop: &Shop,
    parent: i64,
    going: &[Going],
) -> Result<Vec<Row>, woo::Error> {
    let client = work.ctx.outside.shop(&work.tenant, shop);
    let client = client.map_err(|_| woo::Error::Refused)?;
    let pairs = going
        .iter()
        .map(|going| (going.one.level.product_id, going.figure.pieces));
    if parent == 0 {
        let updates: Vec<_> = pairs
            .map(|(id, pieces)| ProductUpdate::stock(id, pieces))
            .collect();
        let answer = client.update_products(&updates).await?;
        return Ok(answer.update.into_iter().map(Row::of_product).collect());
    }
    let updates: Vec<_> = pairs
        .map(|(id, pieces)| VariationUpdate::stock(id, pieces))
        .collect();
    let answer = client.update_variations(parent, &updates).await?;
    Ok(answer.update.into_iter().map(Row::of_variation).collect())
}

/// Keeps each row's answer, and the lines of the log with them.
async fn keep(work: &Work, message: &Message, going: &[Going], rows: &[Row]) -> Result<()> {
    let now = work.now();
    let (mut told, mut again) = (Kept::default(), false);
    let change = work.tenant.begin().await?;
    for going in going {
        let row = rows.iter().find(|row| row.id == going.one.level.product_id);
        let Some(answered) = answer::answered(going, row, now) else {
            if going.one.level.failures > 0 {
                let reason = FailureReason::Unreadable { side: Side::Shop };
                apart::set_aside(work, message, &change, (going, reason)).await?;
            } else {
                stock_level::failed_together(&change, &[going.begun]).await?;
                told.doubtful = true;
            }
            continue;
        };
        told.add(going, &answered);
        again |= answered.again_at.is_some();
        stock_level::answered(&change, &answered, now).await?;
    }
    for outcome in told.outcomes() {
        outcome::record(&change, Line::of(message), &outcome, now).await?;
    }
    change.commit().await?;
    if again {
        remind(work).await?;
    }
    if told.doubtful {
        let reason = FailureReason::Unreadable { side: Side::Shop };
        return Err(Error::Retry {
            reason,
            after: None,
        });
    }
    Ok(())
}
