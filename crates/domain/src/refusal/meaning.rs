//! What a refusal means for the owner: what it waits for, and what to do.
use super::Refusal;
use crate::{Setting, Side};

impl Refusal {
    /// What stands in the way, the same for everything that waits for the same thing.
    ///
    /// `order` alone means that nothing but this order is concerned, `prices` all prices of the shop.
    pub fn cause(&self) -> String {
        match self {
            Self::LineWithoutSku { name } => format!("name:{name}"),
            Self::ProductWithoutSku { name }
            | Self::VariableProduct { name }
            | Self::OtherKind { name, .. } => format!("name:{name}"),
            Self::SkuTooLong { sku, .. }
            | Self::ProductSkuTooLong { sku, .. }
            | Self::ProductSkuDiffersInCase { sku, .. }
            | Self::ProductSkuTwice { sku }
            | Self::ProductBarred { sku }
            | Self::TurnedVariable { sku }
            | Self::ClaimedByOtherShop { sku, .. }
            | Self::SkuInTrash { sku }
            | Self::SkuTaken { sku }
            | Self::ProductTooLarge { sku }
            | Self::PriceBelowSale { sku, .. }
            | Self::PriceMissing { sku }
            | Self::PriceZero { sku }
            | Self::PriceUnusable { sku, .. }
            | Self::UnknownSku { sku, .. }
            | Self::AmbiguousSku { sku, .. }
            | Self::SkuDiffersInCase { sku, .. }
            | Self::BarredItem { sku, .. } => format!("sku:{sku}"),
            Self::UnknownCurrency { currency } => format!("currency:{currency}"),
            Self::NoVatRate { class, .. } => format!("vat:{class}"),
            Self::OtherCurrency { .. } | Self::CurrencyNotConfirmed => "prices".to_owned(),
            Self::MissingSetting { setting } => format!("setting:{}", setting.name()),
            Self::NotConnected { side: Side::Shop } => "connection:shop".to_owned(),
            Self::NotConnected {
                side: Side::Rackbeat,
            } => "connection:rackbeat".to_owned(),
            Self::RackbeatRefused { text } | Self::CustomerRefused { text } => {
                format!("rackbeat:{text}")
            }
            // Picking another one in the settings mends it.
            Self::CustomerGone { .. } => format!("setting:{}", Setting::Customer.name()),
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
            Self::CustomerRefused { .. } => "remedy-rackbeat-words",
            Self::CustomerGone { .. } => "remedy-pick-customer",
            Self::ShopRefused { .. } => "remedy-shop-words",
            Self::SomebodyElsesOrder { .. } => "remedy-look-at-order",
            Self::OtherIntegration { .. } => "remedy-other-integration",
            Self::ProductWithoutSku { .. } => "remedy-product-sku",
            Self::ProductSkuTooLong { .. } => "remedy-shorten-sku",
            Self::ProductSkuDiffersInCase { .. } => "remedy-same-case",
            Self::ProductSkuTwice { .. } | Self::SkuTaken { .. } => "remedy-one-sku-one-item",
            Self::ProductBarred { .. } => "remedy-unbar-product",
            Self::VariableProduct { .. } => "remedy-sku-on-variations",
            Self::OtherKind { .. } => "remedy-other-kind",
            Self::TurnedVariable { .. } => "remedy-turned-variable",
            Self::ClaimedByOtherShop { .. } => "remedy-hand-over",
            Self::SkuInTrash { .. } => "remedy-empty-trash",
            Self::ProductTooLarge { .. } => "remedy-shorten-description",
            Self::NoVatRate { .. } => "remedy-vat-rate",
            Self::PriceBelowSale { .. } => "remedy-price-below-sale",
            Self::PriceMissing { .. } | Self::PriceZero { .. } => "remedy-set-price",
            Self::PriceUnusable { .. } => "remedy-mend-price",
            Self::OtherCurrency { .. } => "remedy-other-currency",
            Self::CurrencyNotConfirmed => "remedy-confirm-currency",
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
