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
    let mut by_parent: BTreeMap<i64, Vec<Reckoned>> = BTreeMap::new();
    for one in due {
        by_parent.entry(one.level.parent_id).or_default().push(one);
    }
    for (parent, mut rows) in by_parent {
        while !rows.is_empty() {
            let batch: Vec<_> = rows.drain(..rows.len().min(size)).collect();
            let sent = batch.len();
            match send(work, message, shop, (parent, batch)).await? {
                None => size = size::grow(work, shop, (size, sent)).await?,
                // Nothing was done: the same rows again, fewer at a time.
                Some(back) => {
                    size = size::halve(work, shop, back.len()).await?;
                    rows.splice(0..0, back);
                }
            }
        }
    }
    park::shop_answered(work, shop).await
}

/// One batch. `Some`: it was too large, these are to be sent again.
async fn send(
    work: &Work,
    message: &Message,
    shop: &Shop,
    (parent, batch): (i64, Vec<Reckoned>),
) -> Result<Option<Vec<Reckoned>>> {
    work.lease.renew().await?;
    let going = begin(work, shop, batch).await?;
    if going.is_empty() {
        return Ok(None);
    }
    match call(work, shop, parent, &going).await {
        Ok(rows) => {
            let kept = keep(work, message, &going, &rows).await;
            // Whoever was killed in that earlier write could tell nobody.
            if kept.is_err() || going.iter().any(|going| going.begun.is_after_doubt()) {
                remind(work).await?;
            }
            kept.map(|()| None)
        }
        Err(error) => {
            if !error.in_doubt() {
                let begun: Vec<_> = going.iter().map(|going| going.begun).collect();
                let change = work.tenant.begin().await?;
                stock_level::unwritten(&change, &begun).await?;
                change.commit().await?;
            }
            if matches!(error, woo::Error::TooLarge) && going.len() > 1 {
                return Ok(Some(going.into_iter().map(|going| going.one).collect()));
            }
            if size::is_too_slow(&error) {
                size::halve(work, shop, going.len()).await?;
            }
            remind(work).await?;
            Err(error.into())
        }
    }
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
    let mut told = Kept::default();
    let change = work.tenant.begin().await?;
    for going in going {
        let row = rows.iter().find(|row| row.id == going.one.level.product_id);
        let Some(answered) = answer::answered(going, row, now) else {
            told.doubtful = true;
            continue;
        };
        told.add(going, &answered);
        stock_level::answered(&change, &answered, now).await?;
    }
    for outcome in told.outcomes() {
        outcome::record(&change, Line::of(message), &outcome, now).await?;
    }
    change.commit().await?;
    if told.doubtful {
        let reason = FailureReason::Unreadable { side: Side::Shop };
        return Err(Error::Retry {
            reason,
            after: None,
        });
    }
    Ok(())
}
