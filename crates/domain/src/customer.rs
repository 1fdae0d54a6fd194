//! Which Rackbeat customer an order belongs to, and what a new one is like.
use rackbeat::{Customer, NewCustomer};

use crate::{
    CustomerBy, Note, Refusal, Rules, Setting,
    order::{self, Terms, address},
    organisation::{OrganisationNumber, register},
    text,
};

/// Longest name and other text of a customer, in characters (`rackbeat-api.md` 2.9).
const NAME_MAX: usize = 255;
/// A company's name with fewer digits is a name.
const DIGITS_MIN: usize = 6;

/// How a buyer is told from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Buyer {
    /// One customer for all who shop there.
    Shared,
    /// By the e-mail address, in lower case.
    Email(String),
    /// As `Email`, where firms are told by their numbers: no firm's customer answers to it.
    Person(String),
    /// Two countries may give two firms the same number.
    Firm {
        /// ISO 3166.
        country: String,
        number: OrganisationNumber,
    },
}

impl Buyer {
    /// Who bought it, by the way that the shop's owner chose, and what the owner should know.
    pub fn of(order: &woo::Order, terms: Terms) -> (Self, Option<Note>) {
        let by_email = |one: fn(String) -> Self| email(order).map_or(Self::Shared, one);
        match terms.rules.customer_by {
            CustomerBy::Shared => (Self::Shared, None),
            CustomerBy::Email => (by_email(Self::Email), None),
            CustomerBy::OrganisationNumber => match number(order, terms) {
                Written::Nothing => (by_email(Self::Person), None),
                Written::Right(country, number) => (Self::Firm { country, number }, None),
                Written::Wrong(text) => {
                    let note = Note::OrganisationNumberWrong { text };
                    (by_email(Self::Person), Some(note))
                }
            },
        }
    }

    /// What tells it from others; `None`: it is nobody in particular.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Shared => None,
            Self::Email(email) => Some(Key::new(Kind::Email, email)),
            Self::Person(email) => Some(Key::new(Kind::Person, email)),
            Self::Firm { country, number } => Some(Key::firm(country, number)),
        }
    }
}

/// By what a customer is told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Email,
    Person,
    Firm,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Person => "person",
            Self::Firm => "firm",
        }
    }
}

/// What a customer is found by: personal, so nothing of it is kept but a keyed hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub kind: Kind,
    pub text: String,
}

impl Key {
    fn new(kind: Kind, text: &str) -> Self {
        let text = text.to_owned();
        Self { kind, text }
    }

    fn firm(country: &str, number: &OrganisationNumber) -> Self {
        Self::new(Kind::Firm, &format!("{country}{}", number.as_str()))
    }
}

/// All that one of Rackbeat's customers answers to. Deleted ones answer to nothing; barred ones do, since they
/// were barred on purpose. `home` (ISO 3166) is where the agreement is: a number without a country is of there.
pub fn keys(customer: &Customer, home: &str) -> Vec<Key> {
    if customer.is_deleted == Some(true) {
        return Vec::new();
    }
    let vat = customer.company_vat.as_deref().unwrap_or_default();
    let country = match customer.country.as_deref().map(str::trim) {
        None | Some("") => home.trim().to_uppercase(),
        Some(country) => address::country_code(country),
    };
    let firm = OrganisationNumber::loose(&country, vat);
    let email = customer.contact_email.as_deref().and_then(plain);
    let mut keys = Vec::new();
    if let Some(email) = &email {
        keys.push(Key::new(Kind::Email, email));
        if firm.is_none() {
            keys.push(Key::new(Kind::Person, email));
        }
    }
    keys.extend(firm.map(|(country, number)| Key::firm(&country, &number)));
    keys
}

/// The customer to be made for a buyer whom Rackbeat does not have. All that we know is sent, once.
pub fn to_rackbeat(
    order: &woo::Order,
    buyer: &Buyer,
    terms: Terms,
) -> Result<NewCustomer, Refusal> {
    let rules = terms.rules;
    let picked = |pick: Option<i64>, setting| pick.ok_or(Refusal::MissingSetting { setting });
    let address = address::billing(order).unwrap_or_default();
    let firm = match buyer {
        Buyer::Firm { number, .. } => Some(number.as_str().to_owned()),
        _ => None,
    };
    Ok(NewCustomer {
        company_name: name(order),
        customer_group_id: picked(rules.customer_group, Setting::CustomerGroup)?,
        payment_terms_id: picked(rules.payment_term, Setting::PaymentTerm)?,
        layout_id: Some(picked(rules.layout, Setting::Layout)?),
        vat_zone: order::vat_zone(order, terms),
        locale: Some(locale(&order.billing.country).to_owned()),
        currency: Some(order.currency.trim().to_uppercase()),
        company_vat: firm,
        contact_email: address.email,
        contact_phone: address.phone,
        street: address.street,
        street2: address.street2,
        zipcode: address.zipcode,
        city: address.city,
        country: address.country,
    })
}

/// Whether this one of Rackbeat's may be the customer that we were about to make when the answer was lost: where its
/// e-mail address was refused, nothing but the name tells.
pub fn may_be(customer: &Customer, new: &NewCustomer) -> bool {
    let same = |one: &Option<String>, other: &Option<String>| {
        let bare = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
        bare(one) == bare(other)
    };
    customer.contact_email.is_none()
        && customer.is_deleted != Some(true)
        && customer.name.as_deref() == Some(new.company_name.as_str())
        && same(&customer.company_vat, &new.company_vat)
}

/// The firm, else the person, else the address they wrote from.
fn name(order: &woo::Order) -> String {
    let billing = &order.billing;
    let person = format!("{} {}", billing.first_name.trim(), billing.last_name.trim());
    let names = [billing.company.trim(), person.trim(), billing.email.trim()];
    let name = names.into_iter().find(|name| !name.is_empty());
    text::cut(name.unwrap_or_default(), NAME_MAX)
}

/// The language of its documents.
fn locale(country: &str) -> &'static str {
    match country.trim().to_uppercase().as_str() {
        "NO" | "SJ" => "no",
        "DK" | "FO" | "GL" => "da",
        "SE" | "AX" => "sv",
        _ => "en",
    }
}

fn email(order: &woo::Order) -> Option<String> {
    plain(&order.billing.email)
}

/// As addresses are compared: capitals do not count. What has no `@` was never one.
fn plain(email: &str) -> Option<String> {
    let email = email.trim().to_lowercase();
    let has_both_sides = email
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    has_both_sides.then_some(email)
}

/// What stands where buyers write their organisation number.
enum Written {
    Nothing,
    /// With the country whose register it is of.
    Right(String, OrganisationNumber),
    Wrong(String),
}

/// From the field that the owner picked; else from the company's name, where somebody wrote the number there.
fn number(order: &woo::Order, terms: Terms) -> Written {
    let billed = order.billing.country.trim().to_uppercase();
    let country = match billed.as_str() {
        "" => terms.facts.base_country.trim().to_uppercase(),
        _ => billed,
    };
    let country = register(&country);
    let parse = |text: &str| OrganisationNumber::parse(country, text);
    let right = |number| Written::Right(country.to_owned(), number);
    let text = field(order, terms.rules).unwrap_or_default();
    if !text.is_empty() {
        return parse(&text).map_or(Written::Wrong(text), right);
    }
    let company = order.billing.company.trim();
    let looks_like = company.chars().filter(char::is_ascii_digit).count() >= DIGITS_MIN;
    match parse(company).filter(|_| looks_like) {
        Some(number) => right(number),
        None => Written::Nothing,
    }
}

/// Trimmed; `None` where no field was picked, or the order has no such field, or it holds no text.
fn field(order: &woo::Order, rules: &Rules) -> Option<String> {
    let key = rules.organisation_meta.as_deref()?;
    let text = woo::meta::find(&order.meta_data, key)?.text()?;
    Some(text.trim().to_owned())
}
