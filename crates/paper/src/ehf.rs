//! EHF, which is Peppol BIS Billing 3.0: what a customer's system reads.
use domain::invoice::{Document, Kind, Vat};

use self::element::{Element, group, text};
use crate::Say;

mod element;
mod line;
mod party;
mod sums;

/// Why a document can't be sent this way; as a PDF it can.
#[derive(Debug, thiserror::Error)]
pub enum Unsendable {
    /// PEPPOL-EN16931-R010.
    #[error("the buyer has no electronic address")]
    NoEndpoint,
    /// PEPPOL-EN16931-R003.
    #[error("the buyer has given no reference")]
    NoReference,
    /// BR-AE-02.
    #[error("under reverse charge the buyer must have an organisation number")]
    NoOrganisation,
    /// BR-08 to BR-11, and what a name is.
    #[error("the buyer's name, town or country is missing")]
    NoAddress,
    #[error("the XML could not be written")]
    Write(#[from] std::io::Error),
}

const CUSTOMIZATION: &str =
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/// The document as UBL 2.1, in UTF-8. The order of the fields is that of UBL's schema.
pub fn xml(document: &Document, say: &Say<'_>) -> Result<Vec<u8>, Unsendable> {
    let (endpoint, reference) = sendable(document)?;
    let mut fields = head(document, reference);
    fields.push(party::seller(document));
    fields.push(party::buyer(&document.buyer, endpoint));
    fields.push(party::delivery(document));
    fields.extend(sums::payment(document, say));
    fields.extend(sums::vat(document, say));
    fields.push(sums::totals(document));
    for (at, _) in document.lines.iter().enumerate() {
        fields.push(line::line(document, at, say));
    }
    let root = if document.is_credit_note() {
        "CreditNote"
    } else {
        "Invoice"
    };
    Ok(element::written(root, &fields)?)
}

/// What a document needs beyond what paper does.
fn sendable(document: &Document) -> Result<(&domain::invoice::Endpoint, &str), Unsendable> {
    let buyer = &document.buyer;
    let given = |text: &str| !text.trim().is_empty();
    if !given(&buyer.name) || !given(&buyer.address.city) || buyer.address.country.len() != 2 {
        return Err(Unsendable::NoAddress);
    }
    if document.vat_by == Vat::ReverseCharge && buyer.organisation.is_none() {
        return Err(Unsendable::NoOrganisation);
    }
    let endpoint = buyer.endpoint.as_ref().ok_or(Unsendable::NoEndpoint)?;
    let reference = buyer.reference.as_deref().filter(|text| given(text));
    Ok((endpoint, reference.ok_or(Unsendable::NoReference)?))
}

/// All that stands before the parties.
fn head(document: &Document, reference: &str) -> Vec<Element> {
    let mut fields = vec![
        text("cbc:CustomizationID", CUSTOMIZATION),
        text("cbc:ProfileID", PROFILE),
        text("cbc:ID", document.number),
        text("cbc:IssueDate", document.issued),
    ];
    match &document.kind {
        Kind::Invoice => {
            fields.extend(document.due.map(|due| text("cbc:DueDate", due)));
            fields.push(text("cbc:InvoiceTypeCode", 380));
        }
        Kind::CreditNote { reason, .. } => {
            fields.push(text("cbc:CreditNoteTypeCode", 381));
            fields.push(text("cbc:Note", reason));
        }
    }
    fields.push(text("cbc:DocumentCurrencyCode", document.currency.code()));
    if document.vat_in_nok.is_some() {
        fields.push(text("cbc:TaxCurrencyCode", "NOK"));
    }
    fields.push(text("cbc:BuyerReference", reference));
    fields.push(group(
        "cac:InvoicePeriod",
        vec![
            text("cbc:StartDate", document.delivery.first),
            text("cbc:EndDate", document.delivery.last),
        ],
    ));
    if let Kind::CreditNote { number, issued, .. } = document.kind {
        let corrected = vec![text("cbc:ID", number), text("cbc:IssueDate", issued)];
        let corrected = group("cac:InvoiceDocumentReference", corrected);
        fields.push(group("cac:BillingReference", vec![corrected]));
    }
    fields
}
