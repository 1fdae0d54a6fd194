//! How it is paid, the VAT by its rule, and the sums.
use domain::invoice::{Document, Vat};
use rust_decimal::Decimal;

use super::element::{Element, amount, group, text};
use crate::{Say, shown};

/// Of an invoice: to which account and with which KID. Of a credit note: what becomes of the money.
pub(super) fn payment(document: &Document, say: &Say<'_>) -> Vec<Element> {
    let Some(kid) = &document.kid else {
        let terms = text("cbc:Note", shown::credited(document, say));
        return vec![group("cac:PaymentTerms", vec![terms])];
    };
    let seller = &document.seller;
    // A bank abroad needs the account's international name.
    let abroad = document.buyer.address.country != "NO";
    let account = match &seller.iban {
        Some(iban) if abroad => (iban.as_str(), seller.bic.as_deref().unwrap_or_default()),
        _ => (seller.account.as_str(), ""),
    };
    let account = vec![
        text("cbc:ID", account.0),
        text("cbc:Name", &seller.name),
        group(
            "cac:FinancialInstitutionBranch",
            vec![text("cbc:ID", account.1)],
        ),
    ];
    let means = vec![
        text("cbc:PaymentMeansCode", 30),
        text("cbc:PaymentID", kid),
        group("cac:PayeeFinancialAccount", account),
    ];
    vec![group("cac:PaymentMeans", means)]
}

pub(super) fn vat(document: &Document, say: &Say<'_>) -> Vec<Element> {
    let currency = document.currency.code();
    let vat = document.amount(document.vat);
    let of_rule = vec![
        amount("cbc:TaxableAmount", document.amount(document.net), currency),
        amount("cbc:TaxAmount", vat, currency),
        category("cac:TaxCategory", document, Some(say)),
    ];
    let total = vec![
        amount("cbc:TaxAmount", vat, currency),
        group("cac:TaxSubtotal", of_rule),
    ];
    let mut totals = vec![group("cac:TaxTotal", total)];
    if let Some(in_nok) = document.vat_in_nok {
        let vat = amount("cbc:TaxAmount", Decimal::new(in_nok.vat, 2), "NOK");
        totals.push(group("cac:TaxTotal", vec![vat]));
    }
    totals
}

/// The rule of the VAT; why there is none is told once, in the sums.
pub(super) fn category(name: &'static str, document: &Document, say: Option<&Say<'_>>) -> Element {
    let rule = document.vat_by;
    let mut fields = vec![text("cbc:ID", rule.code())];
    if rule != Vat::OutsideScope {
        fields.push(text("cbc:Percent", rule.rate().normalize()));
    }
    if let (Some(say), Some(why)) = (say, shown::no_vat(document)) {
        let code = match rule {
            Vat::ReverseCharge => "VATEX-EU-AE",
            Vat::OutsideScope | Vat::Standard { .. } => "VATEX-EU-O",
        };
        fields.push(text("cbc:TaxExemptionReasonCode", code));
        fields.push(text("cbc:TaxExemptionReason", say(why, &[])));
    }
    fields.push(group("cac:TaxScheme", vec![text("cbc:ID", "VAT")]));
    group(name, fields)
}

pub(super) fn totals(document: &Document) -> Element {
    let sum = |name, minor| amount(name, document.amount(minor), document.currency.code());
    group(
        "cac:LegalMonetaryTotal",
        vec![
            sum("cbc:LineExtensionAmount", document.net),
            sum("cbc:TaxExclusiveAmount", document.net),
            sum("cbc:TaxInclusiveAmount", document.total),
            sum("cbc:PayableAmount", document.total),
        ],
    )
}
