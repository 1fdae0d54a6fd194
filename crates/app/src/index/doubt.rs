//! A list that lacks much of what the shop had: not believed before the products themselves were asked for.
use chrono::TimeDelta;
use domain::{Outcome, ProductNews, link::must_doubt};
use store::{inbox::Kind, outcome, outcome::Line, product_link, shop::Shop};
use woo::product::Visibility;

use super::walk::Walked;
use crate::{Work, error::Result};

/// Whatever hides them now may be over by then.
const APART: TimeDelta = TimeDelta::hours(1);
/// So many of what is missing are asked for by their own addresses.
const ASKED: usize = 20;

/// What a list that says it is whole does not name.
pub(super) struct Missed {
    ids: Vec<i64>,
    known: usize,
}

/// `None`: little enough to be believed.
pub(super) async fn missed(work: &Work, shop: &Shop, walked: &Walked) -> Result<Option<Missed>> {
    if !walked.is_whole {
        return Ok(None);
    }
    let mut ids = product_link::present(&work.tenant, shop.id).await?;
    let known = ids.len();
    let listed = &walked.listed;
    ids.retain(|id| {
        listed
            .binary_search_by_key(id, |one| one.product_id)
            .is_err()
    });
    Ok(must_doubt(ids.len(), known).then_some(Missed { ids, known }))
}

/// Told the first time; later, some of the products themselves decide.
pub(super) async fn is_believed(work: &Work, shop: &Shop, missed: &Missed) -> Result<bool> {
    let now = work.now();
    let doubt = product_link::doubt(&work.tenant, shop.id, now).await?;
    if doubt.is_new {
        let news = ProductNews::ListDoubted {
            missed: missed.ids.len() as u64,
            known: missed.known as u64,
        };
        let line = Line::new(shop.id, Kind::Index);
        outcome::record(&work.tenant, line, &Outcome::from(news), now).await?;
    }
    if now - doubt.since < APART {
        return Ok(false);
    }
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let apart = missed.ids.len().div_ceil(ASKED).max(1);
    for id in missed.ids.iter().step_by(apart) {
        match client.raw_product(*id).await {
            Ok(product) if product.status == Visibility::Trash => {}
            Err(woo::Error::NotFound(_)) => {}
            Ok(_) | Err(woo::Error::Unauthorized(_)) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(true)
}
