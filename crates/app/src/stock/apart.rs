//! Figures that a shop cannot save: found by sending them apart, set aside, and the others go on.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{FailureReason, Outcome, ProductNews};
use store::{
    inbox::Message,
    outcome::{self, Line},
    stock_level,
};

use super::{reckon::Reckoned, size, write::Going};
use crate::{
    Work,
    error::{Result, shop_reason},
    lease::CALL,
    order, retry,
};

/// So many batches in a row that fail are the shop's own trouble, or as much as one push may wait for. A hundred
/// rows with one that cannot be saved come down to it in eight.
pub(crate) const MOST_FAILED: usize = 10;

/// How much a failure counts towards that: four without an answer are a minute and more, and the batches are
/// smaller the next time anyhow.
pub(crate) fn weight(error: &woo::Error) -> usize {
    if size::is_too_slow(error) { 3 } else { 1 }
}

/// What goes out together, by parent: first what never failed, then what was in a batch that did, at
/// last one by one what failed by itself.
pub(super) fn batches(due: Vec<Reckoned>) -> Vec<(i64, Vec<Reckoned>)> {
    let mut batches: BTreeMap<_, Vec<Reckoned>> = BTreeMap::new();
    for one in due {
        let level = &one.level;
        let alone = if level.failures > 1 {
            level.product_id
        } else {
            0
        };
        let place = (level.failures, level.parent_id, alone);
        batches.entry(place).or_default().push(one);
    }
    let batches = batches.into_iter();
    batches
        .map(|((_, parent, _), rows)| (parent, rows))
        .collect()
}

/// Whether the rest of the push goes on: what failed may be one product's fault. Not at the first
/// failure, which passes more often than not and is tried again soon.
pub(super) async fn goes_on(
    work: &Work,
    message: &Message,
    (going, error): (&[Going], &woo::Error),
) -> Result<bool> {
    if !may_be_a_products_fault(error) {
        return Ok(false);
    }
    let change = work.tenant.begin().await?;
    let suspect = going.iter().any(|going| going.one.level.failures > 0);
    if let ([one], true) = (going, suspect) {
        set_aside(work, message, &change, (one, shop_reason(error))).await?;
    } else {
        let begun: Vec<_> = going.iter().map(|going| going.begun).collect();
        stock_level::failed_together(&change, &begun).await?;
    }
    change.commit().await?;
    Ok(suspect)
}

/// Told once. It may take effect late, so it rests at least as long as any write without an answer.
pub(super) async fn set_aside(
    work: &Work,
    message: &Message,
    change: &store::Change,
    (going, reason): (&Going, FailureReason),
) -> Result<(), store::Error> {
    let (now, level) = (work.now(), &going.one.level);
    let call = TimeDelta::from_std(CALL).unwrap_or(TimeDelta::MAX);
    let next_try = retry::next(level.failures, now).max(now + call + order::REST);
    let outcome = Outcome::from(ProductNews::WriteFailed {
        sku: level.sku.clone(),
        reason,
        next_try,
    });
    let figure = (going.begun, level.marked);
    stock_level::set_aside(change, figure, &outcome, next_try).await?;
    if !was_told(level.result.as_ref()) {
        outcome::record(change, Line::of(message), &outcome, now).await?;
    }
    Ok(())
}

/// Of the same product, however it failed.
pub(crate) fn was_told(result: Option<&Outcome>) -> bool {
    let Some(Outcome::Product { news }) = result else {
        return false;
    };
    matches!(news, ProductNews::WriteFailed { .. })
}

/// A plug-in that dies in one product's saving takes the whole call with it, and the shop looks as if it
/// were out of order; its orders were read just before.
pub(crate) fn may_be_a_products_fault(error: &woo::Error) -> bool {
    use woo::{Error as E, Trouble};
    match error {
        E::Unavailable(trouble) => match trouble {
            Trouble::TimedOut | Trouble::BrokeOff(_) | Trouble::OutOfOrder(_) => true,
            Trouble::NoSuchHost(_) | Trouble::Unreachable(_) | Trouble::Tls(_) => false,
        },
        E::NotFound(_)
        | E::Invalid(_)
        | E::Conflict(_)
        | E::TooLarge
        | E::WebPage
        | E::Unexpected(_) => true,
        E::Unauthorized(_) | E::NoRoute | E::RateLimited(_) | E::Redirected(_) | E::Refused => {
            false
        }
    }
}
