//! A "no" that a person can do something about. A value, not an error.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Sentence, Setting, Side, money};

mod samples;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    LineWithoutSku {
        name: String,
    },
    SkuTooLong {
        sku: String,
        name: String,
    },
    UnknownSku {
        sku: String,
        name: String,
    },
    /// Several items answer to this SKU.
    AmbiguousSku {
        sku: String,
        name: String,
    },
    /// Rackbeat's number is the same but for capitals.
    SkuDiffersInCase {
        sku: String,
        number: String,
    },
    BarredItem {
        sku: String,
        name: String,
    },
    /// A line that has an amount but no quantity.
    LineWithoutQuantity {
        name: String,
    },
    NothingToSend,
    UnknownCurrency {
        currency: String,
    },
    /// After the create: the draft is left unbooked. `difference` is shop less Rackbeat.
    SumsDiffer {
        shop: Decimal,
        rackbeat: Decimal,
        difference: Decimal,
    },
    /// The order's total is lower than its lines, as with gift cards; ex VAT, above zero.
    TotalBelowLines {
        difference: Decimal,
    },
    /// Rackbeat takes neither a negative price nor a negative quantity.
    NegativePriceRefused {
        name: String,
    },
    MissingSetting {
        setting: Setting,
    },
    NotConnected {
        side: Side,
    },
    /// Rackbeat's own words, shortened.
    RackbeatRefused {
        text: String,
    },
    /// The shop's own words, shortened.
    ShopRefused {
        text: String,
    },
    /// The order's reference stands on an order in Rackbeat that we did not make.
    SomebodyElsesOrder {
        number: i64,
    },
    /// Somebody else seems to carry the same orders; two would carry each twice.
    OtherIntegration {
        name: String,
    },
}

impl Refusal {
    pub fn key(&self) -> &'static str {
        match self {
            Self::LineWithoutSku { .. } => "refusal-line-without-sku",
            Self::SkuTooLong { .. } => "refusal-sku-too-long",
            Self::UnknownSku { .. } => "refusal-unknown-sku",
            Self::AmbiguousSku { .. } => "refusal-ambiguous-sku",
            Self::SkuDiffersInCase { .. } => "refusal-sku-differs-in-case",
            Self::BarredItem { .. } => "refusal-barred-item",
            Self::LineWithoutQuantity { .. } => "refusal-line-without-quantity",
            Self::NothingToSend => "refusal-nothing-to-send",
            Self::UnknownCurrency { .. } => "refusal-unknown-currency",
            Self::SumsDiffer { .. } => "refusal-sums-differ",
            Self::TotalBelowLines { .. } => "refusal-total-below-lines",
            Self::NegativePriceRefused { .. } => "refusal-negative-price",
            Self::MissingSetting { setting } => setting.missing_key(),
            Self::NotConnected { side: Side::Shop } => "refusal-shop-not-connected",
            Self::NotConnected {
                side: Side::Rackbeat,
            } => "refusal-rackbeat-not-connected",
            Self::RackbeatRefused { .. } => "refusal-rackbeat-refused",
            Self::ShopRefused { .. } => "refusal-shop-refused",
            Self::SomebodyElsesOrder { .. } => "refusal-somebody-elses-order",
            Self::OtherIntegration { .. } => "refusal-other-integration",
        }
    }

    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::LineWithoutSku { name }
            | Self::OtherIntegration { name }
            | Self::LineWithoutQuantity { name }
            | Self::NegativePriceRefused { name } => vec![("name", name.clone())],
            Self::SkuTooLong { sku, name }
            | Self::UnknownSku { sku, name }
            | Self::AmbiguousSku { sku, name }
            | Self::BarredItem { sku, name } => vec![("sku", sku.clone()), ("name", name.clone())],
            Self::SkuDiffersInCase { sku, number } => {
                vec![("sku", sku.clone()), ("number", number.clone())]
            }
            Self::UnknownCurrency { currency } => vec![("currency", currency.clone())],
            Self::SumsDiffer {
                shop,
                rackbeat,
                difference,
            } => vec![
                ("shop", money::shown(*shop)),
                ("rackbeat", money::shown(*rackbeat)),
                ("difference", money::shown(*difference)),
            ],
            Self::TotalBelowLines { difference } => vec![("difference", money::shown(*difference))],
            Self::RackbeatRefused { text } | Self::ShopRefused { text } => {
                vec![("text", text.clone())]
            }
            Self::SomebodyElsesOrder { number } => vec![("number", number.to_string())],
            Self::NothingToSend | Self::MissingSetting { .. } | Self::NotConnected { .. } => {
                Vec::new()
            }
        }
    }

    pub fn sentence(&self) -> Sentence {
        Sentence::new(self.key(), self.args())
    }

    /// What stands in the way, the same for everything that waits for the same thing.
    ///
    /// `order` alone means that nothing but this order is concerned.
    pub fn cause(&self) -> String {
        match self {
            Self::LineWithoutSku { name } => format!("name:{name}"),
            Self::SkuTooLong { sku, .. }
            | Self::UnknownSku { sku, .. }
            | Self::AmbiguousSku { sku, .. }
            | Self::SkuDiffersInCase { sku, .. }
            | Self::BarredItem { sku, .. } => format!("sku:{sku}"),
            Self::UnknownCurrency { currency } => format!("currency:{currency}"),
            Self::MissingSetting { setting } => format!("setting:{}", setting.name()),
            Self::NotConnected { side: Side::Shop } => "connection:shop".to_owned(),
            Self::NotConnected {
                side: Side::Rackbeat,
            } => "connection:rackbeat".to_owned(),
            Self::RackbeatRefused { text } => format!("rackbeat:{text}"),
            Self::ShopRefused { text } => format!("shop:{text}"),
            Self::NegativePriceRefused { .. } => "negative-price".to_owned(),
            Self::OtherIntegration { .. } => "connection:other".to_owned(),
            Self::LineWithoutQuantity { .. }
            | Self::NothingToSend
            | Self::SumsDiffer { .. }
            | Self::TotalBelowLines { .. }
            | Self::SomebodyElsesOrder { .. } => "order".to_owned(),
        }
    }

    /// What to do about it.
    pub fn remedy_key(&self) -> &'static str {
        match self {
            Self::LineWithoutSku { .. } => "remedy-add-sku",
            Self::SkuTooLong { .. } => "remedy-shorten-sku",
            Self::UnknownSku { .. } => "remedy-make-item",
            Self::AmbiguousSku { .. } => "remedy-one-sku-one-item",
            Self::SkuDiffersInCase { .. } => "remedy-same-case",
            Self::BarredItem { .. } => "remedy-unbar-item",
            Self::LineWithoutQuantity { .. } => "remedy-mend-line",
            Self::NothingToSend => "remedy-nothing-to-send",
            Self::UnknownCurrency { .. } => "remedy-add-currency",
            Self::SumsDiffer { .. } => "remedy-mend-draft",
            Self::TotalBelowLines { .. } => "remedy-put-on-discount",
            Self::NegativePriceRefused { .. } => "remedy-enter-by-hand",
            Self::MissingSetting { .. } => "remedy-pick-setting",
            Self::NotConnected { .. } => "remedy-connect",
            Self::RackbeatRefused { .. } => "remedy-rackbeat-words",
            Self::ShopRefused { .. } => "remedy-shop-words",
            Self::SomebodyElsesOrder { .. } => "remedy-look-at-order",
            Self::OtherIntegration { .. } => "remedy-other-integration",
        }
    }

    /// Whether this is about a line that the stand-in product may take instead.
    pub fn can_stand_in(&self) -> bool {
        matches!(
            self,
            Self::LineWithoutSku { .. }
                | Self::SkuTooLong { .. }
                | Self::UnknownSku { .. }
                | Self::AmbiguousSku { .. }
                | Self::SkuDiffersInCase { .. }
                | Self::BarredItem { .. }
        )
    }
}
