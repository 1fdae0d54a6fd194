//! One of each line about an order's progress.
use rust_decimal::Decimal;

use super::{GoodsBack, ProgressNews};

impl ProgressNews {
    /// One of each; sample words stand in for what a sentence is filled with.
    pub(in crate::outcome) fn samples() -> Vec<Self> {
        let (number, status, text) = (1029, || "completed".to_owned(), || "Invalid.".to_owned());
        let tracking = || "370123456789".to_owned();
        let mut all = vec![
            Self::StatusSet {
                number,
                status: status(),
            },
            Self::StatusStood {
                number,
                status: status(),
            },
            Self::StatusNotSet {
                number,
                status: "cancelled".to_owned(),
            },
            Self::StatusRefused {
                status: status(),
                text: text(),
            },
            Self::PartlyShipped {
                number,
                goods: "2 × Kaffekopp".to_owned(),
            },
            Self::TrackingTold {
                tracking: tracking(),
            },
            Self::TrackingStood {
                tracking: tracking(),
            },
            Self::NoteRefused { text: text() },
            Self::Shipped { number },
            Self::ShipmentLeft { number },
            Self::ShipmentRefused {
                number,
                text: text(),
            },
            Self::InvoiceRefused {
                number,
                text: text(),
            },
        ];
        for invoice in [Some(20_001), None] {
            all.push(Self::Invoiced { number, invoice });
            all.push(Self::InvoicedByHand { number, invoice });
        }
        all.extend(Self::samples_of_refunds());
        all
    }

    fn samples_of_refunds() -> Vec<Self> {
        let (number, invoice, credit) = (1029, 20_001, 20_002);
        let (amount, goods) = (Decimal::ONE_HUNDRED, GoodsBack::Kept);
        let mut all = vec![
            Self::RefundDraftInvoice {
                invoice,
                amount,
                goods,
            },
            Self::CreditDiffers {
                credit,
                invoice,
                shop: amount,
                rackbeat: amount,
                goods,
            },
            Self::CreditRefused {
                invoice,
                amount,
                text: "Invalid.".to_owned(),
            },
            Self::RefundInvoiced {
                number,
                invoice: Some(invoice),
                amount,
                goods,
            },
            Self::RefundInvoiced {
                number,
                invoice: None,
                amount,
                goods,
            },
        ];
        for goods in [GoodsBack::None, GoodsBack::Restocked, GoodsBack::Kept] {
            all.push(Self::RefundShipped {
                number,
                amount,
                goods,
            });
            all.push(Self::CreditDrafted {
                credit,
                invoice,
                amount,
                goods,
            });
        }
        all
    }
}
