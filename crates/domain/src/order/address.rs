//! Where to send it and whom to bill.
use rackbeat::Address;

use crate::text;

/// Longest name of a customer, in characters (`rackbeat-api.md` 2.9); taken for every part.
const PART_MAX: usize = 255;

/// `None` when the order names nobody and nothing.
pub fn billing(order: &woo::Order) -> Option<Address> {
    known(written(
        &order.billing,
        &order.billing.email,
        &order.billing.phone,
    ))
}

/// The shipping address; the billing address where the order has none.
pub fn delivery(order: &woo::Order) -> Option<Address> {
    let shipping = if is_blank(&order.shipping) {
        &order.billing
    } else {
        &order.shipping
    };
    let own = shipping.phone.trim();
    let phone = if own.is_empty() {
        &order.billing.phone
    } else {
        own
    };
    known(written(shipping, &order.billing.email, phone))
}

/// A country alone is a shop's default, not somebody's address.
fn is_blank(address: &woo::Address) -> bool {
    let parts = [
        &address.address_1,
        &address.address_2,
        &address.city,
        &address.postcode,
    ];
    parts.iter().all(|part| part.trim().is_empty())
}

fn written(address: &woo::Address, email: &str, phone: &str) -> Address {
    let person = joined([&address.first_name, &address.last_name], " ");
    Address {
        name: part(&joined([&address.company, &person], ", ")),
        street: part(&address.address_1),
        street2: part(&address.address_2),
        zipcode: part(&address.postcode),
        city: part(&joined([&address.city, &address.state], ", ")),
        country: part(country_name(address.country.trim())),
        email: part(email),
        phone: part(phone),
    }
}

fn joined(parts: [&str; 2], with: &str) -> String {
    let filled: Vec<_> = parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    filled.join(with)
}

fn part(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text::cut(text, PART_MAX))
}

fn known(address: Address) -> Option<Address> {
    (address != Address::default()).then_some(address)
}

/// Rackbeat writes countries by their English name (`rackbeat-api.md` 3.12); others keep the code.
fn country_name(code: &str) -> &str {
    let upper = code.to_uppercase();
    let found = COUNTRIES.iter().find(|(known, _)| *known == upper);
    found.map_or(code, |(_, name)| name)
}

/// Its code (ISO 3166), by its English name or by what our customers call it; another stays as it was written, in
/// capitals.
pub fn country_code(written: &str) -> String {
    let plain = written.trim().to_lowercase();
    let is_called = |names: &[&str]| names.contains(&plain.as_str());
    let called = CALLED.iter().find(|(_, names)| is_called(names));
    let is_named = |name: &str| name.to_lowercase() == plain;
    let named = || COUNTRIES.iter().find(|(_, name)| is_named(name));
    let code = called.map(|(code, _)| *code);
    let code = code.or_else(|| named().map(|(code, _)| *code));
    code.map_or_else(|| plain.to_uppercase(), str::to_owned)
}

/// What the neighbours are called in the languages of the agreements that we know.
const CALLED: [(&str, &[&str]); 8] = [
    ("NO", &["norge", "noreg", "norja", "nor"]),
    ("DK", &["danmark", "tanska", "dnk"]),
    ("SE", &["sverige", "ruotsi", "swe"]),
    ("FI", &["suomi", "fin"]),
    ("IS", &["island", "isl"]),
    ("GL", &["grønland", "greenland", "grl"]),
    ("FO", &["færøerne", "færøyene", "faroe islands", "fro"]),
    ("DE", &["tyskland", "deutschland", "saksa", "deu"]),
];

const COUNTRIES: [(&str, &str); 40] = [
    ("AT", "Austria"),
    ("AU", "Australia"),
    ("AX", "Åland Islands"),
    ("BE", "Belgium"),
    ("BG", "Bulgaria"),
    ("CA", "Canada"),
    ("CH", "Switzerland"),
    ("CY", "Cyprus"),
    ("CZ", "Czech Republic"),
    ("DE", "Germany"),
    ("DK", "Denmark"),
    ("EE", "Estonia"),
    ("ES", "Spain"),
    ("FI", "Finland"),
    ("FO", "Faroe Islands"),
    ("FR", "France"),
    ("GB", "United Kingdom"),
    ("GL", "Greenland"),
    ("GR", "Greece"),
    ("HR", "Croatia"),
    ("HU", "Hungary"),
    ("IE", "Ireland"),
    ("IS", "Iceland"),
    ("IT", "Italy"),
    ("LI", "Liechtenstein"),
    ("LT", "Lithuania"),
    ("LU", "Luxembourg"),
    ("LV", "Latvia"),
    ("MT", "Malta"),
    ("NL", "Netherlands"),
    ("NO", "Norway"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("RO", "Romania"),
    ("SE", "Sweden"),
    ("SI", "Slovenia"),
    ("SJ", "Svalbard and Jan Mayen"),
    ("SK", "Slovakia"),
    ("UA", "Ukraine"),
    ("US", "United States"),
];
