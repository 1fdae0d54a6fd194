//! A shop's product or variation as it is offered to Rackbeat.
use rust_decimal::Decimal;

use super::text;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// The trimmed SKU, or the number that a person tied it to; empty when there is none.
    pub number: String,
    /// Plain text, at most 255 characters; empty when the shop has none.
    pub name: String,
    /// As the shop enters prices; `None` is unset.
    pub price: Option<Decimal>,
    pub tax_class: String,
    pub tax_status: String,
}

/// What a variation has of its parent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parent {
    pub name: String,
    pub tax_class: String,
    pub tax_status: String,
}

impl Parent {
    pub fn of(product: &woo::Product) -> Self {
        Self {
            name: product.name.clone(),
            tax_class: product.tax_class.clone(),
            tax_status: product.tax_status.clone(),
        }
    }

    /// A variation's tax class; `parent` is what a shop says where it has none of its own.
    pub fn class_of<'a>(&'a self, variation: &'a woo::Variation) -> &'a str {
        match variation.tax_class.as_str() {
            "parent" => &self.tax_class,
            own => own,
        }
    }
}

impl Offered {
    /// A product of its own. A variation that came in this shape (`products/{id}`) has another
    /// name than its parent's list gives it, so it is read there.
    pub fn of_product(product: &woo::Product) -> Self {
        Self {
            number: number(product.sku.as_deref()),
            name: text::cut_name(&text::name_text(&product.name)),
            price: product.regular_price,
            tax_class: product.tax_class.clone(),
            tax_status: product.tax_status.clone(),
        }
    }

    /// "Parent – Red, L".
    pub fn of_variation(variation: &woo::Variation, parent: &Parent) -> Self {
        let (name, label) = (
            text::name_text(&parent.name),
            text::name_text(&variation.label()),
        );
        Self {
            number: number(variation.sku.as_deref()),
            name: text::joined(&name, &label),
            price: variation.regular_price,
            tax_class: parent.class_of(variation).to_owned(),
            tax_status: parent.tax_status.clone(),
        }
    }
}

fn number(sku: Option<&str>) -> String {
    sku.unwrap_or_default().trim().to_owned()
}
