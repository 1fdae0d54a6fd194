//! A side that does not answer is parked: its messages wait, one probe goes out, and all go on.
use chrono::{DateTime, Utc};
use domain::{FailureReason, Outcome, Side};
use store::{
    Change, ShopId, agreement,
    agreement::Agreement,
    inbox::{self, Kind},
    lane::Track,
    outcome,
    outcome::Line,
    shop,
    shop::Shop,
};

use woo::OrderQuery;

use crate::{
    Error, Work,
    error::Result,
    mail::{self, Mail},
    retry,
};

/// Failures of the connection in a row before a side is parked.
const LIMIT: i64 = 5;

/// Counts a failure of the connection; the one too many parks the side and tells the account.
pub(crate) async fn failed(
    work: &Work,
    side: Side,
    shop: ShopId,
    reason: &FailureReason,
) -> Result<(), store::Error> {
    let now = work.now();
    let probe_at = retry::probe(0, now);
    let parking = shop::Parking {
        limit: LIMIT,
        reason: reason.key(),
        now,
        probe_at,
    };
    let parked = match side {
        Side::Shop => shop::fail(&work.tenant, shop, parking).await?,
        Side::Rackbeat => agreement::fail(&work.tenant, parking).await?,
    };
    if !parked {
        return Ok(());
    }
    let outcome = Outcome::Parked {
        side,
        reason: reason.clone(),
        probe_at,
    };
    outcome::record(&work.tenant, line(side, shop), &outcome, now).await?;
    // Probes are the realtime lane's, and it may not be the one that failed.
    inbox::stir(&work.tenant, Track::Realtime, now).await?;
    work.ctx.wake.now();
    tell(work, side, shop, reason).await
}

/// One mail, at once, for each time a side is parked.
async fn tell(
    work: &Work,
    side: Side,
    shop: ShopId,
    reason: &FailureReason,
) -> Result<(), store::Error> {
    let at = work.now();
    let (place, path) = match side {
        Side::Shop => {
            let name = shop::find(&work.tenant, shop).await?.name;
            (name, format!("shops/{shop}"))
        }
        Side::Rackbeat => {
            let company = agreement::find(&work.tenant).await?.company;
            (company, "rackbeat".to_owned())
        }
    };
    let once = format!("parked:{path}:{}", at.timestamp_millis());
    let mail = Mail::Parked {
        side,
        place,
        reason: reason.clone(),
        at,
        path,
    };
    mail::post(&work.ctx, &work.tenant, &once, &mail).await
}

/// The shop answered: nothing to do unless it had failed.
pub(crate) async fn shop_answered(work: &Work, shop: &Shop) -> Result<()> {
    if shop.failures == 0 && shop.parked_at.is_none() {
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    if shop::succeed(&change, shop.id).await? {
        let parked_at = shop.parked_at.unwrap_or_else(|| work.now());
        unparked(work, &change, (Side::Shop, shop.id), parked_at).await?;
    }
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

/// Rackbeat answered: nothing to do unless it had failed.
pub(crate) async fn rackbeat_answered(work: &Work, agreement: &Agreement) -> Result<()> {
    if agreement.failures == 0 && agreement.parked_at.is_none() {
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    if agreement::succeed(&change).await? {
        let parked_at = agreement.parked_at.unwrap_or_else(|| work.now());
        unparked(work, &change, (Side::Rackbeat, ShopId::nil()), parked_at).await?;
    }
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

/// One call that asks for little, and for what polls need: is the shop back? Not the list of statuses, which new
/// shops show to anybody, so that refused keys would look like good ones.
pub(crate) async fn probe_shop(work: &Work, shop: &Shop) -> Result<()> {
    let now = work.now();
    // The next one first: whatever becomes of this one, it is not due again at once.
    shop::probed(&work.tenant, shop.id, |probes| retry::probe(probes, now)).await?;
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let little = OrderQuery {
        per_page: 1,
        fields: vec!["id"],
        ..OrderQuery::default()
    };
    match client.orders(&little).await {
        Err(error) if error.is_connections_fault() => Ok(()),
        _ => shop_answered(work, shop).await,
    }
}

/// One call that asks for little: is Rackbeat back?
pub(crate) async fn probe_rackbeat(work: &Work) -> Result<()> {
    let Some(agreement) = work.agreement().await? else {
        return Ok(());
    };
    let now = work.now();
    if agreement.probe_at.is_none_or(|at| at > now) {
        return Ok(());
    }
    agreement::probed(&work.tenant, |probes| retry::probe(probes, now)).await?;
    let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
    match client.me().await {
        Ok(_) => rackbeat_answered(work, &agreement).await,
        Err(_) => Ok(()),
    }
}

/// Before a call to Rackbeat: a parked one is not called, its messages wait.
pub(crate) fn rackbeat_is_open(agreement: &Agreement) -> Result<()> {
    match agreement.parked_at {
        Some(_) => Err(Error::Wait {
            side: Side::Rackbeat,
        }),
        None => Ok(()),
    }
}

/// All in one change: a death in between must not leave messages waiting for a side that is back.
async fn unparked(
    work: &Work,
    change: &Change,
    (side, shop): (Side, ShopId),
    parked_at: DateTime<Utc>,
) -> Result<(), store::Error> {
    let whose = (side == Side::Shop).then_some(shop);
    inbox::go_on(change, whose, work.now()).await?;
    let outcome = Outcome::Unparked { side, parked_at };
    outcome::record(change, line(side, shop), &outcome, work.now()).await
}

fn line(side: Side, shop: ShopId) -> Line<'static> {
    let shop = if side == Side::Shop {
        shop
    } else {
        ShopId::nil()
    };
    Line::new(shop, Kind::Hooks)
}
