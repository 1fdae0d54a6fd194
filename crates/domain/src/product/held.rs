//! What the receiver holds of a product, as our rows know it.
use rust_decimal::Decimal;

/// Of an item in Rackbeat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldInRackbeat {
    pub name: String,
    /// Without VAT; `None` when Rackbeat did not say.
    pub sales_price: Option<Decimal>,
}

impl HeldInRackbeat {
    pub fn of(item: &rackbeat::Product) -> Self {
        Self {
            name: item.name.clone().unwrap_or_default(),
            sales_price: item.sales_price,
        }
    }
}

/// Of a product or variation in a shop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldInShop {
    pub product_id: i64,
    /// As the shop gave it, entities and all; of no matter for a variation.
    pub name: String,
    pub regular_price: Option<Decimal>,
    pub sale_price: Option<Decimal>,
    /// Of a variation its own: `parent` is the caller's to replace by the parent's.
    pub tax_class: String,
    /// Empty counts as `taxable`.
    pub tax_status: String,
    /// Of the description read with `context=edit`; `None` where it was not read, and then none
    /// is written.
    pub description_key: Option<String>,
}

impl HeldInShop {
    /// A product as a write answers it, or `context=edit` reads it.
    pub fn of_product(product: &woo::Product) -> Self {
        Self {
            product_id: product.id,
            name: product.name.clone(),
            regular_price: product.regular_price,
            sale_price: product.sale_price,
            tax_class: product.tax_class.clone(),
            tax_status: product.tax_status.clone(),
            description_key: Some(super::description_key(&product.description)),
        }
    }

    /// A variation, read likewise; its tax status, and a tax class it does not have, are its
    /// parent's.
    pub fn of_variation(variation: &woo::Variation, parent: &super::Parent) -> Self {
        Self {
            product_id: variation.id,
            name: String::new(),
            regular_price: variation.regular_price,
            sale_price: variation.sale_price,
            tax_class: parent.class_of(variation).to_owned(),
            tax_status: parent.tax_status.clone(),
            description_key: Some(super::description_key(&variation.description)),
        }
    }
}
