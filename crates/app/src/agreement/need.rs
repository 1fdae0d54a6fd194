//! What orders need in Rackbeat, one by one: how each is named, found and noted.
use super::{Picked, country::Names};

/// One thing that orders need in Rackbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    CustomerGroup,
    PaymentTerm,
    GoodsGroup,
    ServicesGroup,
    Customer,
    Freight,
    Fee,
    Discount,
    Rounding,
    StandIn,
}

impl Need {
    /// In the order they can be made: later ones point to earlier ones.
    pub const ALL: [Self; 10] = [
        Self::CustomerGroup,
        Self::PaymentTerm,
        Self::GoodsGroup,
        Self::ServicesGroup,
        Self::Customer,
        Self::Freight,
        Self::Fee,
        Self::Discount,
        Self::Rounding,
        Self::StandIn,
    ];
    pub(super) const PRODUCTS: [Self; 5] = [
        Self::Freight,
        Self::Fee,
        Self::Discount,
        Self::Rounding,
        Self::StandIn,
    ];

    /// How a button names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CustomerGroup => "customer-group",
            Self::PaymentTerm => "payment-term",
            Self::GoodsGroup => "goods-group",
            Self::ServicesGroup => "services-group",
            Self::Customer => "customer",
            Self::Freight => "freight",
            Self::Fee => "fee",
            Self::Discount => "discount",
            Self::Rounding => "rounding",
            Self::StandIn => "stand-in",
        }
    }

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.name() == name)
    }

    /// Of the words for it on the page.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::CustomerGroup => "need-customer-group",
            Self::PaymentTerm => "need-payment-term",
            Self::GoodsGroup => "need-goods-group",
            Self::ServicesGroup => "need-services-group",
            Self::Customer => "need-customer",
            Self::Freight => "need-freight",
            Self::Fee => "need-fee",
            Self::Discount => "need-discount",
            Self::Rounding => "need-rounding",
            Self::StandIn => "need-stand-in",
        }
    }

    #[must_use]
    pub fn is_missing(self, picked: &Picked) -> bool {
        match self {
            Self::CustomerGroup => picked.customer_group.is_none(),
            Self::PaymentTerm => picked.payment_term.is_none(),
            Self::GoodsGroup => picked.goods_group.is_none(),
            Self::ServicesGroup => picked.services_group.is_none(),
            Self::Customer => picked.customer.is_none(),
            Self::Freight => picked.freight_product.is_none(),
            Self::Fee => picked.fee_product.is_none(),
            Self::Discount => picked.discount_product.is_none(),
            Self::Rounding => picked.rounding_product.is_none(),
            Self::StandIn => picked.stand_in_product.is_none(),
        }
    }

    /// A product's number and name; for what is no product, nothing.
    pub(super) fn product(self, names: &Names) -> (&'static str, &'static str) {
        match self {
            Self::Freight => names.freight,
            Self::Fee => names.fee,
            Self::Discount => names.discount,
            Self::Rounding => names.rounding,
            Self::StandIn => names.stand_in,
            _ => ("", ""),
        }
    }

    /// Words in a product's name that say what it is for, in lower case.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Freight => &["frakt", "fragt", "porto", "shipping", "freight"],
            Self::Fee => &["gebyr", "avgift", "fee"],
            Self::Discount => &["rabat", "discount"],
            Self::Rounding => &["avrund", "afrund", "rounding"],
            _ => &[],
        }
    }

    pub(super) fn set_product(self, picked: &mut Picked, number: Option<String>) {
        match self {
            Self::Freight => picked.freight_product = number,
            Self::Fee => picked.fee_product = number,
            Self::Discount => picked.discount_product = number,
            Self::Rounding => picked.rounding_product = number,
            Self::StandIn => picked.stand_in_product = number,
            _ => {}
        }
    }
}
