//! Products of the shop that Rackbeat lacks are made there, each at most once.
use std::collections::BTreeMap;

use domain::{Refusal, import::Reason, product::to_rackbeat, quantity};
use rackbeat::{ItemKind, NewProduct, Product};
use store::import::{Row, Step};

use super::{
    fresh::Fresh,
    run::{Run, end, give_up, tally},
    side::{groups, side_by_side},
};
use crate::{
    error::Result,
    product::{Made, make_item},
};

/// What is to be made of it; a row that cannot be made any more is at its end.
pub(super) fn offer(run: &Run<'_>, row: &mut Row, fresh: Fresh) -> Option<NewProduct> {
    let offered = domain::product::Offered {
        number: row.number.clone(),
        ..fresh.offered
    };
    match to_rackbeat(&offered, &run.terms, &run.rules) {
        Ok(new) => Some(new),
        Err(refusal) => {
            end(row, Step::Skipped, Some(Reason::Refused { refusal }));
            None
        }
    }
}

/// The rows that are there now and whose levels are to be set.
pub(super) async fn create(run: &Run<'_>, rows: Vec<(Row, NewProduct)>) -> Result<Vec<Row>> {
    let mut made = Vec::with_capacity(rows.len());
    for group in groups(rows) {
        made.extend(create_some(run, group).await?);
    }
    Ok(made)
}

async fn create_some(run: &Run<'_>, rows: Vec<(Row, NewProduct)>) -> Result<Vec<Row>> {
    let (mut claimed, mut news) = (Vec::new(), BTreeMap::new());
    for (mut row, new) in rows {
        news.insert(row.seq, (new, row.step == Step::Creating));
        row.step = Step::Creating;
        row.claimed_at = Some(run.now());
        claimed.push(row);
    }
    run.save(&claimed.iter().collect::<Vec<_>>(), &tally([]))
        .await?;
    let news = &news;
    let call = |row: Row| async move {
        let Some((new, in_doubt)) = news.get(&row.seq) else {
            return (row, Ok(None));
        };
        let made = make_item(run.work, &run.rackbeat, new, *in_doubt).await;
        (row, made.map(Some))
    };
    let mut calls = side_by_side(run.work, claimed, run.until, call).await;
    calls.note_tries();
    let mut created = 0;
    let mut made: Vec<Row> = Vec::with_capacity(calls.done.len());
    for (mut row, answer) in std::mem::take(&mut calls.done) {
        let in_doubt = news.get(&row.seq).is_some_and(|(_, in_doubt)| *in_doubt);
        if let Some(answer) = answer {
            created += u64::from(note(run, &mut row, answer, in_doubt));
        }
        made.push(row);
    }
    for row in &mut calls.unbegun {
        if news.get(&row.seq).is_some_and(|(_, in_doubt)| !in_doubt) {
            row.step = Step::Waiting;
            row.claimed_at = None;
        }
    }
    calls.failed.iter_mut().for_each(|row| {
        give_up(row);
    });
    let all = made.iter().chain(&calls.failed).chain(&calls.unbegun);
    let all: Vec<&Row> = all.collect();
    let mut did = tally(all.iter().copied());
    did.created = created;
    run.save(&all, &did).await?;
    if !made.is_empty() {
        run.answered().await?;
    }
    calls.end()?;
    Ok(made
        .into_iter()
        .filter(|row| row.step == Step::Made)
        .collect())
}

/// True when it is our making.
fn note(run: &Run<'_>, row: &mut Row, answer: Made, in_doubt: bool) -> bool {
    row.claimed_at = None;
    let (product, ours) = match answer {
        Made::Created(product) => (product, true),
        Made::Found(product) => (product, in_doubt),
        Made::Refused(said) => {
            let text = said.to_string();
            let refusal = Refusal::RackbeatRefused { text };
            end(row, Step::Failed, Some(Reason::Refused { refusal }));
            return false;
        }
    };
    row.created_at = ours.then(|| run.now());
    // A new one has nothing anywhere; of one that was there, the level is to be read.
    let none = product.stock_quantity.and_then(quantity::to_thousandths) == Some(0);
    let known = (ours && none).then_some(0);
    (row.found, row.elsewhere, row.on_hand) = (known, known, known);
    if let Some(reason) = no_level(&product).filter(|_| row.wants_level) {
        row.wants_level = false;
        row.reason = Some(reason);
    }
    row.step = if row.wants_level {
        Step::Made
    } else {
        Step::Done
    };
    ours
}

fn no_level(product: &Product) -> Option<Reason> {
    if product.kind == ItemKind::Lot {
        Some(Reason::Lot)
    } else if product.is_barred == Some(true) {
        Some(Reason::Barred)
    } else if product.inventory_enabled == Some(false) {
        Some(Reason::Service)
    } else {
        None
    }
}
