//! How an order went on after it was booked, as the log tells it.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Outcome, State,
    words::{Pair, pick},
};
use crate::Sentence;

mod args;
mod samples;

/// `number` is Rackbeat's order throughout; amounts are without VAT, in the order's currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum ProgressNews {
    /// Shipped, and the shop's order was given its status.
    StatusSet {
        number: i64,
        status: String,
    },
    /// Shipped, and the shop's order had its status already.
    StatusStood {
        number: i64,
        status: String,
    },
    /// Shipped, but in the shop the order is what must not be completed.
    StatusNotSet {
        number: i64,
        status: String,
    },
    /// The shop did not take the status.
    StatusRefused {
        status: String,
        text: String,
    },
    /// Some of it is on its way, and a note in the shop says so.
    PartlyShipped {
        number: i64,
        goods: String,
    },
    /// The shop mailed a tracking number to its customer.
    TrackingTold {
        tracking: String,
    },
    /// It stood in a note to the customer already.
    TrackingStood {
        tracking: String,
    },
    /// The shop did not take a note.
    NoteRefused {
        text: String,
    },
    /// By us, as the shop's owner chose.
    Shipped {
        number: i64,
    },
    Invoiced {
        number: i64,
        invoice: Option<i64>,
    },
    /// Somebody has begun a shipment: it is theirs to end.
    ShipmentLeft {
        number: i64,
    },
    ShipmentRefused {
        number: i64,
        text: String,
    },
    InvoiceRefused {
        number: i64,
        text: String,
    },
    InvoicedByHand {
        number: i64,
        invoice: Option<i64>,
    },
    /// Refunded after shipping: to be credited when it is invoiced.
    RefundShipped {
        number: i64,
        amount: Decimal,
        goods: GoodsBack,
    },
    /// Refunded after invoicing, and the owner wants only to be told.
    RefundInvoiced {
        number: i64,
        invoice: Option<i64>,
        amount: Decimal,
        goods: GoodsBack,
    },
    /// The invoice is a draft still, to be changed before it is booked.
    RefundDraftInvoice {
        invoice: i64,
        amount: Decimal,
        goods: GoodsBack,
    },
    CreditDrafted {
        credit: i64,
        invoice: i64,
        amount: Decimal,
        goods: GoodsBack,
    },
    /// Drafted, but for another sum than was refunded.
    CreditDiffers {
        credit: i64,
        invoice: i64,
        shop: Decimal,
        rackbeat: Decimal,
        goods: GoodsBack,
    },
    CreditRefused {
        invoice: i64,
        amount: Decimal,
        text: String,
    },
}

/// What became of the refunded pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoodsBack {
    /// Money alone was given back.
    None,
    /// The shop put them back on its own shelf.
    Restocked,
    Kept,
}

impl GoodsBack {
    pub(super) fn sentence(self) -> Option<Sentence> {
        match self {
            Self::None => None,
            Self::Restocked => Some(Sentence::plain("progress-goods-restocked")),
            Self::Kept => Some(Sentence::plain("progress-goods-kept")),
        }
    }
}

const INVOICED: Pair = [
    "outcome-progress-invoiced",
    "outcome-progress-invoiced-unnumbered",
];
const BY_HAND: Pair = [
    "outcome-progress-by-hand",
    "outcome-progress-by-hand-unnumbered",
];
const REFUND: Pair = ["outcome-refund-invoiced", "outcome-refund-invoices-unclear"];

impl From<ProgressNews> for Outcome {
    fn from(news: ProgressNews) -> Self {
        Self::Progress { news }
    }
}

impl ProgressNews {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::StatusSet { .. } => "outcome-progress-status-set",
            Self::StatusStood { .. } => "outcome-progress-status-stood",
            Self::StatusNotSet { .. } => "outcome-progress-status-not-set",
            Self::StatusRefused { .. } => "outcome-progress-status-refused",
            Self::PartlyShipped { .. } => "outcome-progress-partly-shipped",
            Self::TrackingTold { .. } => "outcome-progress-tracking-told",
            Self::TrackingStood { .. } => "outcome-progress-tracking-stood",
            Self::NoteRefused { .. } => "outcome-progress-note-refused",
            Self::Shipped { .. } => "outcome-progress-shipped",
            Self::Invoiced { invoice, .. } => pick(invoice.is_some(), INVOICED),
            Self::ShipmentLeft { .. } => "outcome-progress-shipment-left",
            Self::ShipmentRefused { .. } => "outcome-progress-shipment-refused",
            Self::InvoiceRefused { .. } => "outcome-progress-invoice-refused",
            Self::InvoicedByHand { invoice, .. } => pick(invoice.is_some(), BY_HAND),
            Self::RefundShipped { .. } => "outcome-refund-shipped",
            Self::RefundInvoiced { invoice, .. } => pick(invoice.is_some(), REFUND),
            Self::RefundDraftInvoice { .. } => "outcome-refund-draft-invoice",
            Self::CreditDrafted { .. } => "outcome-credit-drafted",
            Self::CreditDiffers { .. } => "outcome-credit-differs",
            Self::CreditRefused { .. } => "outcome-credit-refused",
        }
    }

    pub(super) fn state(&self) -> State {
        match self {
            Self::StatusSet { .. } | Self::StatusStood { .. } => State::Sent,
            Self::PartlyShipped { .. } | Self::TrackingTold { .. } => State::Sent,
            Self::Shipped { .. } | Self::Invoiced { .. } | Self::CreditDrafted { .. } => {
                State::Sent
            }
            Self::TrackingStood { .. } | Self::InvoicedByHand { .. } => State::Info,
            Self::StatusNotSet { .. } | Self::StatusRefused { .. } | Self::NoteRefused { .. } => {
                State::NotSent
            }
            Self::ShipmentLeft { .. }
            | Self::ShipmentRefused { .. }
            | Self::InvoiceRefused { .. } => State::NotSent,
            Self::RefundShipped { .. }
            | Self::RefundInvoiced { .. }
            | Self::RefundDraftInvoice { .. } => State::NotSent,
            Self::CreditDiffers { .. } | Self::CreditRefused { .. } => State::NotSent,
        }
    }

    pub(super) fn remedy_key(&self) -> Option<&'static str> {
        match self {
            Self::StatusNotSet { .. } => Some("remedy-progress-status-not-set"),
            Self::StatusRefused { .. } => Some("remedy-progress-status-refused"),
            Self::NoteRefused { .. } => Some("remedy-progress-note-refused"),
            Self::ShipmentLeft { .. } => Some("remedy-progress-shipment-left"),
            Self::ShipmentRefused { .. } | Self::InvoiceRefused { .. } => {
                Some("remedy-progress-by-hand")
            }
            Self::RefundShipped { .. } => Some("remedy-refund-shipped"),
            Self::RefundInvoiced { .. } | Self::CreditRefused { .. } => {
                Some("remedy-refund-invoiced")
            }
            Self::RefundDraftInvoice { .. } => Some("remedy-refund-draft-invoice"),
            Self::CreditDrafted { .. } => Some("remedy-credit-drafted"),
            Self::CreditDiffers { .. } => Some("remedy-credit-differs"),
            _ => None,
        }
    }
}
