//! Fields of a product that are found out together.

use serde_json::{Value, json};

use super::product::Product;
use super::product_json::{Context, plain};

/// The fields that are found out together.
pub const PRICES: &[&str] = &[
    "price",
    "regular_price",
    "sale_price",
    "date_on_sale_from",
    "date_on_sale_from_gmt",
    "date_on_sale_to",
    "date_on_sale_to_gmt",
    "on_sale",
];
pub const SHOP_WINDOW: &[&str] = &[
    "purchasable",
    "total_sales",
    "virtual",
    "downloadable",
    "downloads",
    "download_limit",
    "download_expiry",
    "external_url",
    "button_text",
];
pub const TAX_AND_STOCK: &[&str] = &[
    "tax_status",
    "tax_class",
    "manage_stock",
    "stock_quantity",
    "backorders",
    "backorders_allowed",
    "backordered",
    "low_stock_amount",
];
pub const BODY: &[&str] = &[
    "sold_individually",
    "weight",
    "dimensions",
    "shipping_required",
    "shipping_taxable",
    "shipping_class",
    "shipping_class_id",
    "reviews_allowed",
    "average_rating",
    "rating_count",
    "upsell_ids",
    "cross_sell_ids",
    "parent_id",
    "purchase_note",
];

/// What the shop says about a sale that nobody here uses.
pub fn shop_window(product: &Product) -> Value {
    let sales = if product.is_variation() {
        json!("0")
    } else {
        json!(product.total_sales)
    };
    json!({
        "purchasable": !product.own_price().is_empty() || product.kind == "variable",
        "total_sales": sales,
        "virtual": product.is_virtual,
        "downloadable": plain(product, "downloadable", json!(false)),
        "downloads": [],
        "download_limit": -1,
        "download_expiry": -1,
        "external_url": "",
        "button_text": "",
    })
}

pub fn body(product: &Product, context: Context) -> Value {
    let rating = if context == Context::Edit {
        "0"
    } else {
        "0.00"
    };
    json!({
        "sold_individually": plain(product, "sold_individually", json!(false)),
        "weight": product.weight,
        "dimensions": dimensions(product),
        "shipping_required": !product.is_virtual,
        "shipping_taxable": !product.is_virtual && product.tax_status == "taxable",
        "shipping_class": "",
        "shipping_class_id": 0,
        "reviews_allowed": plain(product, "reviews_allowed", json!(!product.is_variation())),
        "average_rating": rating,
        "rating_count": 0,
        "upsell_ids": [],
        "cross_sell_ids": [],
        "parent_id": product.parent,
        "purchase_note": plain(product, "purchase_note", json!("")),
    })
}

pub fn dimensions(product: &Product) -> Value {
    let [length, width, height] = &product.dimensions;
    json!({ "length": length, "width": width, "height": height })
}
