//! A shop's figures as a page shows them: shop has, Rackbeat has, in flight, will become.
use domain::{Outcome, State};
use rust_decimal::Decimal;
use store::{
    ProductLinkId, ShopId, Tenant, rules,
    stock_level::{self, Filter},
};

use super::reckon::{Reckoned, Reckoner, Verdict};
use crate::error::Result;

/// One linked product. Quantities are pieces.
#[derive(Clone, Debug)]
pub struct Shown {
    pub link: ProductLinkId,
    pub sku: String,
    pub name: String,
    /// `None`: not read, or the shop keeps no figure.
    pub shop_has: Option<i64>,
    /// `None`: no usable figure.
    pub rackbeat_has: Option<Decimal>,
    pub in_flight: Decimal,
    /// `None`: it stays as it is.
    pub will_become: Option<i64>,
    pub state: State,
    /// Why it stays as it is, or waits.
    pub reason: Option<Outcome>,
    /// Its zero waits for the owner's answer.
    pub is_held: bool,
}

/// A page of them by SKU; the next one begins after `key()` of the last.
pub async fn page(
    tenant: &Tenant,
    shop: ShopId,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Shown>> {
    let levels = stock_level::page(tenant, shop, filter, limit).await?;
    let rules = rules::of(tenant, shop).await?;
    let reckoner = Reckoner::load(tenant, shop, rules, &levels).await?;
    let shown = levels
        .into_iter()
        .map(|level| shown(reckoner.reckon(level)));
    Ok(shown.collect())
}

impl Shown {
    /// Where the next page begins.
    #[must_use]
    pub fn key(&self) -> (String, ProductLinkId) {
        (self.sku.to_lowercase(), self.link)
    }
}

fn shown(one: Reckoned) -> Shown {
    let level = one.level;
    let is_held = level.held_at.is_some() && level.kept_at.is_none() && level.allowed_at.is_none();
    let (will_become, reason) = match one.verdict {
        Verdict::Write(figure) | Verdict::Equal(figure) => (Some(figure.pieces), None),
        Verdict::Keep(outcome) => (None, Some(outcome)),
        Verdict::Held(_) | Verdict::Unread => (None, None),
    };
    Shown {
        link: level.link,
        shop_has: level.shows(),
        rackbeat_has: one.quantity,
        in_flight: one.in_flight,
        will_become,
        state: level.state,
        reason: reason.or(level.result),
        is_held,
        sku: level.sku,
        name: level.name,
    }
}
