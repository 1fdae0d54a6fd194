//! By hand: an order in Rackbeat is tied to one of a shop's, or let go of.
use domain::{HandNews, Side, money};
use rust_decimal::Decimal;
use store::{
    Tenant, agreement, order_line, order_link,
    order_link::{OrderLink, Stage},
    shop,
};

use super::{
    hand::{hold_nothing, told},
    wake::wake,
};
use crate::{Ctx, error::Result};

/// Both sides of what is about to be tied.
#[derive(Clone, Debug)]
pub struct Pair {
    pub number: i64,
    /// What both come to without VAT, and with it. `None`: that side did not say.
    pub shop: Sums,
    pub rackbeat: Sums,
    pub shop_currency: String,
    pub rackbeat_currency: Option<String>,
    /// Who it is for, as Rackbeat has it.
    pub heading: Option<String>,
    stage: Stage,
    numbers: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    pub without_vat: Option<Decimal>,
    pub total: Option<Decimal>,
}

/// Why the two cannot be tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untiable {
    /// Rackbeat has no order under this number.
    NotThere,
    /// It was cancelled or deleted there.
    Dropped,
    /// It is another order's already.
    Taken,
    /// The shop's order is in Rackbeat already, or on its way.
    Sent,
    /// The shop or Rackbeat is not connected.
    NotConnected(Side),
    /// Nobody can tell by now.
    NoAnswer(Side),
}

impl Pair {
    /// The sums are the same, as far as both are known, in one and the same currency.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let same = |shop: Option<Decimal>, rackbeat: Option<Decimal>| {
            rackbeat.is_none_or(|there| shop == Some(money::round(there, 2)))
        };
        let currency = self.rackbeat_currency.as_deref();
        let same_currency = currency.is_none_or(|one| one.eq_ignore_ascii_case(&self.shop_currency));
        same_currency
            && same(self.shop.without_vat, self.rackbeat.without_vat)
            && same(self.shop.total, self.rackbeat.total)
    }
}

/// Reads both sides, and writes nothing.
pub async fn pair(
    ctx: &Ctx,
    tenant: &Tenant,
    link: &OrderLink,
    number: i64,
) -> Result<Result<Pair, Untiable>> {
    if link.rackbeat_number.is_some() || !matches!(link.stage, Stage::Seen | Stage::Released) {
        return Ok(Err(Untiable::Sent));
    }
    if order_link::by_rackbeat_number(tenant, number).await?.is_some() {
        return Ok(Err(Untiable::Taken));
    }
    let shop = shop::find(tenant, link.shop).await?;
    if !shop.is_at_work() {
        return Ok(Err(Untiable::NotConnected(Side::Shop)));
    }
    let agreement = match agreement::find(tenant).await {
        Ok(agreement) if agreement.is_connected() => agreement,
        Ok(_) | Err(store::Error::NotFound) => {
            return Ok(Err(Untiable::NotConnected(Side::Rackbeat)));
        }
        Err(error) => return Err(error.into()),
    };
    let there = match ctx.outside.rackbeat(tenant, &agreement)?.order(number).await {
        Ok(order) => order,
        Err(rackbeat::Error::NotFound) => return Ok(Err(Untiable::NotThere)),
        Err(error) => {
            tracing::info!(%error, "Could not read an order that is to be tied");
            return Ok(Err(Untiable::NoAnswer(Side::Rackbeat)));
        }
    };
    if there.is_dropped() {
        return Ok(Err(Untiable::Dropped));
    }
    Ok(
        match ctx.outside.shop(tenant, &shop)?.order(link.woo_id).await {
            Ok(here) => Ok(between(&here, &there)),
            Err(error) => {
                tracing::info!(%error, "Could not read a shop's order that is to be tied");
                Err(Untiable::NoAnswer(Side::Shop))
            }
        },
    )
}

fn between(here: &woo::Order, there: &rackbeat::Order) -> Pair {
    let numbers = there.lines.iter();
    Pair {
        number: there.number,
        shop: Sums {
            without_vat: Some(money::round(here.total_without_tax(), 2)),
            total: Some(money::round(here.total, 2)),
        },
        rackbeat: Sums {
            without_vat: there.total_subtotal,
            total: there.total_total,
        },
        shop_currency: here.currency.clone(),
        rackbeat_currency: there.currency.clone(),
        heading: there.heading.clone(),
        stage: stage(there),
        numbers: numbers.filter_map(|line| line.child_id.clone()).collect(),
    }
}

/// As Rackbeat says that it stands.
fn stage(order: &rackbeat::Order) -> Stage {
    if order.is_invoiced == Some(true) {
        Stage::Invoiced
    } else if order.is_shipped == Some(true) {
        Stage::Shipped
    } else if order.booked() == Some(true) {
        Stage::Booked
    } else {
        Stage::Created
    }
}

/// From here on the two are one. Rackbeat counts what it has booked from readings that begin after this; until then the
/// goods are held. False: one of the two was tied meanwhile.
pub async fn tie(
    ctx: &Ctx,
    tenant: &Tenant,
    (link, pair): (&OrderLink, &Pair),
    who: &str,
) -> Result<bool> {
    let change = tenant.begin().await?;
    let tie = order_link::Tie {
        number: pair.number,
        stage: pair.stage,
        tally: agreement::raise(&change).await?,
    };
    if !order_link::tie(&change, link.id, tie).await? {
        return Ok(false);
    }
    if !pair.numbers.is_empty() {
        let numbers = pair.numbers.iter().map(String::as_str).collect();
        order_line::sent(&change, link.id, &numbers).await?;
    }
    let news = HandNews::Tied {
        number: pair.number,
        shop: pair.shop.without_vat.unwrap_or_default(),
        rackbeat: pair.rackbeat.without_vat.map(|sum| money::round(sum, 2)),
    };
    told(ctx, &change, (link, who), &news.into()).await?;
    // Reading it afresh takes its goods, and goes on from where Rackbeat is.
    wake(&change, std::slice::from_ref(link), ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// The order in Rackbeat is left as it stands there and is no longer ours; ours is not sent until somebody says so.
/// False: it is not tied any more, or on its way.
pub async fn let_go(ctx: &Ctx, tenant: &Tenant, link: &OrderLink, who: &str) -> Result<bool> {
    let Some(number) = link.rackbeat_number else {
        return Ok(false);
    };
    let change = tenant.begin().await?;
    if !order_link::untie(&change, (link.id, number), who, ctx.now()).await? {
        return Ok(false);
    }
    hold_nothing(ctx, &change, link).await?;
    told(ctx, &change, (link, who), &HandNews::LetGo { number }.into()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}
