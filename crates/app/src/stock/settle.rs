//! Figures that need no write: their state is kept, and what is new about them is told once.
use domain::{Outcome, State};
use store::stock_level::{self, Settled};

use super::reckon::{Reckoned, Verdict};
use crate::{Work, error::Result};

/// Equal, held, or left as they are for a reason.
pub(super) async fn settle(work: &Work, due: &[Reckoned]) -> Result<Vec<Outcome>> {
    keep(work, due, settled).await
}

/// Stock is not carried to this shop.
pub(super) async fn off(work: &Work, due: &[Reckoned]) -> Result<Vec<Outcome>> {
    let outcomes = keep(work, due, |one| Settled {
        state: State::Info,
        result: Some(Outcome::StockOff),
        ..settled(one)
    });
    let mut outcomes = outcomes.await?;
    outcomes.truncate(1);
    Ok(outcomes)
}

/// Nothing may be written yet: only how each figure would become is kept.
pub(super) async fn compared(work: &Work, due: &[Reckoned]) -> Result<Vec<Outcome>> {
    let outcomes = keep(work, due, |one| match &one.verdict {
        Verdict::Write(_) | Verdict::Held(_) => Settled {
            state: State::Waiting,
            result: Some(Outcome::StockAwaitsApproval { differences: 1 }),
            held: false,
            basis: None,
            ..settled(one)
        },
        _ => settled(one),
    });
    let (waiting, mut told): (Vec<_>, Vec<_>) = outcomes
        .await?
        .into_iter()
        .partition(|outcome| matches!(outcome, Outcome::StockAwaitsApproval { .. }));
    if !waiting.is_empty() {
        told.push(Outcome::StockAwaitsApproval {
            differences: waiting.len() as u64,
        });
    }
    Ok(told)
}

/// Keeps each as `how` says; the reasons that were not told before.
async fn keep(
    work: &Work,
    due: &[Reckoned],
    how: impl Fn(&Reckoned) -> Settled,
) -> Result<Vec<Outcome>> {
    let mut told = Vec::new();
    // Most of the time it is one, which needs no transaction.
    if let [one] = due {
        let settled = how(one);
        stock_level::settle(&work.tenant, &settled, work.now()).await?;
        let is_new = settled.result != one.level.result;
        return Ok(settled.result.filter(|_| is_new).into_iter().collect());
    }
    if due.is_empty() {
        return Ok(told);
    }
    let change = work.tenant.begin().await?;
    for one in due {
        let settled = how(one);
        if settled.result != one.level.result {
            told.extend(settled.result.clone());
        }
        stock_level::settle(&change, &settled, work.now()).await?;
    }
    change.commit().await?;
    Ok(told)
}

fn settled(one: &Reckoned) -> Settled {
    let level = &one.level;
    let base = Settled {
        link: level.link,
        marked: level.marked,
        state: State::Sent,
        result: None,
        says: level.compared,
        held: false,
        basis: None,
    };
    match &one.verdict {
        Verdict::Equal(figure) | Verdict::Write(figure) => Settled {
            basis: figure.basis,
            ..base
        },
        // Asked about as a whole already, so its own reason is no news.
        Verdict::Held(_) => Settled {
            state: State::NotSent,
            result: level.result.clone(),
            held: true,
            ..base
        },
        Verdict::Keep(outcome) => Settled {
            state: outcome.state(),
            result: Some(outcome.clone()),
            ..base
        },
        Verdict::Unread => Settled {
            state: State::Waiting,
            ..base
        },
    }
}
