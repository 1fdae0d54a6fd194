//! What came after the order was shipped: its parcels, and what became of its refunds.
use store::{
    order_link::OrderLink,
    order_parcel::Noticed,
    order_refund::{OrderRefund, Step},
};

use crate::{frame::Frame, pages::figure};

/// One thing, with a word for how it stands.
pub(crate) struct After {
    pub text: String,
    pub at: Option<String>,
}

pub(crate) fn parcels(frame: &Frame, noticed: &[Noticed]) -> Vec<After> {
    let one = |parcel: &Noticed| {
        let (key, rest) = match parcel.mark.split_once(' ') {
            Some(("tracking", number)) => ("order-parcel-tracking", number),
            Some((_, number)) => ("order-parcel-shipment", number),
            None => ("order-parcel-shipment", parcel.mark.as_str()),
        };
        let told = match (parcel.told_at.is_some(), parcel.for_customer) {
            (false, _) => frame.say("order-parcel-untold"),
            (true, true) => frame.say("order-parcel-told-customer"),
            (true, false) => frame.say("order-parcel-told"),
        };
        let text = frame.about(key, "number", rest);
        After {
            text: match parcel.what.as_str() {
                "" => format!("{text} {told}"),
                what if parcel.mark.ends_with(what) => format!("{text} {told}"),
                what => format!("{text} {what}. {told}"),
            },
            at: Some(frame.moment(&parcel.noted_at)),
        }
    };
    noticed.iter().map(one).collect()
}

pub(crate) fn refunds(frame: &Frame, link: &OrderLink, refunds: &[OrderRefund]) -> Vec<After> {
    let one = |refund: &OrderRefund| {
        let sum = figure::amount(frame.words, refund.net, &link.currency);
        let number = refund.credit_number.map(|number| number.to_string());
        let key = match (refund.step, &number) {
            (Step::Held, _) => "order-refund-held",
            (Step::Drafted, Some(_)) => "order-refund-drafted",
            (Step::Claimed | Step::Drafted, _) => "order-refund-claimed",
            (Step::Told, _) => "order-refund-told",
        };
        let args = [("sum", sum), ("number", number.unwrap_or_default())];
        After {
            text: frame.with(key, &args),
            at: None,
        }
    };
    refunds.iter().map(one).collect()
}
