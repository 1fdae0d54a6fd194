//! What looking at a copy came to, kept together with its lines of the log.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{FailureReason, Outcome, ProductNews, Refusal, Side};
use store::{
    Change,
    inbox::{self, Message},
    lane::Track,
    outcome::{self, Line},
    product_copy::{self, Answered, Copy, Settled},
    product_link::ProductLink,
};

use crate::{Work, error::Result, order, retry, stock::apart};

pub(super) enum Kept {
    /// Both sides have it; and what was written, if anything was.
    Answered(Answered, Option<Outcome>),
    Settled(Settled),
}

impl Kept {
    pub(super) fn answered(answer: Answered, outcome: Option<Outcome>) -> Self {
        Self::Answered(answer, outcome)
    }

    pub(super) fn equal(link: &ProductLink) -> Self {
        let answer = Answered {
            product: Some((link.product_id, link.parent_id)),
            ..Answered::default()
        };
        Self::Answered(answer, None)
    }

    pub(super) fn nothing() -> Self {
        Self::Settled(Settled::default())
    }

    pub(super) fn refused(refusal: Refusal) -> Self {
        Self::Settled(Settled {
            result: Some(Outcome::Refused { refusal }),
            gone: None,
        })
    }

    pub(super) fn gone(copy: &Copy, side: Side) -> Self {
        Self::Settled(Settled {
            result: Some(Outcome::from(ProductNews::Gone {
                sku: copy.number.clone(),
                side,
            })),
            gone: Some(side),
        })
    }

    fn result(&self) -> Option<&Outcome> {
        match self {
            Self::Answered(answer, _) => answer.result.as_ref(),
            Self::Settled(settled) => settled.result.as_ref(),
        }
    }

    /// Its lines of the log: what was written, what came back, and a reason that was not told before.
    /// That a barred item is not made is no news.
    fn lines(&self, copy: &Copy) -> Vec<Outcome> {
        let (back, written) = match self {
            Self::Answered(_, written) => (copy.gone, written.clone()),
            Self::Settled(_) => (None, None),
        };
        let back = back.map(|side| {
            Outcome::from(ProductNews::Back {
                sku: copy.number.clone(),
                side,
            })
        });
        let is_barred =
            |told: &&Outcome| matches!(told.refusal(), Some(Refusal::ProductBarred { .. }));
        let news = self
            .result()
            .filter(|told| copy.result.as_ref() != Some(*told));
        let news = news.filter(|told| !is_barred(told)).cloned();
        back.into_iter().chain(written).chain(news).collect()
    }
}

/// All of them in one change.
pub(super) async fn all(work: &Work, message: &Message, kept: Vec<(&Copy, Kept)>) -> Result<()> {
    if kept.is_empty() {
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    for (copy, kept) in &kept {
        one(&change, message, (copy, kept), work.now()).await?;
    }
    Ok(change.commit().await?)
}

pub(super) async fn one(
    change: &Change,
    message: &Message,
    (copy, kept): (&Copy, &Kept),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    match kept {
        Kept::Answered(answer, _) => product_copy::answered(change, copy, answer, now).await?,
        Kept::Settled(settled) => product_copy::settle(change, copy, settled, now).await?,
    }
    for line in kept.lines(copy) {
        let about = Line::of(message).about(&copy.number);
        outcome::record(change, about, &line, now).await?;
    }
    Ok(())
}

/// The shop fails this one by itself: told once, and tried ever less often.
pub(super) async fn fail(
    work: &Work,
    message: &Message,
    (copy, reason): (&Copy, FailureReason),
) -> Result<()> {
    let now = work.now();
    let next_try = retry::next(copy.tries, now).max(now + order::REST);
    let outcome = Outcome::from(ProductNews::WriteFailed {
        sku: copy.number.clone(),
        reason,
        next_try,
    });
    let change = work.tenant.begin().await?;
    product_copy::fail(&change, copy, next_try, &outcome).await?;
    if !apart::was_told(copy.result.as_ref()) {
        let about = Line::of(message).about(&copy.number);
        outcome::record(&change, about, &outcome, now).await?;
    }
    change.commit().await?;
    inbox::stir(&work.tenant, Track::Bulk, now).await?;
    work.ctx.wake.now();
    Ok(())
}

/// They stay due and are not looked at for so long; the bulk track's clock brings them back.
pub(super) async fn put_off(work: &Work, copies: &[&Copy], span: TimeDelta) -> Result<()> {
    let until = work.now() + span;
    let change = work.tenant.begin().await?;
    for copy in copies {
        product_copy::put_off(&change, copy, until).await?;
    }
    change.commit().await?;
    inbox::stir(&work.tenant, Track::Bulk, work.now()).await?;
    work.ctx.wake.now();
    Ok(())
}
