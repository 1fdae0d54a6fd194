//! What a shop's owner is told above all else: how it stands, why, and what was not followed.
use chrono::TimeDelta;
use domain::Outcome;
use store::shop::Shop;

use crate::{
    error::Result,
    frame::Frame,
    pages::standing::{self, Standing},
    visitor::Visitor,
};

/// How long the page says that orders were not followed.
const TOLD: TimeDelta = TimeDelta::days(30);
pub(super) async fn why(visitor: &Visitor, shop: &Shop, standing: Standing) -> Result<Vec<String>> {
    let frame = &visitor.frame;
    let mut told: Vec<_> = standing.shop_text(frame).into_iter().collect();
    told.extend(uncovered(frame, shop));
    if standing != Standing::Parked {
        return Ok(told);
    }
    if let Some(outcome) = standing::why_parked(&visitor.tenant, shop.id).await? {
        told.push(frame.words.sentences(&outcome.sentences()));
        told.extend(outcome.remedy_key().map(|key| frame.say(key)));
    }
    Ok(told)
}

/// The days before it was connected anew, for as long as somebody may wonder about an order of theirs.
fn uncovered(frame: &Frame, shop: &Shop) -> Option<String> {
    let from = shop.uncovered_from?;
    let polled = shop.polled_at.unwrap_or(shop.connected_at);
    if polled - shop.connected_at > TOLD {
        return None;
    }
    let days = (shop.connected_at - from).num_days();
    let outcome = Outcome::ShopUncovered { from, days };
    let said = frame.words.sentences(&outcome.sentences());
    let remedy = outcome.remedy_key().map(|key| frame.say(key));
    Some(format!("{said} {}", remedy.unwrap_or_default()))
}
