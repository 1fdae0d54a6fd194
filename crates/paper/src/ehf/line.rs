//! One line: so many days of so many in the month, at the price of a month.
use domain::invoice::{Document, Item};

use super::{
    element::{Element, amount, group, text},
    sums,
};
use crate::{Say, shown};

pub(super) fn line(document: &Document, at: usize, say: &Say<'_>) -> Element {
    let line = &document.lines[at];
    let currency = document.currency.code();
    let (quantity, price, base) = line.item.counted(line.net);
    let (of_kind, quantity_of_kind) = if document.is_credit_note() {
        ("cac:CreditNoteLine", "cbc:CreditedQuantity")
    } else {
        ("cac:InvoiceLine", "cbc:InvoicedQuantity")
    };
    // Days, or one of whatever it is (UN/ECE recommendation 20).
    let (unit, period) = match line.item {
        Item::ExtraShops { first, last, .. } => ("DAY", Some((first, last))),
        Item::PartOf { .. } => ("C62", None),
    };
    let mut fields = vec![
        text("cbc:ID", at + 1),
        text(quantity_of_kind, quantity).with("unitCode", unit),
        amount(
            "cbc:LineExtensionAmount",
            document.amount(line.net),
            currency,
        ),
    ];
    fields.extend(period.map(|(first, last)| {
        let days = vec![text("cbc:StartDate", first), text("cbc:EndDate", last)];
        group("cac:InvoicePeriod", days)
    }));
    fields.push(group(
        "cac:Item",
        vec![
            text("cbc:Description", shown::counted(document, line, say)),
            text("cbc:Name", shown::named(&line.item, say)),
            sums::category("cac:ClassifiedTaxCategory", document, None),
        ],
    ));
    fields.push(group(
        "cac:Price",
        vec![
            amount("cbc:PriceAmount", document.amount(price), currency),
            text("cbc:BaseQuantity", base).with("unitCode", unit),
        ],
    ));
    group(of_kind, fields)
}
