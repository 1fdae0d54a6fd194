//! From a product or variation as the shop gives it to its row in the index.
use domain::{
    link,
    product::{Parent, description_key},
    quantity,
};
use woo::{Product, Variation, product::Kind};

pub(crate) use store::product_link::Listed;

const PRODUCT: [&str; 12] = [
    "id",
    "parent_id",
    "type",
    "sku",
    "name",
    "status",
    "manage_stock",
    "stock_quantity",
    "regular_price",
    "sale_price",
    "tax_class",
    "tax_status",
];
const VARIATION: [&str; 11] = [
    "id",
    "parent_id",
    "sku",
    "name",
    "attributes",
    "status",
    "manage_stock",
    "stock_quantity",
    "regular_price",
    "sale_price",
    "tax_class",
];

pub(crate) fn product_fields(described: bool) -> Vec<&'static str> {
    let more = described.then_some("description");
    PRODUCT.into_iter().chain(more).collect()
}

pub(crate) fn variation_fields(described: bool) -> Vec<&'static str> {
    let more = described.then_some("description");
    VARIATION.into_iter().chain(more).collect()
}

/// One product, in the shape that its own address gives variations too. `described`: its description
/// came, as it was written.
pub(crate) fn of_product(product: &Product, described: bool) -> Listed {
    let kind = if product.parent_id == 0 {
        product.kind.as_str()
    } else {
        Kind::Variation.as_str()
    };
    Listed {
        product_id: product.id,
        parent_id: product.parent_id,
        kind: kind.to_owned(),
        sku: trimmed(product.sku.as_deref()),
        name: product.name.clone(),
        manage_stock: link::manage_word(product.manage_stock),
        status: product.status.as_str().to_owned(),
        stock: product.stock_quantity.and_then(quantity::to_thousandths),
        price: product.regular_price,
        sale_price: product.sale_price,
        tax_class: product.tax_class.clone(),
        tax_status: product.tax_status.clone(),
        description_key: described.then(|| description_key(&product.description)),
    }
}

pub(crate) fn of_variation(variation: &Variation, parent: &Parent, described: bool) -> Listed {
    Listed {
        product_id: variation.id,
        parent_id: variation.parent_id,
        kind: Kind::Variation.as_str().to_owned(),
        sku: trimmed(variation.sku.as_deref()),
        name: format!("{} – {}", parent.name, variation.label()),
        manage_stock: link::manage_word(variation.manage_stock),
        status: variation.status.as_str().to_owned(),
        stock: variation.stock_quantity.and_then(quantity::to_thousandths),
        price: variation.regular_price,
        sale_price: variation.sale_price,
        tax_class: parent.class_of(variation).to_owned(),
        tax_status: parent.tax_status.clone(),
        description_key: described.then(|| description_key(&variation.description)),
    }
}

fn trimmed(sku: Option<&str>) -> String {
    sku.unwrap_or_default().trim().to_owned()
}
