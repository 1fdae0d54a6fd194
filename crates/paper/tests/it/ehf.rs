//! What can be sent as EHF, and what is said with it.
use domain::{
    invoice::{Abroad, Credited, Endpoint},
    organisation::OrganisationNumber,
};
use paper::ehf::Unsendable;
use roxmltree::Document;

use crate::{
    build,
    read::{Read, xml},
    words::say,
};

fn refused(spoil: fn(&mut domain::invoice::Document)) -> Unsendable {
    let mut document = build::abroad(Abroad::ReverseCharge);
    spoil(&mut document);
    paper::ehf::xml(&document, &say("nb")).unwrap_err()
}

#[test]
fn what_the_rules_ask_of_the_buyer_is_asked_before_anything_is_written() {
    assert!(matches!(
        refused(|it| it.buyer.endpoint = None),
        Unsendable::NoEndpoint
    ));
    assert!(matches!(
        refused(|it| it.buyer.reference = None),
        Unsendable::NoReference
    ));
    let blank = |it: &mut domain::invoice::Document| it.buyer.reference = Some(" ".to_owned());
    assert!(matches!(refused(blank), Unsendable::NoReference));
    assert!(matches!(
        refused(|it| it.buyer.organisation = None),
        Unsendable::NoOrganisation
    ));
    assert!(matches!(
        refused(|it| it.buyer.address.country.clear()),
        Unsendable::NoAddress
    ));
    assert!(matches!(
        refused(|it| it.buyer.name.clear()),
        Unsendable::NoAddress
    ));
}

#[test]
fn a_wrong_organisation_number_never_comes_as_far() {
    assert!(OrganisationNumber::parse("NO", "974760674").is_none());
    assert!(Endpoint::parse("NO", "0192:974760674").is_none());
    assert!(
        Endpoint::parse("SE", "0007:5560160681").is_none(),
        "PEPPOL-COMMON-R049"
    );
    assert!(
        Endpoint::parse("NO", "0088:7300010000002").is_none(),
        "PEPPOL-COMMON-R040"
    );
}

#[test]
fn an_invoice_says_how_it_is_paid() {
    let xml = xml(&build::plain());
    let document = Document::parse(&xml).unwrap();
    let read = Read::new(&document);
    assert_eq!(read.text("PaymentMeans/PaymentID"), "602243");
    assert_eq!(
        read.text("PaymentMeans/PayeeFinancialAccount/ID"),
        "12345678903"
    );
    assert!(!read.has("PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch"));
    assert_eq!(read.text("DueDate"), "2026-12-16");
    assert_eq!(read.text("BuyerReference"), "PO-4711 / Kari Nordmann");
}

#[test]
fn abroad_the_account_has_its_international_name() {
    let xml = xml(&build::abroad(Abroad::ReverseCharge));
    let document = Document::parse(&xml).unwrap();
    let read = Read::new(&document);
    assert_eq!(
        read.text("PaymentMeans/PayeeFinancialAccount/ID"),
        "NO9386011117947"
    );
    let branch = "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID";
    assert_eq!(read.text(branch), "DNBANOKK");
    assert_eq!(read.text("TaxCurrencyCode"), "NOK");
    assert_eq!(read.text("DocumentCurrencyCode"), "DKK");
}

#[test]
fn a_credit_note_names_its_invoice_and_its_reason() {
    let xml = xml(&build::credit(&build::busy(), &Credited::Amount(10_001)));
    let document = Document::parse(&xml).unwrap();
    let read = Read::new(&document);
    let corrected = "BillingReference/InvoiceDocumentReference";
    assert_eq!(read.text(&format!("{corrected}/ID")), "60224");
    assert_eq!(read.text(&format!("{corrected}/IssueDate")), "2026-12-02");
    assert_eq!(read.text("Note"), "Butikken ble koblet til ved en feil");
    assert_eq!(read.text("LegalMonetaryTotal/PayableAmount"), "125.01");
    assert!(read.text("CreditNoteLine/Item/Name").contains("60224"));
}

#[test]
fn names_with_marks_and_controls_come_through() {
    let mut document = build::plain();
    document.buyer.name = "A&B <\"Æ\u{b}Ø\"> 'Å'\u{fffe}".to_owned();
    document.buyer.address.lines = ["1", "2", "3", "4"].map(str::to_owned).to_vec();
    let xml = xml(&document);
    let document = Document::parse(&xml).unwrap();
    let read = Read::new(&document);
    let buyer = "AccountingCustomerParty/Party";
    assert_eq!(
        read.text(&format!("{buyer}/PartyName/Name")),
        "A&B <\"Æ Ø\"> 'Å'"
    );
    assert_eq!(
        read.text(&format!("{buyer}/PostalAddress/AddressLine/Line")),
        "3, 4"
    );
}
