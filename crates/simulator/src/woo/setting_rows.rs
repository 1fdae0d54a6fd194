//! The settings that a shop starts with.

/// Id, value, default, type.
pub type Row = (&'static str, &'static str, &'static str, &'static str);

/// The settings of a group, in the shop's order.
pub fn rows(group: &str) -> Option<&'static [Row]> {
    match group {
        "general" => Some(GENERAL),
        "products" => Some(PRODUCTS),
        "tax" => Some(TAX),
        _ => None,
    }
}

const GENERAL: &[Row] = &[
    ("woocommerce_store_address", "Storgata 1", "", "text"),
    ("woocommerce_store_address_2", "", "", "text"),
    ("woocommerce_store_city", "Oslo", "", "text"),
    ("woocommerce_default_country", "NO", "US:CA", "select"),
    ("woocommerce_store_postcode", "0155", "", "text"),
    ("woocommerce_allowed_countries", "all", "all", "select"),
    ("woocommerce_all_except_countries", "", "", "multiselect"),
    (
        "woocommerce_specific_allowed_countries",
        "",
        "",
        "multiselect",
    ),
    ("woocommerce_ship_to_countries", "", "", "select"),
    (
        "woocommerce_specific_ship_to_countries",
        "",
        "",
        "multiselect",
    ),
    (
        "woocommerce_default_customer_address",
        "base",
        "base",
        "select",
    ),
    (
        "woocommerce_address_autocomplete_enabled",
        "no",
        "no",
        "checkbox",
    ),
    ("woocommerce_calc_taxes", "yes", "no", "checkbox"),
    ("woocommerce_enable_coupons", "yes", "yes", "checkbox"),
    (
        "woocommerce_calc_discounts_sequentially",
        "no",
        "no",
        "checkbox",
    ),
    ("woocommerce_currency", "NOK", "USD", "select"),
    ("woocommerce_currency_pos", "right_space", "left", "select"),
    ("woocommerce_price_thousand_sep", " ", ",", "text"),
    ("woocommerce_price_decimal_sep", ",", ".", "text"),
    ("woocommerce_price_num_decimals", "2", "2", "number"),
];

const PRODUCTS: &[Row] = &[
    ("woocommerce_weight_unit", "kg", "kg", "select"),
    ("woocommerce_dimension_unit", "cm", "cm", "select"),
    ("woocommerce_manage_stock", "yes", "yes", "checkbox"),
    ("woocommerce_hold_stock_minutes", "60", "60", "number"),
    ("woocommerce_notify_low_stock_amount", "2", "2", "number"),
    ("woocommerce_notify_no_stock_amount", "0", "0", "number"),
    (
        "woocommerce_hide_out_of_stock_items",
        "no",
        "no",
        "checkbox",
    ),
];

const TAX: &[Row] = &[
    ("woocommerce_prices_include_tax", "yes", "no", "radio"),
    ("woocommerce_tax_based_on", "shipping", "shipping", "select"),
    (
        "woocommerce_shipping_tax_class",
        "inherit",
        "inherit",
        "select",
    ),
    ("woocommerce_tax_round_at_subtotal", "no", "no", "checkbox"),
    ("woocommerce_tax_classes", "", "", "textarea"),
    ("woocommerce_tax_display_shop", "incl", "excl", "select"),
    ("woocommerce_tax_display_cart", "incl", "excl", "select"),
    ("woocommerce_price_display_suffix", "", "", "text"),
    (
        "woocommerce_tax_total_display",
        "itemized",
        "itemized",
        "select",
    ),
];
