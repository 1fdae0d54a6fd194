//! Seller, buyer, and where it was delivered.
use domain::{
    invoice::{Address, Buyer, Document, Endpoint, Vat, scheme_of},
    organisation::OrganisationNumber,
};

use super::element::{Element, group, text};

pub(super) fn seller(document: &Document) -> Element {
    let seller = &document.seller;
    let number = seller.organisation.as_str();
    let endpoint = Endpoint {
        scheme: "0192".to_owned(),
        id: number.to_owned(),
    };
    let mut fields = vec![
        electronic(&endpoint),
        named(&seller.name),
        postal("cac:PostalAddress", &seller.address),
    ];
    // Outside the scope of VAT nobody may have a number for it (BR-O-02).
    if seller.vat_registered && document.vat_by != Vat::OutsideScope {
        fields.push(tax_scheme("VAT", &format!("NO{number}MVA")));
    }
    if seller.in_business_register {
        fields.push(tax_scheme("TAX", "Foretaksregisteret"));
    }
    fields.push(legal(&seller.name, Some(("0192", number.to_owned()))));
    let phone = seller.phone.as_deref().unwrap_or_default();
    fields.push(group(
        "cac:Contact",
        vec![
            text("cbc:Telephone", phone),
            text("cbc:ElectronicMail", &seller.email),
        ],
    ));
    group(
        "cac:AccountingSupplierParty",
        vec![group("cac:Party", fields)],
    )
}

pub(super) fn buyer(buyer: &Buyer, endpoint: &Endpoint) -> Element {
    let number = buyer.organisation.as_ref();
    let number = number.map(|number| registered(&buyer.address.country, number));
    let fields = vec![
        electronic(endpoint),
        named(&buyer.name),
        postal("cac:PostalAddress", &buyer.address),
        legal(&buyer.name, number),
        group(
            "cac:Contact",
            vec![text("cbc:ElectronicMail", &buyer.email)],
        ),
    ];
    group(
        "cac:AccountingCustomerParty",
        vec![group("cac:Party", fields)],
    )
}

pub(super) fn delivery(document: &Document) -> Element {
    let address = &document.buyer.address;
    let place = Address {
        lines: Vec::new(),
        ..address.clone()
    };
    let place = group("cac:DeliveryLocation", vec![postal("cac:Address", &place)]);
    let day = text("cbc:ActualDeliveryDate", document.delivery.last);
    group("cac:Delivery", vec![day, place])
}

fn electronic(endpoint: &Endpoint) -> Element {
    let id = spelled(&endpoint.scheme, &endpoint.id);
    text("cbc:EndpointID", id).with("schemeID", &endpoint.scheme)
}

fn registered(country: &str, number: &OrganisationNumber) -> (&'static str, String) {
    let scheme = scheme_of(country).unwrap_or_default();
    (scheme, spelled(scheme, number.as_str()))
}

/// Denmark's numbers have the country's letters, which all versions of PEPPOL-COMMON-R042 take.
fn spelled(scheme: &str, id: &str) -> String {
    match scheme {
        "0184" => format!("DK{id}"),
        _ => id.to_owned(),
    }
}

fn named(name: &str) -> Element {
    group("cac:PartyName", vec![text("cbc:Name", name)])
}

fn postal(field: &'static str, address: &Address) -> Element {
    let line = |at: usize| address.lines.get(at).map_or("", String::as_str);
    let rest = address.lines.get(2..).unwrap_or_default().join(", ");
    group(
        field,
        vec![
            text("cbc:StreetName", line(0)),
            text("cbc:AdditionalStreetName", line(1)),
            text("cbc:CityName", &address.city),
            text("cbc:PostalZone", &address.postal_code),
            group("cac:AddressLine", vec![text("cbc:Line", rest)]),
            group(
                "cac:Country",
                vec![text("cbc:IdentificationCode", &address.country)],
            ),
        ],
    )
}

fn tax_scheme(scheme: &str, number: &str) -> Element {
    let scheme = group("cac:TaxScheme", vec![text("cbc:ID", scheme)]);
    group(
        "cac:PartyTaxScheme",
        vec![text("cbc:CompanyID", number), scheme],
    )
}

fn legal(name: &str, number: Option<(&str, String)>) -> Element {
    let mut fields = vec![text("cbc:RegistrationName", name)];
    if let Some((scheme, number)) = number {
        let number = text("cbc:CompanyID", number);
        fields.push(match scheme {
            "" => number,
            _ => number.with("schemeID", scheme),
        });
    }
    group("cac:PartyLegalEntity", fields)
}
