//! What the sentences about an order's progress are filled with.
use super::ProgressNews;
use crate::{
    Sentence, money,
    outcome::args::{Args, one},
};

impl ProgressNews {
    pub(in crate::outcome) fn args(&self) -> Args {
        match self {
            Self::StatusSet { number, status }
            | Self::StatusStood { number, status }
            | Self::StatusNotSet { number, status } => {
                vec![("number", number.to_string()), ("status", status.clone())]
            }
            Self::StatusRefused { status, text } => {
                vec![("status", status.clone()), ("text", text.clone())]
            }
            Self::PartlyShipped { number, goods } => {
                vec![("number", number.to_string()), ("goods", goods.clone())]
            }
            Self::TrackingTold { tracking } | Self::TrackingStood { tracking } => {
                one("tracking", tracking)
            }
            Self::NoteRefused { text } => one("text", text),
            Self::Shipped { number } | Self::ShipmentLeft { number } => one("number", number),
            Self::ShipmentRefused { number, text } | Self::InvoiceRefused { number, text } => {
                vec![("number", number.to_string()), ("text", text.clone())]
            }
            Self::Invoiced { number, invoice } | Self::InvoicedByHand { number, invoice } => {
                numbered(*number, *invoice)
            }
            _ => self.args_of_refund(),
        }
    }

    fn args_of_refund(&self) -> Args {
        match self {
            Self::RefundShipped { number, amount, .. } => {
                vec![
                    ("number", number.to_string()),
                    ("amount", money::shown(*amount)),
                ]
            }
            Self::RefundInvoiced {
                number,
                invoice,
                amount,
                ..
            } => {
                let mut args = numbered(*number, *invoice);
                args.push(("amount", money::shown(*amount)));
                args
            }
            Self::RefundDraftInvoice {
                invoice, amount, ..
            } => {
                vec![
                    ("invoice", invoice.to_string()),
                    ("amount", money::shown(*amount)),
                ]
            }
            Self::CreditDrafted {
                credit,
                invoice,
                amount,
                ..
            } => vec![
                ("credit", credit.to_string()),
                ("invoice", invoice.to_string()),
                ("amount", money::shown(*amount)),
            ],
            Self::CreditDiffers {
                credit,
                invoice,
                shop,
                rackbeat,
                ..
            } => vec![
                ("credit", credit.to_string()),
                ("invoice", invoice.to_string()),
                ("shop", money::shown(*shop)),
                ("rackbeat", money::shown(*rackbeat)),
            ],
            Self::CreditRefused {
                invoice,
                amount,
                text,
            } => vec![
                ("invoice", invoice.to_string()),
                ("amount", money::shown(*amount)),
                ("text", text.clone()),
            ],
            _ => Vec::new(),
        }
    }

    /// What became of the goods, in a sentence of its own.
    pub(in crate::outcome) fn details(&self) -> Option<Sentence> {
        match self {
            Self::RefundShipped { goods, .. }
            | Self::RefundInvoiced { goods, .. }
            | Self::RefundDraftInvoice { goods, .. }
            | Self::CreditDrafted { goods, .. }
            | Self::CreditDiffers { goods, .. } => goods.sentence(),
            _ => None,
        }
    }
}

fn numbered(number: i64, invoice: Option<i64>) -> Args {
    let invoice = invoice.map(|invoice| ("invoice", invoice.to_string()));
    std::iter::once(("number", number.to_string()))
        .chain(invoice)
        .collect()
}
