//! Which per cent of VAT a shop's own prices hold, by tax class.
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use woo::settings::TaxRate;

/// Where a shop is, as far as its prices are concerned: those that are entered with VAT hold
/// the VAT of its own address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// ISO 3166, two letters.
    pub country: String,
    /// Empty where the country has none that matter.
    pub state: String,
}

impl Base {
    /// Of `woocommerce_default_country`: `NO`, or `US:CA`.
    pub fn read(setting: &str) -> Self {
        let (country, state) = setting.split_once(':').unwrap_or((setting, ""));
        let plain = |text: &str| text.trim().to_uppercase();
        Self {
            country: plain(country),
            state: plain(state),
        }
    }
}

/// Per cent by tax class; the standard class is the empty one. A class that is not here has no
/// rate that holds for the whole of the shop's country or state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates(BTreeMap<String, Decimal>);

impl Rates {
    /// From the shop's own list. Rates for some post codes or towns alone say nothing.
    pub fn read(all: &[TaxRate], base: &Base) -> Self {
        let mut classes: BTreeMap<String, BTreeMap<i64, &TaxRate>> = BTreeMap::new();
        for rate in all.iter().filter(|rate| holds(rate, base)) {
            let by_priority = classes.entry(bare(&rate.class).to_owned()).or_default();
            by_priority
                .entry(rate.priority)
                .and_modify(|kept| *kept = nearest(kept, rate))
                .or_insert(rate);
        }
        let sum = |rates: BTreeMap<i64, &TaxRate>| Some(together(&rates)).filter(|sum| fair(*sum));
        Self(
            classes
                .into_iter()
                .filter_map(|(class, rates)| Some((class, sum(rates)?)))
                .collect(),
        )
    }

    /// Of a class, as a product names it; `None` where no rate is known.
    pub fn percent(&self, class: &str) -> Option<Decimal> {
        self.0.get(bare(class)).copied()
    }

    /// One rate, for a test or for a class that a person put right.
    #[must_use]
    pub fn with(mut self, class: &str, percent: Decimal) -> Self {
        self.0.insert(bare(class).to_owned(), percent);
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.0
            .iter()
            .map(|(class, percent)| (class.as_str(), *percent))
    }
}

/// The standard class is empty on a product and `standard` on a rate.
pub(super) fn bare(class: &str) -> &str {
    match class.trim() {
        "standard" => "",
        class => class,
    }
}

fn holds(rate: &TaxRate, base: &Base) -> bool {
    let same = |named: &str, here: &str| {
        let named = named.trim();
        named.is_empty() || named == "*" || named.eq_ignore_ascii_case(here)
    };
    let is_wide = |one: &str, all: &[String]| {
        let wide = |text: &str| text.trim().is_empty() || text.trim() == "*";
        wide(one) && all.iter().all(|text| wide(text))
    };
    same(&rate.country, &base.country)
        && same(&rate.state, &base.state)
        && is_wide(&rate.postcode, &rate.postcodes)
        && is_wide(&rate.city, &rate.cities)
}

/// Of several with one priority the shop takes the one that names most, then the first.
fn nearest<'a>(kept: &'a TaxRate, other: &'a TaxRate) -> &'a TaxRate {
    let rank = |rate: &TaxRate| {
        let named = |text: &str| !matches!(text.trim(), "" | "*");
        (named(&rate.country), named(&rate.state))
    };
    let comes_first = (other.order, other.id) < (kept.order, kept.id);
    match rank(other).cmp(&rank(kept)) {
        std::cmp::Ordering::Greater => other,
        std::cmp::Ordering::Equal if comes_first => other,
        _ => kept,
    }
}

/// Rates of different priorities are all taken; a compound one is taken of the others too.
fn together(rates: &BTreeMap<i64, &TaxRate>) -> Decimal {
    let sum = |compound: bool| {
        rates
            .values()
            .filter(move |rate| rate.compound == compound)
            .map(|rate| rate.rate)
    };
    let plain: Decimal = sum(false).fold(Decimal::ZERO, Decimal::saturating_add);
    sum(true).fold(plain, |so_far, rate| {
        let whole = Decimal::ONE_HUNDRED.saturating_add(so_far);
        so_far.saturating_add(rate.saturating_mul(whole) / Decimal::ONE_HUNDRED)
    })
}

/// Anything else is a slip of the hand, and a price would be reckoned with it.
fn fair(percent: Decimal) -> bool {
    percent >= Decimal::ZERO && percent <= Decimal::ONE_HUNDRED
}
