//! Orders: from the shop to Rackbeat, one step at a time, each written down before the next.
use chrono::TimeDelta;
use domain::{Outcome, Side, order::Refunds};
use store::{
    agreement::Agreement,
    inbox::{self, Message},
    order_link,
    order_link::{OrderLink, Stage},
    rules, shop,
    shop::Shop,
};

use crate::{Work, agreement, error::Result, park, shop::other_at_work};

mod book;
mod call;
mod change;
mod chosen;
mod credit;
mod customer;
mod customer_list;
mod doubt;
mod edit;
mod end;
mod gone;
mod goods;
mod hand;
mod link;
mod noted;
mod place;
mod progress;
mod rackbeat_side;
mod release;
mod restore;
mod seen;
mod shelf;
mod sums;
mod take;
mod terms;
mod tie;
mod wake;

pub(crate) use doubt::{Listing, SLACK as LOOK_SLACK};
pub(crate) use end::{AWAY, end, leave};
pub(crate) use gone::gone;
pub use hand::{ignore, include, put_on_discount, retry, retry_cause};
pub(crate) use progress::look_again;
pub use rackbeat_side::{LISTED, compare_rackbeat, look_at_rackbeat};
pub(crate) use seen::refunds;
pub(crate) use take::{Seeing, take};
pub use tie::{Pair, Sums, Untiable, let_go, pair, tie};
pub(crate) use wake::{wake, wake_cause};

/// How long an order in doubt rests: Rackbeat may still be at work on it.
pub const REST: TimeDelta = TimeDelta::seconds(120);
/// Older orders are looked for in Rackbeat first: our own rows may come from a restored backup.
const FRESH: TimeDelta = TimeDelta::minutes(15);

/// One order under way.
pub(crate) struct Sending<'a> {
    pub work: &'a Work,
    pub shop: &'a Shop,
    pub agreement: &'a Agreement,
    pub rules: domain::Rules,
    pub order: &'a woo::Order,
    /// All of the order's, the oldest first.
    pub refunds: &'a [woo::Refund],
    pub link: OrderLink,
}

/// Reads the order afresh, takes its goods in every shop, and carries it to Rackbeat.
pub async fn send(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    let (Ok(id), true) = (message.subject.parse(), shop.is_at_work()) else {
        return Ok(Vec::new());
    };
    let client = work.ctx.outside.shop(&work.tenant, &shop)?;
    inbox::settle_same(&work.tenant, message, work.lease.turn(), work.now()).await?;
    let order = match client.order(id).await {
        // Only WooCommerce's own word for it: any other "not found" may be the way there.
        Err(woo::Error::NotFound(said)) if said.code.ends_with("invalid_id") => {
            return gone(work, &shop, id).await;
        }
        order => order?,
    };
    park::shop_answered(work, &shop).await?;
    let mut refunds = match order.refunds.is_empty() {
        true => Vec::new(),
        false => client.refunds(id).await?.items,
    };
    refunds.sort_by_key(|refund| refund.id);
    let own = rules::of(&work.tenant, shop.id).await?;
    let link = take(work, (&shop, &own), &order, Seeing::Afresh(&refunds)).await?;
    let told = progress::tell_shop(work, &client, (&shop, &own), &order, &link).await?;
    let mut outcomes = decide(work, (&shop, own), (&order, &refunds), link).await?;
    if told {
        // They would stand on the order's row in place of what was told, and say no more.
        outcomes.retain(|outcome| {
            let said = matches!(outcome, Outcome::OrderCancelledTold { shipped: true, .. });
            !said && !matches!(outcome, Outcome::OrderAlreadySent { .. })
        });
    }
    Ok(outcomes)
}

/// What is to become of it, now that it is read.
async fn decide(
    work: &Work,
    (shop, own): (&Shop, domain::Rules),
    (order, refunds): (&woo::Order, &[woo::Refund]),
    link: OrderLink,
) -> Result<Vec<Outcome>> {
    if link.is_old && !in_rackbeat(link.stage) {
        return Ok(vec![Outcome::OrderOld]);
    }
    if link.ignored_at.is_some() {
        return Ok(Vec::new());
    }
    let emptied = domain::order::is_emptied(order, &Refunds::of(refunds));
    let called_off = emptied || domain::order::is_called_off(&order.status);
    let unsent = link.stage == Stage::Seen && link.claims == 0;
    if unsent && called_off {
        order_link::close(&work.tenant, link.id, work.now()).await?;
        return Ok(vec![release::unsent(emptied)]);
    }
    if unsent && !own.orders_on {
        return Ok(vec![Outcome::OrdersOff]);
    }
    let starts = own.starts(order.status.as_str());
    if link.stage <= Stage::Claimed && link.claims == 0 && !starts {
        let status = order.status.as_str().to_owned();
        return Ok(vec![Outcome::OrderNotYet { status }]);
    }
    let Some(agreement) = work.agreement().await? else {
        let refusal = domain::Refusal::NotConnected {
            side: Side::Rackbeat,
        };
        return Ok(vec![Outcome::Refused { refusal }]);
    };
    if let Some(name) = other_at_work(shop, &agreement) {
        let refusal = domain::Refusal::OtherIntegration { name };
        return Ok(vec![Outcome::Refused { refusal }]);
    }
    let sending = Sending {
        work,
        shop,
        rules: agreement::fill(own, &agreement),
        agreement: &agreement,
        order,
        refunds,
        link,
    };
    sending.go_on(called_off, starts).await
}

impl Sending<'_> {
    /// From wherever the link says that it is.
    async fn go_on(mut self, called_off: bool, starts: bool) -> Result<Vec<Outcome>> {
        park::rackbeat_is_open(self.agreement)?;
        let mut outcomes = Vec::new();
        if self.is_in_doubt()
            && let Some(number) = self.look().await?
        {
            outcomes.push(Outcome::OrderFound { number });
        }
        let last = match (called_off, self.link.stage) {
            (true, Stage::Seen) => self.end(release::unsent(self.is_emptied())).await?,
            (true, Stage::Shipped | Stage::Invoiced) if !self.is_called_off() => {
                self.after_shipping().await?
            }
            (true, _) => self.release().await?,
            (false, Stage::Seen) if !starts => {
                let status = self.order.status.as_str().to_owned();
                vec![Outcome::OrderNotYet { status }]
            }
            (false, Stage::Seen | Stage::Claimed) => self.place_and_book().await?,
            (false, Stage::Created | Stage::Released) => self.resume().await?,
            (false, Stage::Booked) => self.compare().await?,
            (false, Stage::Shipped | Stage::Invoiced) => self.after_shipping().await?,
        };
        outcomes.extend(last);
        if !called_off && self.wants_more() {
            // Written down at once, since the next step may come to no end.
            for outcome in outcomes.drain(..) {
                noted::tell(self.work, &self.link, &outcome).await?;
            }
            outcomes = self.go_further().await?;
        }
        park::rackbeat_answered(self.work, self.agreement).await?;
        Ok(outcomes)
    }

    /// What was given back of it.
    pub(crate) fn refunded(&self) -> Refunds {
        Refunds::of(self.refunds)
    }

    /// Cancelled or the like: more than refunded whole.
    fn is_called_off(&self) -> bool {
        domain::order::is_called_off(&self.order.status)
    }

    pub(crate) fn is_emptied(&self) -> bool {
        domain::order::is_emptied(self.order, &self.refunded())
    }

    /// Nothing more is awaited of it, until the shop changes it.
    pub(crate) async fn end(&self, last: Outcome) -> Result<Vec<Outcome>> {
        order_link::close(&self.work.tenant, self.link.id, self.work.now()).await?;
        Ok(vec![last])
    }

    /// A claim stood before this try, or the order is older than our memory may be.
    fn is_in_doubt(&self) -> bool {
        let fresh = self.work.now() - self.link.placed_at < FRESH;
        match self.link.stage {
            Stage::Claimed => true,
            Stage::Seen => self.link.absent_at.is_none() && (self.link.claims > 0 || !fresh),
            _ => false,
        }
    }

    pub(crate) fn client(&self) -> Result<rackbeat::Client> {
        self.work
            .ctx
            .outside
            .rackbeat(&self.work.tenant, self.agreement)
    }
}

/// Booked at least once and not let go of: it goes on however old it is.
fn in_rackbeat(stage: Stage) -> bool {
    matches!(stage, Stage::Booked | Stage::Shipped | Stage::Invoiced)
}
