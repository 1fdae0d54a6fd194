//! How each side stands: working, paused by a person, parked by us, or held up by something.
use app::shop::{Facts, Mark, facts};
use domain::{Outcome, State};
use store::{
    ShopId, Tenant, agreement, agreement::Agreement, inbox::Kind, outcome, outcome::Filter,
    shop::Shop,
};

use super::badge::Badge;
use crate::{error::Result, frame::Frame};

/// Lines that are read in search of why a side was parked.
const RECENT: u32 = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    Working,
    Paused,
    /// It does not answer; all waits.
    Parked,
    /// A point of the connection check must be put right first.
    Stopped,
    /// Another integration seems to do the same work.
    Another,
    Disconnected,
}

impl Standing {
    pub(crate) fn of_shop(shop: &Shop, facts: &Facts) -> Self {
        if shop.disconnected_at.is_some() {
            Self::Disconnected
        } else if shop.paused_at.is_some() {
            Self::Paused
        } else if shop.parked_at.is_some() {
            Self::Parked
        } else if facts.other_at_work(shop).is_some() {
            Self::Another
        } else if facts.points.iter().any(|point| point.mark == Mark::Stop) {
            Self::Stopped
        } else {
            Self::Working
        }
    }

    pub(crate) fn of_agreement(agreement: Option<&Agreement>) -> Self {
        let Some(agreement) = agreement.filter(|agreement| agreement.is_connected()) else {
            return Self::Disconnected;
        };
        let another = agreement.other_integration.is_some();
        if agreement.parked_at.is_some() {
            Self::Parked
        } else if another && agreement.other_confirmed_at.is_none() {
            Self::Another
        } else {
            Self::Working
        }
    }

    pub(crate) fn badge(self, frame: &Frame) -> Badge {
        let (class, key) = match self {
            Self::Working => ("state-good", "standing-working"),
            Self::Paused => ("state-wait", "standing-paused"),
            Self::Parked => ("state-fail", "standing-parked"),
            Self::Stopped => ("state-act", "standing-stopped"),
            Self::Another => ("state-act", "standing-another"),
            Self::Disconnected => ("state-info", "standing-disconnected"),
        };
        Badge::new(frame, class, key)
    }

    /// What it means, for a shop; `None` while it works.
    pub(crate) fn shop_text(self, frame: &Frame) -> Option<String> {
        let key = match self {
            Self::Working => return None,
            Self::Paused => "standing-shop-paused",
            Self::Parked => "standing-shop-parked",
            Self::Stopped => "standing-shop-stopped",
            Self::Another => "standing-shop-another",
            Self::Disconnected => "standing-shop-disconnected",
        };
        Some(frame.say(key))
    }

    /// The same for Rackbeat.
    pub(crate) fn rackbeat_text(self, frame: &Frame) -> Option<String> {
        let key = match self {
            Self::Working | Self::Paused | Self::Stopped => return None,
            Self::Parked => "standing-rackbeat-parked",
            Self::Another => "standing-rackbeat-another",
            Self::Disconnected => "standing-rackbeat-disconnected",
        };
        Some(frame.say(key))
    }
}

/// The account's agreement, connected or not; `None` when there never was one.
pub(crate) async fn agreement(tenant: &Tenant) -> Result<Option<Agreement>> {
    match agreement::find(tenant).await {
        Ok(agreement) => Ok(Some(agreement)),
        Err(store::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Why a side is parked, and what to do: its newest line that says so. Nil: Rackbeat.
pub(crate) async fn why_parked(tenant: &Tenant, shop: ShopId) -> Result<Option<Outcome>> {
    let filter = Filter {
        shop: Some(shop),
        state: Some(State::Failed),
        subject: Some((Kind::Hooks, String::new())),
        before: None,
    };
    let entries = outcome::latest(tenant, &filter, RECENT).await?;
    let mut outcomes = entries.into_iter().map(|entry| entry.outcome);
    Ok(outcomes.find(|outcome| matches!(outcome, Outcome::Parked { .. })))
}

/// The standing of a shop with what its check found.
pub(crate) fn of(shop: &Shop) -> (Standing, Facts) {
    let facts = facts(shop);
    (Standing::of_shop(shop, &facts), facts)
}
