//! What the connection check found out about a shop, as it is kept beside it.
use std::borrow::Cow;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{Sentence, TaxBasedOn, price::Rates};
use serde::{Deserialize, Serialize};
use store::shop::Shop;
use woo::settings::Setting;

/// Where a shop without a zone of its own is taken to be.
const ZONE: Tz = Tz::Europe__Oslo;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    pub points: Vec<Point>,
    pub checked_at: Option<DateTime<Utc>>,
    /// WooCommerce's.
    pub version: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO 3166, two letters.
    pub base_country: String,
    pub tax_based_on: TaxBasedOn,
    pub prices_include_tax: bool,
    pub time_zone: String,
    /// The shop's own statuses with its own labels.
    pub statuses: Vec<Label>,
    /// The shop's general switch; off, every stock write is silently dropped.
    pub manages_stock: bool,
    /// `None`: not read yet.
    pub prices: Option<PriceFacts>,
    /// When they were; `None` too where they are to be read again before they are gone by.
    pub prices_read_at: Option<DateTime<Utc>>,
    /// Others who look like they join this shop to Rackbeat.
    pub others: Vec<String>,
}

/// What the shop's prices mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PriceFacts {
    /// ISO 4217.
    pub currency: String,
    /// That it shows of a price.
    pub decimals: u32,
    pub calc_taxes: bool,
    /// Prices are entered with VAT.
    pub include_tax: bool,
    /// By tax class, for the country or state that the shop is in.
    pub rates: Rates,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Without `wc-`.
    pub status: String,
    pub label: String,
}

/// One point of the connection check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    pub mark: Mark,
    /// Of its sentence.
    pub key: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(Cow<'static, str>, String)>,
    /// Of the sentence that says what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Cow<'static, str>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Good,
    Warn,
    /// Nothing is carried until it is put right.
    Stop,
}

impl Mark {
    /// Of its word on the page.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Good => "check-mark-good",
            Self::Warn => "check-mark-warn",
            Self::Stop => "check-mark-stop",
        }
    }
}

/// What a point's sentence may be filled with.
const FILLED: [&str; 8] = [
    "address", "currency", "minutes", "name", "status", "text", "to", "version",
];

impl Point {
    /// What its sentence is filled with.
    #[must_use]
    pub fn filled(&self) -> Vec<(&'static str, String)> {
        let known = |name: &str| FILLED.into_iter().find(|filled| *filled == name);
        let args = self.args.iter();
        args.filter_map(|(name, text)| Some((known(name)?, text.clone())))
            .collect()
    }

    pub(crate) fn good(key: &'static str) -> Self {
        Self {
            mark: Mark::Good,
            key: key.into(),
            args: Vec::new(),
            remedy: None,
        }
    }

    pub(crate) fn warn(key: &'static str, remedy: &'static str) -> Self {
        Self {
            mark: Mark::Warn,
            remedy: Some(remedy.into()),
            ..Self::good(key)
        }
    }

    pub(crate) fn stop(key: &'static str, remedy: &'static str) -> Self {
        Self {
            mark: Mark::Stop,
            ..Self::warn(key, remedy)
        }
    }

    pub(crate) fn of(mark: Mark, said: &Sentence, remedy: &Sentence) -> Self {
        let args = said.args.iter();
        Self {
            mark,
            key: said.key.into(),
            args: args
                .map(|(name, text)| ((*name).into(), text.clone()))
                .collect(),
            remedy: Some(remedy.key.into()),
        }
    }

    pub(crate) fn with(mut self, name: &'static str, text: impl ToString) -> Self {
        self.args.push((name.into(), text.to_string()));
        self
    }
}

/// A setting's value as text; empty when the shop has no such setting.
pub(crate) fn value(settings: &[Setting], id: &str) -> String {
    let found = settings.iter().find(|setting| setting.id == id);
    found.map(Setting::text).unwrap_or_default()
}

impl Facts {
    /// Where the shop is and what it taxes by, from its general settings and those of its taxes.
    pub(crate) fn take_place(&mut self, general: &[Setting], tax: &[Setting]) {
        let country = value(general, "woocommerce_default_country");
        let country = country.split(':').next().unwrap_or_default();
        country.clone_into(&mut self.base_country);
        self.tax_based_on = TaxBasedOn::read(&value(tax, "woocommerce_tax_based_on"));
        self.prices_include_tax = value(tax, "woocommerce_prices_include_tax") == "yes";
    }

    /// Nothing when it was never checked.
    #[must_use]
    pub fn of(shop: &Shop) -> Self {
        serde_json::from_str(&shop.facts).unwrap_or_default()
    }

    #[must_use]
    pub fn stops(&self) -> bool {
        self.points.iter().any(|point| point.mark == Mark::Stop)
    }

    /// The first other integration seen, unless the owner says that it does something else.
    #[must_use]
    pub fn other_at_work(&self, shop: &Shop) -> Option<&str> {
        let seen = self.others.first().map(String::as_str);
        seen.filter(|_| shop.other_confirmed_at.is_none())
    }

    #[must_use]
    pub fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(ZONE)
    }

    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
