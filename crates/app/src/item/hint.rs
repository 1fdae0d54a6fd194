//! Rackbeat hinted that an item changed: it is read again, with all others that wait.
use std::collections::BTreeSet;

use domain::Outcome;
use store::{
    agreement::{self, Agreement},
    inbox::{self, Kind, Message},
    item::{self, Read},
    rules, shop,
};

use super::{sweep, told};
use crate::{Work, along, error::Result, import, park, stock::Flight};

/// So many hints are read by number; more of them by pages.
const BY_NUMBER: usize = 5;
/// Hints taken along at once.
const ALONG: usize = 1000;

pub async fn read_item(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let Some(agreement) = work.agreement().await? else {
        return Ok(Vec::new());
    };
    park::rackbeat_is_open(&agreement)?;
    gather(work, message).await;
    let turn = work.lease.turn();
    let waiting = (message.shop_id, Kind::Item);
    let others = inbox::take_waiting(&work.tenant, waiting, turn, ALONG, work.now()).await?;
    let done = read(work, &agreement, message, &others).await;
    if let Err(error) = &done {
        along::give_back(work, message, (&others, error)).await?;
    }
    done
}

/// What changes many items tells of each by itself: the others are given a little to come, or the shops would be
/// written to for the first and once more for the rest.
async fn gather(work: &Work, message: &Message) {
    let most = work.ctx.polls.gather;
    let left = (message.created_at() + most - work.now()).min(most);
    if let Ok(left) = left.to_std() {
        tokio::time::sleep(work.ctx.clock.real(left)).await;
    }
}

async fn read(
    work: &Work,
    agreement: &Agreement,
    message: &Message,
    along: &[Message],
) -> Result<Vec<Outcome>> {
    let numbers: BTreeSet<_> = along
        .iter()
        .chain([message])
        .map(|one| one.subject.clone())
        .collect();
    let echoes = import::echoes(work, &numbers).await?;
    let numbers: BTreeSet<_> = numbers.difference(&echoes).cloned().collect();
    let outcomes = if numbers.is_empty() {
        Vec::new()
    } else if numbers.len() > BY_NUMBER || located(work).await? {
        sweep::read(work, agreement, sweep::Pace::Realtime).await?
    } else {
        by_number(work, agreement, &numbers).await?;
        Vec::new()
    };
    let change = work.tenant.begin().await?;
    inbox::settle_taken(&change, along, work.lease.turn(), work.now()).await?;
    change.commit().await?;
    Ok(outcomes)
}

/// Where a shop counts only some locations, an item's own page does not say enough.
async fn located(work: &Work) -> Result<bool> {
    for shop in shop::connected(&work.tenant).await? {
        if !rules::of(&work.tenant, shop.id).await?.locations.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn by_number(work: &Work, agreement: &Agreement, numbers: &BTreeSet<String>) -> Result<()> {
    let client = work.ctx.outside.rackbeat(&work.tenant, agreement)?;
    let mut read = Read {
        reading: agreement::raise(&work.tenant).await?,
        named: Vec::new(),
        missing: Vec::new(),
        at: work.now(),
    };
    for number in numbers {
        match client.item(number).await {
            Ok(item) if item.number == *number => match told::described(&item) {
                Some(named) => read.named.push(named),
                None => read.missing.push(number.clone()),
            },
            // Another item than asked for says nothing about this one.
            Ok(_) => {}
            Err(rackbeat::Error::NotFound) => read.missing.push(number.clone()),
            Err(error) => return Err(error.into()),
        }
    }
    park::rackbeat_answered(work, agreement).await?;
    let flight = Flight::load(&work.tenant, numbers).await?;
    let until = read.reading;
    let sales = |number: &str, after| flight.counted(number, after, until);
    let change = work.tenant.begin().await?;
    let changed = item::absorb(&change, &read, &sales).await?;
    sweep::spread(work, change, changed).await
}
