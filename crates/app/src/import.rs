//! The initial synchronisation: what a shop sells is brought to Rackbeat, seen and approved before anything is written.
mod ask;
mod bite;
mod book;
mod count;
mod create;
mod doubt;
mod draft;
mod fresh;
mod level;
mod preview;
mod run;
mod sheet;
mod side;
mod view;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Outcome, Side};
use store::{
    Change, Tenant, import,
    import::State,
    inbox::{self, Kind, Message, NewMessage},
    shop,
    stock_level::Level,
};

use crate::{Error, Work, error::Result};

pub use ask::{approve, cancel, pause, preview, resume};
pub use domain::import::{Act, Reason};
pub use sheet::csv;
pub use store::import::{Did, Filter, Import, Row, Seen, Step};
pub use view::{Place, View, latest, report, rows};

/// News of an item that a run wrote so shortly ago is its echo; the sweep at its end reads them all.
const ECHO: TimeDelta = TimeDelta::minutes(3);

/// The shop's synchronisation goes on from where it is.
pub(crate) async fn go_on(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    let Some(import) = import::latest(&work.tenant, shop.id).await? else {
        return Ok(Vec::new());
    };
    if import.paused.is_some() || shop.disconnected_at.is_some() {
        return Ok(Vec::new());
    }
    if !shop.is_at_work() {
        return Err(Error::Wait { side: Side::Shop });
    }
    match import.state {
        State::Reading => preview::read(work, &shop, &import).await,
        State::Running | State::Stopping => bite::bite(work, &shop, import).await,
        State::Ready | State::Done | State::Cancelled | State::Dropped => Ok(Vec::new()),
    }
}

/// "The shop's synchronisation goes on."
fn message(tenant: &Tenant<impl store::Rows>, shop: store::ShopId) -> NewMessage {
    NewMessage::new(tenant.account(), shop, Kind::Import)
}

/// It is connected again: what runs goes on.
pub(crate) async fn shop_is_back(
    change: &Change,
    shop: store::ShopId,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let latest = import::latest(change, shop).await?;
    if latest.is_some_and(|import| import.state.is_live()) {
        inbox::add_within(change, &[message(change, shop)], now).await?;
    }
    Ok(())
}

/// Levels of products whose figure in Rackbeat is not yet true are left alone.
pub(crate) async fn without_held(work: &Work, levels: Vec<Level>) -> Result<Vec<Level>> {
    let ids: Vec<_> = levels.iter().map(|level| level.link).collect();
    let held = import::held(&work.tenant, &ids).await?;
    let free = levels
        .into_iter()
        .filter(|level| !held.contains(&level.link));
    Ok(free.collect())
}

/// Of these numbers, those that a run has just written: news of them tells nothing.
pub(crate) async fn echoes(work: &Work, numbers: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let since = work.now() - ECHO;
    Ok(import::recently_written(&work.tenant, numbers, since).await?)
}
