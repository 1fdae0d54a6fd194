//! A "no" that a person can do something about. A value, not an error.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Sentence, Setting, Side};

mod args;
mod meaning;
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
    /// Rackbeat did not take the new customer; its own words, shortened.
    CustomerRefused {
        text: String,
    },
    /// The shared customer is no longer in Rackbeat.
    CustomerGone {
        number: i64,
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
    ProductWithoutSku {
        name: String,
    },
    ProductSkuTooLong {
        sku: String,
        name: String,
    },
    ProductSkuDiffersInCase {
        sku: String,
        number: String,
    },
    /// Several products of one shop have this SKU.
    ProductSkuTwice {
        sku: String,
    },
    ProductBarred {
        sku: String,
    },
    /// Its variations are products of their own; it is none.
    VariableProduct {
        name: String,
    },
    /// Grouped, external, or of a kind that a plug-in brought.
    OtherKind {
        name: String,
        kind: String,
    },
    /// A simple product that became a variable one.
    TurnedVariable {
        sku: String,
    },
    /// The owner has two shops that are master of this number; `shop` was first.
    ClaimedByOtherShop {
        sku: String,
        shop: String,
    },
    /// Something in the shop's trash holds the SKU.
    SkuInTrash {
        sku: String,
    },
    /// Another product of the shop holds the SKU, which we could not link.
    SkuTaken {
        sku: String,
    },
    /// The shop does not take even this product alone.
    ProductTooLarge {
        sku: String,
    },
    /// The tax class has no rate that holds for the whole of the shop's country; empty is the
    /// standard class.
    NoVatRate {
        sku: String,
        class: String,
    },
    /// Both as the shop enters prices.
    PriceBelowSale {
        sku: String,
        regular: Decimal,
        sale: Decimal,
    },
    PriceMissing {
        sku: String,
    },
    /// Rackbeat's price is 0: the shop would give the goods away.
    PriceZero {
        sku: String,
    },
    /// Below zero, or more than anything costs.
    PriceUnusable {
        sku: String,
        price: Decimal,
    },
    /// No price of the shop is carried.
    OtherCurrency {
        shop: String,
        rackbeat: String,
    },
    /// Nobody has said which currency Rackbeat's sales prices are in.
    CurrencyNotConfirmed,
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
            Self::CustomerRefused { .. } => "refusal-customer-refused",
            Self::CustomerGone { .. } => "refusal-customer-gone",
            Self::ShopRefused { .. } => "refusal-shop-refused",
            Self::SomebodyElsesOrder { .. } => "refusal-somebody-elses-order",
            Self::OtherIntegration { .. } => "refusal-other-integration",
            Self::ProductWithoutSku { .. } => "refusal-product-without-sku",
            Self::ProductSkuTooLong { .. } => "refusal-product-sku-too-long",
            Self::ProductSkuDiffersInCase { .. } => "refusal-product-sku-differs-in-case",
            Self::ProductSkuTwice { .. } => "refusal-product-sku-twice",
            Self::ProductBarred { .. } => "refusal-product-barred",
            Self::VariableProduct { .. } => "refusal-variable-product",
            Self::OtherKind { .. } => "refusal-other-kind",
            Self::TurnedVariable { .. } => "refusal-turned-variable",
            Self::ClaimedByOtherShop { .. } => "refusal-claimed-by-other-shop",
            Self::SkuInTrash { .. } => "refusal-sku-in-trash",
            Self::SkuTaken { .. } => "refusal-sku-taken",
            Self::ProductTooLarge { .. } => "refusal-product-too-large",
            Self::NoVatRate { class, .. } if class.is_empty() => "refusal-no-standard-rate",
            Self::NoVatRate { .. } => "refusal-no-vat-rate",
            Self::PriceBelowSale { .. } => "refusal-price-below-sale",
            Self::PriceMissing { .. } => "refusal-price-missing",
            Self::PriceZero { .. } => "refusal-price-zero",
            Self::PriceUnusable { .. } => "refusal-price-unusable",
            Self::OtherCurrency { .. } => "refusal-other-currency",
            Self::CurrencyNotConfirmed => "refusal-currency-not-confirmed",
        }
    }

    pub fn sentence(&self) -> Sentence {
        Sentence::new(self.key(), self.args())
    }
}
