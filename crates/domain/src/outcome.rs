//! What one try at one thing came to. The log shows exactly these.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{FailureReason, Refusal, Sentence, Side};

mod args;
mod samples;
mod words;

/// How far an order stands in Rackbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Draft,
    Booked,
    Shipped,
    Invoiced,
}

/// How a line of the log is coloured and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Sent,
    Waiting,
    /// A person can act.
    NotSent,
    /// We try again, or it is over.
    Failed,
    Info,
}

/// One stock figure that was written to a shop, in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub sku: String,
    /// What the shop said before; `None` when it had no figure.
    pub before: Option<i64>,
    pub after: i64,
}

/// What somebody did by hand to one of our orders in Rackbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandMade {
    Booked,
    Reopened,
    Changed,
    Cancelled,
    Deleted,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    OrderSent {
        number: i64,
        stage: Stage,
        notes: Vec<crate::Note>,
    },
    OrderAlreadySent {
        number: i64,
    },
    /// A doubtful create turned out to have taken effect.
    OrderFound {
        number: i64,
    },
    /// Its status does not start the transfer.
    OrderNotYet {
        status: String,
    },
    /// From before the shop was connected.
    OrderOld,
    /// "Orders to Rackbeat" is off.
    OrdersOff,
    /// The nightly compare met an order that no hint and no poll had brought.
    OrderFoundAtNight,
    /// Deleted in the shop.
    OrderGone {
        number: Option<i64>,
    },
    /// Cancelled in the shop before anything was sent.
    OrderCancelledUnsent,
    /// Cancelled in the shop: reopened to a draft, so that it reserves nothing.
    OrderReleased {
        number: i64,
    },
    /// Cancelled in the shop: deleted in Rackbeat.
    OrderDeleted {
        number: i64,
    },
    /// Cancelled in the shop: left as it stands, by choice or because it is shipped.
    OrderCancelledTold {
        number: i64,
        shipped: bool,
    },
    /// Changed in the shop after it was sent.
    OrderChangedLater {
        number: i64,
    },
    OrderHandMade {
        number: i64,
        what: HandMade,
    },
    OrderTwice {
        reference: String,
        numbers: Vec<i64>,
    },
    /// The VAT that Rackbeat reckoned for one rate; `warn` above 0.01 a line.
    VatDiffers {
        number: i64,
        percent: Decimal,
        shop: Decimal,
        rackbeat: Decimal,
        warn: bool,
    },
    Refused {
        refusal: Refusal,
    },
    /// The order is in Rackbeat but left as a draft, for this reason.
    DraftLeft {
        number: i64,
        refusal: Refusal,
    },
    Failed {
        reason: FailureReason,
        next_try: Option<DateTime<Utc>>,
    },
    /// The side is parked; the message goes on when it answers again.
    WaitsForSide {
        side: Side,
    },
    /// Whoever worked on it went away in the middle; taken over.
    Interrupted,
    /// In doubt: rests before we look whether it arrived.
    Resting {
        until: DateTime<Utc>,
    },
    StockWritten {
        changes: Vec<Change>,
    },
    StockEqual,
    StockOff,
    /// The owner has not approved the first list yet.
    StockAwaitsApproval {
        differences: u64,
    },
    StockApproved {
        by: String,
    },
    /// So many products would go to zero at once; held and asked about.
    StockHeld {
        skus: Vec<String>,
        in_stock: u64,
    },
    StockHoldAnswered {
        by: String,
        written: bool,
    },
    /// A compare found another figure in the shop than the true one.
    StockCorrected {
        sku: String,
        shop: Option<i64>,
        correct: i64,
    },
    AnotherSystemWrites {
        sku: String,
    },
    /// The shop did not take one row.
    StockRowRefused {
        sku: String,
        text: String,
    },
    /// The shop does not keep stock for this product.
    StockNotManaged {
        sku: String,
    },
    /// Only the variations have numbers, but the parent keeps the stock.
    StockOnParent {
        sku: String,
    },
    /// One number, several products in one shop.
    NumberHeldTwice {
        sku: String,
    },
    ItemMissing {
        sku: String,
    },
    ItemBarred {
        sku: String,
    },
    ItemService {
        sku: String,
    },
    /// Rackbeat's list was short, empty or unreadable: nothing written.
    ReadingRejected {
        items: u64,
        expected: u64,
    },
    IndexRead {
        products: u64,
        linked: u64,
        listed: u64,
    },
    Parked {
        side: Side,
        reason: FailureReason,
        probe_at: DateTime<Utc>,
    },
    Unparked {
        side: Side,
        parked_at: DateTime<Utc>,
    },
    WebhooksRepaired {
        side: Side,
        count: u64,
    },
    WebhooksRefused {
        side: Side,
        text: String,
    },
    ShopConnected {
        address: String,
        version: String,
    },
    ShopDisconnected {
        by: String,
    },
    RackbeatConnected {
        company: String,
        agreement: String,
    },
    RackbeatDisconnected {
        by: String,
    },
    KeyReplaced {
        side: Side,
        by: String,
    },
    SettingsChanged {
        by: String,
    },
    OtherIntegration {
        side: Side,
        name: String,
    },
}

impl Outcome {
    pub fn state(&self) -> State {
        use Outcome::*;
        match self {
            OrderSent { .. } | OrderAlreadySent { .. } | OrderFound { .. } => State::Sent,
            OrderReleased { .. } | OrderDeleted { .. } => State::Sent,
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
            Failed { .. } | Parked { .. } | ReadingRejected { .. } => State::Failed,
            OrderOld | OrdersOff | OrderFoundAtNight | OrderGone { .. } => State::Info,
            OrderCancelledUnsent | OrderHandMade { .. } => State::Info,
            VatDiffers { warn: false, .. } | StockEqual | StockOff => State::Info,
            StockApproved { .. } | StockHoldAnswered { .. } | IndexRead { .. } => State::Info,
            Unparked { .. } | WebhooksRepaired { .. } | ShopConnected { .. } => State::Info,
            ShopDisconnected { .. } | RackbeatConnected { .. } => State::Info,
            RackbeatDisconnected { .. } | KeyReplaced { .. } | SettingsChanged { .. } => {
                State::Info
            }
        }
    }

    /// The refusal inside, if this is a "no" that a person can act on.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal } | Self::DraftLeft { refusal, .. } => Some(refusal),
            _ => None,
        }
    }

    /// The whole line: one sentence after the other.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut all = vec![Sentence::new(self.key(), self.args())];
        match self {
            Self::OrderSent { notes, .. } => all.extend(notes.iter().map(crate::Note::sentence)),
            Self::DraftLeft { refusal, .. } => all.push(refusal.sentence()),
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
            Self::Refused { refusal } | Self::DraftLeft { refusal, .. } => {
                Some(refusal.remedy_key())
            }
            Self::Failed { reason, .. } | Self::Parked { reason, .. } => reason.remedy_key(),
            Self::OrderTwice { .. } => Some("remedy-order-twice"),
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
            Self::Refused { refusal } | Self::DraftLeft { refusal, .. } => Some(refusal.cause()),
            Self::ItemMissing { sku }
            | Self::ItemBarred { sku }
            | Self::ItemService { sku }
            | Self::NumberHeldTwice { sku } => Some(format!("sku:{sku}")),
            _ => None,
        }
    }
}
