//! UBL's schemas want fields in their order; a reader may refuse a document that has them otherwise.
use roxmltree::{Document, Node};

use crate::read::{ALL, Read, Spoil};

/// Of UBL 2.1's schemas, those fields that Peppol BIS Billing uses.
const ORDERS: [(&str, &str); 17] = [
    (
        "Invoice",
        "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note TaxPointDate \
         DocumentCurrencyCode TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod OrderReference \
         BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans \
         PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal InvoiceLine",
    ),
    (
        "CreditNote",
        "CustomizationID ProfileID ID IssueDate TaxPointDate CreditNoteTypeCode Note \
         DocumentCurrencyCode TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod OrderReference \
         BillingReference AccountingSupplierParty AccountingCustomerParty Delivery PaymentMeans \
         PaymentTerms AllowanceCharge TaxTotal LegalMonetaryTotal CreditNoteLine",
    ),
    (
        "Party",
        "EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact",
    ),
    (
        "PostalAddress",
        "StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine Country",
    ),
    (
        "Address",
        "StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine Country",
    ),
    ("PartyTaxScheme", "CompanyID TaxScheme"),
    (
        "PartyLegalEntity",
        "RegistrationName CompanyID CompanyLegalForm",
    ),
    ("Contact", "Name Telephone ElectronicMail"),
    (
        "Delivery",
        "ActualDeliveryDate DeliveryLocation DeliveryParty",
    ),
    (
        "PaymentMeans",
        "PaymentMeansCode PaymentID CardAccount PayeeFinancialAccount",
    ),
    (
        "PayeeFinancialAccount",
        "ID Name FinancialInstitutionBranch",
    ),
    ("TaxTotal", "TaxAmount TaxSubtotal"),
    ("TaxSubtotal", "TaxableAmount TaxAmount TaxCategory"),
    (
        "TaxCategory",
        "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme",
    ),
    (
        "InvoiceLine",
        "ID Note InvoicedQuantity LineExtensionAmount AccountingCost InvoicePeriod OrderLineReference \
         AllowanceCharge Item Price",
    ),
    (
        "CreditNoteLine",
        "ID Note CreditedQuantity LineExtensionAmount AccountingCost InvoicePeriod OrderLineReference \
         AllowanceCharge Item Price",
    ),
    (
        "Item",
        "Description Name SellersItemIdentification ClassifiedTaxCategory",
    ),
];

fn out_of_order(xml: &str) -> Option<String> {
    let document = Document::parse(xml).unwrap();
    for (parent, order) in ORDERS {
        let order: Vec<&str> = order.split_whitespace().collect();
        for node in Read::new(&document).every(parent) {
            let mut last = 0;
            for child in node.children().filter(Node::is_element) {
                let name = child.tag_name().name();
                let at = order.iter().position(|one| *one == name);
                match at {
                    Some(at) if at >= last => last = at,
                    _ => return Some(format!("{name} in {parent}")),
                }
            }
        }
    }
    None
}

#[test]
fn every_field_stands_where_the_schema_has_it() {
    for (name, xml) in ALL.iter() {
        assert_eq!(out_of_order(xml), None, "{name}");
    }
}

#[test]
fn a_field_out_of_its_place_is_seen() {
    let (_, xml) = &ALL[0];
    let spoil = Spoil::Add("IssueDate", "<cbc:Note>x</cbc:Note>");
    let found = out_of_order(&spoil.spoiled(xml).unwrap());
    assert_eq!(found.as_deref(), Some("IssueDate in Invoice"));
    let spoil = Spoil::Add("InvoiceLine/Item", "<cbc:Unheard>x</cbc:Unheard>");
    let found = out_of_order(&spoil.spoiled(xml).unwrap());
    assert_eq!(found.as_deref(), Some("Unheard in InvoiceLine"));
}
