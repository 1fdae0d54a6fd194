//! What a person can do about an order as it stands now.
use domain::Refusal;
use store::{
    order_link::{OrderLink, Stage},
    shop::Shop,
};

use crate::frame::Frame;

/// Which buttons the page has. Trying again stands beside the state.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Acts {
    pub discount: bool,
    /// "Not to be sent".
    pub exclude: bool,
    /// "Send it after all"; an old one, or one that was left out.
    pub include: Option<Include>,
    pub tie: bool,
    /// What letting go of it means for the stock.
    pub let_go: Option<LetGo>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Include {
    Old,
    LeftOut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LetGo {
    /// Rackbeat holds the goods back itself.
    Booked,
    /// Nobody does, once we do not.
    Draft,
    /// They have left the shelf.
    Shipped,
}

impl Acts {
    pub(crate) fn of(frame: &Frame, shop: &Shop, link: &OrderLink) -> Self {
        if !shop.is_at_work() || !frame.can_change() {
            return Self::default();
        }
        let is_left_out = link.ignored_at.is_some();
        let is_unsent = link.stage == Stage::Seen;
        let refusal = link.result.as_ref().and_then(domain::Outcome::refusal);
        Self {
            discount: matches!(refusal, Some(Refusal::TotalBelowLines { .. }))
                && !link.put_on_discount,
            exclude: is_unsent && !is_left_out && !link.is_old,
            include: include(link),
            tie: link.rackbeat_number.is_none()
                && matches!(link.stage, Stage::Seen | Stage::Released),
            let_go: let_go(link),
        }
    }

    pub(crate) fn any(self) -> bool {
        let one = self.discount || self.exclude || self.tie;
        one || self.include.is_some() || self.let_go.is_some()
    }
}

impl Include {
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Old => "order-include-old-text",
            Self::LeftOut => "order-include-text",
        }
    }
}

impl LetGo {
    pub(crate) fn text_key(self) -> &'static str {
        match self {
            Self::Booked => "order-let-go-booked",
            Self::Draft => "order-let-go-draft",
            Self::Shipped => "order-let-go-shipped",
        }
    }
}

fn include(link: &OrderLink) -> Option<Include> {
    if link.stage != Stage::Seen {
        return None;
    }
    match link.ignored_at {
        Some(_) => Some(Include::LeftOut),
        None => link.is_old.then_some(Include::Old),
    }
}

fn let_go(link: &OrderLink) -> Option<LetGo> {
    link.rackbeat_number?;
    match link.stage {
        Stage::Seen | Stage::Claimed => None,
        Stage::Created | Stage::Released => Some(LetGo::Draft),
        Stage::Booked => Some(LetGo::Booked),
        Stage::Shipped | Stage::Invoiced => Some(LetGo::Shipped),
    }
}
