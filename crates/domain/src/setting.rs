//! The picks in Rackbeat that an order or a product may turn out to need.
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    Customer,
    CustomerGroup,
    PaymentTerm,
    Layout,
    FreightProduct,
    FeeProduct,
    DiscountProduct,
    RoundingProduct,
    StandInProduct,
    ProductGroup,
}

impl Setting {
    pub const ALL: [Self; 10] = [
        Self::Customer,
        Self::CustomerGroup,
        Self::PaymentTerm,
        Self::Layout,
        Self::FreightProduct,
        Self::FeeProduct,
        Self::DiscountProduct,
        Self::RoundingProduct,
        Self::StandInProduct,
        Self::ProductGroup,
    ];

    /// The field's name on the settings page and in a refusal's cause.
    pub fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::CustomerGroup => "customer_group",
            Self::PaymentTerm => "payment_term",
            Self::Layout => "layout",
            Self::FreightProduct => "freight_product",
            Self::FeeProduct => "fee_product",
            Self::DiscountProduct => "discount_product",
            Self::RoundingProduct => "rounding_product",
            Self::StandInProduct => "stand_in_product",
            Self::ProductGroup => "product_group",
        }
    }

    /// The refusal's sentence when this one is not picked.
    pub fn missing_key(self) -> &'static str {
        match self {
            Self::Customer => "refusal-missing-customer",
            Self::CustomerGroup => "refusal-missing-customer-group",
            Self::PaymentTerm => "refusal-missing-payment-term",
            Self::Layout => "refusal-missing-layout",
            Self::FreightProduct => "refusal-missing-freight-product",
            Self::FeeProduct => "refusal-missing-fee-product",
            Self::DiscountProduct => "refusal-missing-discount-product",
            Self::RoundingProduct => "refusal-missing-rounding-product",
            Self::StandInProduct => "refusal-missing-stand-in-product",
            Self::ProductGroup => "refusal-missing-product-group",
        }
    }
}
