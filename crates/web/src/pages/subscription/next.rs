//! What one shop more will cost, said where shops are connected.
use app::{Ctx, billing, subscription};
use store::Tenant;

use super::price;
use crate::{error::Result, frame::Frame};

pub(crate) async fn told(ctx: &Ctx, tenant: &Tenant, frame: &Frame) -> Result<String> {
    let next = subscription::next_shop(ctx, tenant).await?;
    if next.is_included {
        return Ok(frame.say("next-shop-free"));
    }
    if next.pays.amount == 0 {
        return Ok(frame.about("next-shop-waived", "price", price(frame, next.list)));
    }
    let costs = frame.about("next-shop-costs", "price", price(frame, next.pays));
    Ok(match billing::lacking(tenant).await?.is_empty() {
        true => costs,
        false => format!("{costs} {}", frame.say("next-shop-details")),
    })
}
