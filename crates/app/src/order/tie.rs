//! By hand: an order in Rackbeat is tied to one of a shop's, or let go of.
use std::collections::BTreeMap;

use domain::{HandNews, Side, money, quantity};
use rust_decimal::Decimal;
use store::{
    ShopId, Tenant, agreement,
    inbox::{self, Kind, NewMessage},
    order_line,
    order_line::OrderLine,
    order_link,
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
    is_booked: bool,
    /// Pieces on Rackbeat's order, by number.
    pieces: BTreeMap<String, Decimal>,
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
        let same_currency =
            currency.is_none_or(|one| one.eq_ignore_ascii_case(&self.shop_currency));
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
    if order_link::by_rackbeat_number(tenant, number)
        .await?
        .is_some()
    {
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
    let there = match ctx
        .outside
        .rackbeat(tenant, &agreement)?
        .order(number)
        .await
    {
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
    let mut pieces: BTreeMap<String, Decimal> = BTreeMap::new();
    for line in &there.lines {
        if let (Some(number), Some(quantity)) = (&line.child_id, line.quantity) {
            *pieces.entry(number.clone()).or_default() += quantity;
        }
    }
    let gone = there.is_shipped == Some(true) || there.is_invoiced == Some(true);
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
        is_booked: gone || there.booked() == Some(true),
        pieces,
    }
}

/// From here on the two are one. Rackbeat counts what it has booked from readings that begin after this; until then the
/// goods are held. What it has shipped is noticed by a look at its order, as of any other. False: one of the two was
/// tied meanwhile.
pub async fn tie(
    ctx: &Ctx,
    tenant: &Tenant,
    (link, pair): (&OrderLink, &Pair),
    who: &str,
) -> Result<bool> {
    let change = tenant.begin().await?;
    let tie = order_link::Tie {
        number: pair.number,
        is_booked: pair.is_booked,
        tally: agreement::raise(&change).await?,
    };
    if !order_link::tie(&change, link.id, tie).await? {
        return Ok(false);
    }
    let lines = order_line::of(&change, link.id).await?;
    order_line::sent(&change, link.id, &shared_out(pair, &lines)).await?;
    let news = HandNews::Tied {
        number: pair.number,
        shop: pair.shop.without_vat.unwrap_or_default(),
        rackbeat: pair.rackbeat.without_vat.map(|sum| money::round(sum, 2)),
    };
    told(ctx, &change, (link, who), &news.into()).await?;
    // Reading it afresh takes its goods; Rackbeat's order says how far it is.
    wake(&change, std::slice::from_ref(link), ctx.now()).await?;
    let moved = NewMessage::new(change.account(), ShopId::nil(), Kind::Shipment);
    let moved = moved.about(pair.number.to_string());
    inbox::add_within(&change, &[moved], ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// What Rackbeat has of each line's goods, as far as it goes.
fn shared_out(pair: &Pair, lines: &[OrderLine]) -> BTreeMap<i64, (String, i64)> {
    let mut left: BTreeMap<_, _> = pair
        .pieces
        .iter()
        .filter_map(|(number, pieces)| Some((number.as_str(), quantity::to_thousandths(*pieces)?)))
        .collect();
    let mut shared = BTreeMap::new();
    for line in lines {
        let Some(number) = line.item_number.as_deref() else {
            continue;
        };
        if let Some(left) = left.get_mut(number).filter(|left| **left > 0) {
            let part = line.quantity.min(*left);
            *left -= part;
            shared.insert(line.line_id, (number.to_owned(), part));
        }
    }
    shared
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
    told(
        ctx,
        &change,
        (link, who),
        &HandNews::LetGo { number }.into(),
    )
    .await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}
