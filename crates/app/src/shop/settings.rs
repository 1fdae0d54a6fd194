//! A shop's settings are changed: kept, told, and whatever waited for them goes on.
use chrono::{DateTime, Utc};
use domain::{Outcome, Rules, Setting, State, UnknownSku};
use store::{
    Change, ShopId, Tenant, order_link,
    order_link::{OrderLink, Stage},
    outcome, rules, shop,
};

use super::connect::line;
use crate::{Ctx, Stopped, order, product};

/// What customers are found or made by.
const CUSTOMERS: [Setting; 4] = [
    Setting::Customer,
    Setting::CustomerGroup,
    Setting::PaymentTerm,
    Setting::Layout,
];
/// Orders that are woken at a time.
const PAGE: u32 = 200;

/// What became of settings that somebody wished to save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    Changed,
    /// They were so already.
    Unchanged,
    /// Nothing: somebody else changed them after they were read.
    Overtaken,
}

/// Saves what was made out of the old ones, if those are still the ones that hold.
pub async fn save_settings(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    id: ShopId,
    (old, new): (&Rules, &Rules),
) -> Result<Saved, Stopped> {
    shop::find(tenant, id).await?;
    let now = ctx.now();
    // An account's transactions follow each other, so nobody changes them between this look and the save.
    let change = tenant.begin().await?;
    if rules::of(&change, id).await? != *old {
        return Ok(Saved::Overtaken);
    }
    if old == new {
        return Ok(Saved::Unchanged);
    }
    rules::save(&change, id, new, who, now).await?;
    let changed = Outcome::SettingsChanged { by: who.to_owned() };
    outcome::record(&change, line(id, who), &changed, now).await?;
    if stock(old) != stock(new) || taking(old) != taking(new) {
        crate::stock::make_due(&change, id, now).await?;
    }
    product::rules_changed(&change, (id, who), (old, new), now).await?;
    wake_causes(&change, (old, new), now).await?;
    wake_orders(&change, id, (old, new), now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(Saved::Changed)
}

/// What the figures in the shop are reckoned from.
fn stock(rules: &Rules) -> impl PartialEq + use<> {
    (
        rules.stock_on,
        rules.quantity,
        rules.locations.clone(),
        rules.buffer,
        rules.cap,
    )
}

/// What decides which orders are in flight.
fn taking(rules: &Rules) -> impl PartialEq + use<> {
    (rules.orders_on, rules.start_statuses.clone())
}

/// Refused orders, in every shop, that lacked what is picked now.
pub(crate) async fn wake_causes(
    change: &Change,
    (old, new): (&Rules, &Rules),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    // Another way to find customers may no longer need what they lacked.
    let other_customers = old.customer_by != new.customer_by;
    for setting in Setting::ALL {
        let freed = other_customers && CUSTOMERS.contains(&setting);
        if freed || value(old, setting) != value(new, setting) {
            let cause = format!("setting:{}", setting.name());
            order::wake_cause(change, &cause, now).await?;
            product::wake_cause(change, &cause, now).await?;
        }
    }
    Ok(())
}

fn value(rules: &Rules, setting: Setting) -> Option<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    match setting {
        Setting::Customer => number(rules.customer),
        Setting::CustomerGroup => number(rules.customer_group),
        Setting::PaymentTerm => number(rules.payment_term),
        Setting::Layout => number(rules.layout),
        Setting::ProductGroup => number(rules.product_group),
        product => rules.product(product).map(str::to_owned),
    }
}

/// Orders of this shop that were left alone and now are to be sent.
async fn wake_orders(
    change: &Change,
    shop: ShopId,
    (old, new): (&Rules, &Rules),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    if taking(old) != taking(new) {
        let unsent = |link: &OrderLink| link.stage == Stage::Seen && !link.is_old;
        let starts = |link: &OrderLink| new.starts(&link.status) && !old.starts(&link.status);
        let mut links = order_link::open(change, shop).await?;
        links.retain(|link| unsent(link) && starts(link));
        order::wake(change, &links, now).await?;
    }
    if new.unknown_sku == UnknownSku::StandIn && old.unknown_sku != new.unknown_sku {
        wake_strangers(change, shop, now).await?;
    }
    Ok(())
}

/// Orders refused for a SKU that Rackbeat does not have: the stand-in product can take it now.
async fn wake_strangers(
    change: &Change,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let mut below = None;
    loop {
        let refused = (shop, State::NotSent);
        let mut links = order_link::in_state(change, refused, below, PAGE).await?;
        let Some(last) = links.last() else {
            return Ok(());
        };
        below = Some(last.woo_id);
        links.retain(|link| {
            let refusal = link.result.as_ref().and_then(Outcome::refusal);
            refusal.is_some_and(domain::Refusal::can_stand_in)
        });
        order::wake(change, &links, now).await?;
    }
}
