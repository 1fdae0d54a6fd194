//! What stands on a document, in the operator's words.
use domain::invoice::{Document, Item, Kind};
use store::invoice::Standing;

use crate::{frame::Frame, pages::figure};

pub(in crate::admin) struct Line {
    pub text: String,
    pub net: String,
}

pub(in crate::admin) fn lines(frame: &Frame, document: &Document) -> Vec<Line> {
    let amount = |minor| figure::amount(frame.words, minor, document.currency.code());
    let lines = document.lines.iter().map(|line| Line {
        text: match &line.item {
            Item::ExtraShops {
                monthly,
                first,
                last,
                shop_days,
                days_in_month,
            } => frame.with(
                "bill-line-shops",
                &[
                    ("first", figure::day(*first)),
                    ("last", figure::day(*last)),
                    ("days", shop_days.to_string()),
                    ("price", amount(*monthly)),
                    ("length", days_in_month.to_string()),
                ],
            ),
            Item::PartOf { invoice } => frame.about("bill-line-part", "invoice", invoice),
        },
        net: amount(line.net),
    });
    lines.collect()
}

/// Without a standing: of one that is not made yet.
pub(in crate::admin) fn facts(
    frame: &Frame,
    document: &Document,
    standing: Option<&Standing>,
) -> Vec<(String, String)> {
    let amount = |minor| figure::amount(frame.words, minor, document.currency.code());
    let credits = match &document.kind {
        Kind::Invoice => String::new(),
        Kind::CreditNote { number, reason, .. } => format!("{number}: {reason}"),
    };
    let mut facts = vec![
        ("bill-to", document.buyer.name.clone()),
        ("bill-issued", figure::day(document.issued)),
        (
            "bill-due",
            document.due.map(figure::day).unwrap_or_default(),
        ),
        ("bill-credits", credits),
        (
            "bill-reference",
            document.buyer.reference.clone().unwrap_or_default(),
        ),
        ("bill-kid", document.kid.clone().unwrap_or_default()),
        ("bill-net", amount(document.net)),
        ("bill-vat", amount(document.vat)),
        ("bill-sum", amount(document.total)),
    ];
    if let Some(standing) = standing.filter(|_| !document.is_credit_note()) {
        facts.push(("bill-credited", amount(standing.credited)));
        facts.push(("bill-unpaid", amount(standing.unpaid)));
    }
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (frame.say(key), value))
        .collect()
}
