//! From a WooCommerce order to a Rackbeat order.
use chrono_tz::Tz;
use rackbeat::{NewOrder, OrderHead};

use crate::{Note, Reference, Refusal, Rules, Setting, TaxBasedOn, VatZone, text, vat};

pub(crate) mod address;
mod compared;
mod credit;
mod diff;
mod edit;
mod head;
mod left;
mod lines;
mod mapped;
mod origin;
mod refunds;
mod source;
mod state;
mod sums;
mod written;
mod written_order;

pub use address::country_code;
pub use compared::{RateSums, Sums};
pub use credit::{Credit, Credits};
pub use diff::{LineStep, changes, head_change, line_steps};
pub use edit::{Edit, EditStep};
pub use lines::unshelved;
pub use mapped::{Mapped, Unshelved, without_contacts};
pub use origin::Origin;
pub use refunds::{Refunds, is_emptied};
pub use source::Source;
pub use state::{Taken, is_called_off, is_old, is_paid, may_start, taken};
pub use sums::{
    ROUNDING_MAX, RateSum, Rounding, VatDifference, rounding, rounding_line, vat_differences,
};
pub use written_order::{HeadField, WrittenLine, WrittenOrder};

/// Longest heading and note that Rackbeat takes, in characters (`rackbeat-api.md` 2.9).
const HEADING_MAX: usize = 255;
const NOTE_MAX: usize = 800;

/// Who knows which Rackbeat number a line's product has.
pub trait Items {
    /// The linked number, or why there is none.
    fn number(&self, line: &woo::LineItem) -> Result<String, Refusal>;
}

/// What is known of the two systems and matters to an order.
#[derive(Clone, Debug)]
pub struct Facts {
    /// How the shop is called in the order's heading.
    pub shop_name: String,
    /// Where the books are kept: the agreement's country, two letters.
    pub home_country: String,
    /// The shop's own country, two letters.
    pub base_country: String,
    pub tax_based_on: TaxBasedOn,
    /// In which an order's day is reckoned.
    pub time_zone: Tz,
    /// The currencies Rackbeat knows; empty when it does not say.
    pub currencies: Vec<String>,
}

/// On what terms a shop's orders are carried.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    pub rules: &'a Rules,
    pub facts: &'a Facts,
    /// Rackbeat's number of the customer; 0 while nobody knows it, to see whether the order can be carried at all.
    pub customer: i64,
    /// The owner pressed the button that puts what the total lacks on the discount product.
    pub put_on_discount: bool,
}

/// The Rackbeat order that this WooCommerce order should become, less what was given back; or why it should not.
pub fn to_rackbeat(
    order: &woo::Order,
    refunds: &Refunds,
    items: &dyn Items,
    reference: &Reference,
    terms: Terms,
) -> Result<Mapped, Refusal> {
    let currency = currency(order, terms.facts)?;
    let subtotal = refunds.rest_of(order);
    let mut written = lines::all(order, refunds, items, terms.rules)?;
    lines::settle_total(order, subtotal, &mut written, terms)?;
    let note = text::cut(order.customer_note.trim(), NOTE_MAX);
    if note.chars().count() < order.customer_note.trim().chars().count() {
        written.notes.push(Note::NoteCut);
    }
    let (lines, notes) = written.lines();
    let (origins, lines) = lines.into_iter().unzip();
    let head = OrderHead {
        layout_id: terms.rules.layout,
        payment_terms_id: terms.rules.payment_term_for(&order.payment_method),
        delivery_terms_id: delivery_term(order, terms.rules),
        our_reference_id: terms.rules.our_reference,
        vat_zone: Some(vat_zone(order, terms)),
        heading: Some(heading(order, reference, terms.facts)),
        note: (!note.is_empty()).then_some(note),
        their_reference: Some(reference.to_string()),
        currency: Some(currency),
        order_date: order
            .bought_at()
            .map(|at| at.with_timezone(&terms.facts.time_zone).date_naive()),
        deliver_at: None,
        billing_address: address::billing(order),
        delivery_address: address::delivery(order),
    };
    Ok(Mapped {
        head: head::hashes(&head, terms.customer, reference),
        order: NewOrder {
            customer_id: terms.customer,
            head,
            lines,
        },
        origins,
        subtotal,
        vat: sums::shop_vat(order, refunds),
        nets: sums::shop_nets(order, refunds),
        source: Source::of(order, refunds, reference),
        unshelved: lines::unshelved(order, refunds),
        notes,
    })
}

pub(crate) fn missing(setting: Setting) -> Refusal {
    Refusal::MissingSetting { setting }
}

fn currency(order: &woo::Order, facts: &Facts) -> Result<String, Refusal> {
    let currency = order.currency.trim().to_uppercase();
    let known = facts.currencies.is_empty()
        || facts
            .currencies
            .iter()
            .any(|one| one.eq_ignore_ascii_case(&currency));
    if known {
        Ok(currency)
    } else {
        Err(Refusal::UnknownCurrency { currency })
    }
}

/// Of the first line of shipping that has one.
fn delivery_term(order: &woo::Order, rules: &Rules) -> Option<i64> {
    let mut lines = order.shipping_lines.iter();
    lines.find_map(|line| rules.delivery_term_for(&line.method_id, &line.instance_id))
}

/// Read from the address that the shop reckons tax by, unless the owner has picked one.
pub(crate) fn vat_zone(order: &woo::Order, terms: Terms) -> VatZone {
    let facts = terms.facts;
    let country = match facts.tax_based_on {
        TaxBasedOn::Base => &facts.base_country,
        TaxBasedOn::Billing => &order.billing.country,
        TaxBasedOn::Shipping if order.shipping.country.trim().is_empty() => &order.billing.country,
        TaxBasedOn::Shipping => &order.shipping.country,
    };
    terms
        .rules
        .vat_zone
        .unwrap_or_else(|| vat::zone(country, &facts.home_country))
}

/// The shop, what its people call the order, and the reference as the last word.
fn heading(order: &woo::Order, reference: &Reference, facts: &Facts) -> String {
    let room = HEADING_MAX.saturating_sub(reference.as_str().chars().count() + 1);
    let words = format!("{} {}", facts.shop_name.trim(), order.number.trim());
    format!("{} {reference}", text::cut(words.trim(), room))
        .trim()
        .to_owned()
}
