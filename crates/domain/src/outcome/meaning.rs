//! What an outcome means for the owner: how it is counted, what to do, what it waits for.
use super::{Outcome, State};
use crate::{Note, Refusal, Sentence, Side};

impl Outcome {
    pub fn state(&self) -> State {
        use Outcome::*;
        match self {
            OrderSent { .. } | OrderAlreadySent { .. } | OrderFound { .. } => State::Sent,
            OrderReleased { .. } | OrderDeleted { .. } | OrderShipped { .. } => State::Sent,
            StockWritten { .. } | StockCorrected { .. } => State::Sent,
            OrderNotYet { .. } | WaitsForSide { .. } | Interrupted | Resting { .. } => {
                State::Waiting
            }
            Refused { .. } | DraftLeft { .. } | OrderTwice { .. } => State::NotSent,
            OrderCancelledTold { .. } | OrderChangedLater { .. } => State::NotSent,
            VatDiffers { warn: true, .. } => State::NotSent,
            StockAwaitsApproval { .. } | StockHeld { .. } | AnotherSystemWrites { .. } => {
                State::NotSent
            }
            StockRowRefused { .. } | StockNotManaged { .. } | StockOnParent { .. } => {
                State::NotSent
            }
            NumberHeldTwice { .. } | ItemMissing { .. } | ItemBarred { .. } => State::NotSent,
            ItemService { .. } | OtherIntegration { .. } => State::NotSent,
            WebhooksRefused { .. } => State::NotSent,
            Failed { .. } | Parked { .. } => State::Failed,
            ReadingRejected { .. } | FigureUnreadable { .. } => State::Failed,
            OrderOld | OrdersOff | OrderFoundAtNight | OrderGone { .. } => State::Info,
            OrderCancelledUnsent | OrderHandMade { .. } | OrderIgnored => State::Info,
            OrderIdle => State::Info,
            OrdersLeft { .. } | ShopUncovered { .. } => State::NotSent,
            VatDiffers { warn: false, .. } | StockEqual | StockOff => State::Info,
            StockApproved { .. } | StockHoldAnswered { .. } | IndexRead { .. } => State::Info,
            Unparked { .. } | WebhooksRepaired { .. } | ShopConnected { .. } => State::Info,
            ShopDisconnected { .. } | RackbeatConnected { .. } => State::Info,
            RackbeatDisconnected { .. } | KeyReplaced { .. } | SettingsChanged { .. } => {
                State::Info
            }
            PriceLeft { .. } => State::NotSent,
            Product { news } => news.state(),
            Progress { news } => news.state(),
            Import { news } => news.state(),
            Hand { news } => news.state(),
            OldOrders { news } => news.state(),
            Order { news } => news.state(),
        }
    }

    /// The refusal inside, if this is a "no" that a person can act on.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal }
            | Self::DraftLeft { refusal, .. }
            | Self::PriceLeft { refusal, .. } => Some(refusal),
            Self::Order { news } => news.refusal(),
            _ => None,
        }
    }

    /// The whole line: one sentence after the other.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut all = vec![Sentence::new(self.key(), self.args())];
        match self {
            Self::OrderSent { notes, .. } => all.extend(notes.iter().map(Note::sentence)),
            Self::DraftLeft { refusal, .. } | Self::PriceLeft { refusal, .. } => {
                all.push(refusal.sentence());
            }
            Self::Product { news } => all.extend(news.details()),
            Self::Progress { news } => all.extend(news.details()),
            Self::Order { news } => all.extend(news.details()),
            Self::Failed {
                next_try: Some(at), ..
            } => {
                all.push(Sentence::new(
                    "outcome-next-try",
                    vec![("at", at.to_rfc3339())],
                ));
            }
            Self::Parked {
                reason, probe_at, ..
            } => {
                all.push(reason.sentence());
                all.push(Sentence::new(
                    "outcome-next-try",
                    vec![("at", probe_at.to_rfc3339())],
                ));
            }
            _ => {}
        }
        all
    }

    /// What to do about it; `None` where nothing is to be done.
    pub fn remedy_key(&self) -> Option<&'static str> {
        match self {
            Self::Refused { refusal }
            | Self::DraftLeft { refusal, .. }
            | Self::PriceLeft { refusal, .. } => Some(refusal.remedy_key()),
            Self::Progress { news } => news.remedy_key(),
            Self::Import { news } => news.remedy_key(),
            Self::Order { news } => news.remedy_key(),
            Self::Failed { reason, .. } | Self::Parked { reason, .. } => reason.remedy_key(),
            Self::OrderTwice { .. } => Some("remedy-order-twice"),
            Self::OrdersLeft { .. } => Some("remedy-orders-left"),
            Self::ShopUncovered { .. } => Some("remedy-shop-uncovered"),
            Self::OrderCancelledTold { .. } => Some("remedy-cancel-by-hand"),
            Self::OrderChangedLater { .. } => Some("remedy-change-by-hand"),
            Self::VatDiffers { warn: true, .. } => Some("remedy-vat-of-group"),
            Self::StockAwaitsApproval { .. } => Some("remedy-approve-stock"),
            Self::StockHeld { .. } => Some("remedy-answer-hold"),
            Self::AnotherSystemWrites { .. } => Some("remedy-other-system"),
            Self::OtherIntegration { .. } => Some("remedy-other-integration"),
            Self::StockNotManaged { .. } => Some("remedy-manage-stock"),
            Self::StockOnParent { .. } => Some("remedy-stock-on-variations"),
            Self::NumberHeldTwice { .. } => Some("remedy-one-sku-one-item"),
            Self::ItemMissing { .. } => Some("remedy-make-item"),
            Self::ItemBarred { .. } => Some("remedy-unbar-item"),
            Self::ItemService { .. } => Some("remedy-item-has-stock"),
            Self::StockRowRefused { .. }
            | Self::WebhooksRefused {
                side: Side::Shop, ..
            } => Some("remedy-shop-words"),
            Self::WebhooksRefused {
                side: Side::Rackbeat,
                ..
            } => Some("remedy-rackbeat-words"),
            _ => None,
        }
    }

    /// The same for every line that waits for the same thing; `None` when nothing is awaited.
    pub fn cause(&self) -> Option<String> {
        match self {
            Self::Refused { refusal }
            | Self::DraftLeft { refusal, .. }
            | Self::PriceLeft { refusal, .. } => Some(refusal.cause()),
            Self::Order { news } => news.refusal().map(Refusal::cause),
            Self::ItemMissing { sku }
            | Self::ItemBarred { sku }
            | Self::ItemService { sku }
            | Self::NumberHeldTwice { sku } => Some(format!("sku:{sku}")),
            _ => None,
        }
    }
}
