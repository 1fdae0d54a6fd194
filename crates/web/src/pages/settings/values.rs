//! The choices among fixed values: how the form spells each, what it means, and its words.
use domain::{
    Cancelled, CustomerBy, Discounts, NewInShop, PaymentState, ProductMaster, Quantity,
    RackbeatState, Refunded, UnknownSku, VatZone,
};

use crate::{form::Choice, frame::Frame};

pub(super) type Values<T> = [(&'static str, T, &'static str)];

pub(super) const STATES: [(&str, RackbeatState, &str); 4] = [
    ("draft", RackbeatState::Draft, "settings-state-draft"),
    ("booked", RackbeatState::Booked, "settings-state-booked"),
    ("shipped", RackbeatState::Shipped, "settings-state-shipped"),
    (
        "invoiced",
        RackbeatState::Invoiced,
        "settings-state-invoiced",
    ),
];

pub(super) const PAYMENT_STATES: [(&str, Option<PaymentState>, &str); 6] = [
    ("", None, "settings-as-shop"),
    (
        "draft_until_paid",
        Some(PaymentState::DraftUntilPaid),
        "settings-state-draft-until-paid",
    ),
    ("draft", Some(PaymentState::Draft), "settings-state-draft"),
    (
        "booked",
        Some(PaymentState::Booked),
        "settings-state-booked",
    ),
    (
        "shipped",
        Some(PaymentState::Shipped),
        "settings-state-shipped",
    ),
    (
        "invoiced",
        Some(PaymentState::Invoiced),
        "settings-state-invoiced",
    ),
];

pub(super) const CUSTOMERS: [(&str, CustomerBy, &str); 3] = [
    ("shared", CustomerBy::Shared, "settings-customers-shared"),
    ("email", CustomerBy::Email, "settings-customers-email"),
    (
        "organisation",
        CustomerBy::OrganisationNumber,
        "settings-customers-organisation",
    ),
];

pub(super) const REFUNDED: [(&str, Refunded, &str); 2] = [
    (
        "only_tell",
        Refunded::OnlyTell,
        "settings-refunded-only-tell",
    ),
    (
        "credit_note",
        Refunded::CreditNote,
        "settings-refunded-credit-note",
    ),
];

pub(super) const DISCOUNTS: [(&str, Discounts, &str); 2] = [
    ("in_line", Discounts::InLine, "settings-discounts-in-line"),
    (
        "own_line",
        Discounts::OwnLine,
        "settings-discounts-own-line",
    ),
];

pub(super) const UNKNOWN_SKUS: [(&str, UnknownSku, &str); 2] = [
    ("refuse", UnknownSku::Refuse, "settings-unknown-refuse"),
    ("stand_in", UnknownSku::StandIn, "settings-unknown-stand-in"),
];

pub(super) const CANCELLED: [(&str, Cancelled, &str); 3] = [
    ("release", Cancelled::Release, "settings-cancelled-release"),
    ("delete", Cancelled::Delete, "settings-cancelled-delete"),
    (
        "only_tell",
        Cancelled::OnlyTell,
        "settings-cancelled-only-tell",
    ),
];

pub(super) const ZONES: [(&str, Option<VatZone>, &str); 4] = [
    ("", None, "settings-zone-by-address"),
    (
        "domestic",
        Some(VatZone::Domestic),
        "settings-zone-domestic",
    ),
    ("eu", Some(VatZone::Eu), "settings-zone-eu"),
    ("abroad", Some(VatZone::Abroad), "settings-zone-abroad"),
];

pub(super) const QUANTITIES: [(&str, Quantity, &str); 2] = [
    (
        "available",
        Quantity::Available,
        "settings-quantity-available",
    ),
    ("on_hand", Quantity::OnHand, "settings-quantity-on-hand"),
];

pub(super) const MASTERS: [(&str, ProductMaster, &str); 3] = [
    ("none", ProductMaster::None, "settings-master-none"),
    (
        "woocommerce",
        ProductMaster::WooCommerce,
        "settings-master-woocommerce",
    ),
    (
        "rackbeat",
        ProductMaster::Rackbeat,
        "settings-master-rackbeat",
    ),
];

pub(super) const NEW_IN_SHOP: [(&str, NewInShop, &str); 2] = [
    ("draft", NewInShop::Draft, "settings-new-draft"),
    ("published", NewInShop::Published, "settings-new-published"),
];

pub(super) const PRICES_WITH_VAT: [(&str, Option<bool>, &str); 3] = [
    ("", None, "settings-prices-as-shop"),
    ("with", Some(true), "settings-prices-with"),
    ("without", Some(false), "settings-prices-without"),
];

/// What the form spells; what it does not offer leaves the choice as it was.
pub(super) fn read<T: Copy>(values: &Values<T>, spelt: &str, old: T) -> T {
    let found = values.iter().find(|(word, _, _)| *word == spelt);
    found.map_or(old, |(_, value, _)| *value)
}

pub(super) fn choice<T: Copy + PartialEq>(
    frame: &Frame,
    (name, label): (&'static str, &str),
    values: &Values<T>,
    chosen: T,
) -> Choice {
    let options = values.iter();
    let options = options.map(|(word, _, key)| ((*word).to_owned(), frame.say(key)));
    let held = values.iter().find(|(_, value, _)| *value == chosen);
    Choice::new(name, frame.say(label), options.collect())
        .holding(held.map_or("", |(word, ..)| word))
}
