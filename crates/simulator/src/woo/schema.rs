//! The checks that single calls pass before any work, and that batches skip.

use serde_json::{Map, Value, json};

use super::answer::{Failure, Reply};

/// What a field must be; an enum names its words.
#[derive(Clone, Copy)]
pub enum Kind {
    Text,
    Integer,
    Bool,
    OneOf(&'static [&'static str]),
}

pub const PRODUCT_TYPES: &[&str] = &["simple", "grouped", "external", "variable"];
pub const PRODUCT_STATUSES: &[&str] = &[
    "draft",
    "pending",
    "private",
    "publish",
    "future",
    "auto-draft",
    "trash",
];
pub const ORDER_STATUSES: &[&str] = &[
    "auto-draft",
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded",
    "failed",
    "checkout-draft",
];
const TEXTS: &[&str] = &[
    "name",
    "slug",
    "description",
    "short_description",
    "sku",
    "regular_price",
    "sale_price",
    "tax_class",
    "weight",
    "purchase_note",
    "global_unique_id",
    "currency",
    "customer_note",
    "payment_method",
    "payment_method_title",
    "transaction_id",
];
const INTEGERS: &[&str] = &[
    "stock_quantity",
    "low_stock_amount",
    "menu_order",
    "parent_id",
    "customer_id",
];
const BOOLS: &[&str] = &[
    "manage_stock",
    "featured",
    "virtual",
    "downloadable",
    "sold_individually",
    "set_paid",
];

pub fn product_kind(field: &str) -> Option<Kind> {
    match field {
        "type" => Some(Kind::OneOf(PRODUCT_TYPES)),
        "status" => Some(Kind::OneOf(PRODUCT_STATUSES)),
        "tax_status" => Some(Kind::OneOf(&["taxable", "shipping", "none"])),
        "backorders" => Some(Kind::OneOf(&["no", "notify", "yes"])),
        "stock_status" => Some(Kind::OneOf(&["instock", "outofstock", "onbackorder"])),
        "catalog_visibility" => Some(Kind::OneOf(&["visible", "catalog", "search", "hidden"])),
        _ => common(field),
    }
}

/// As a product, but `manage_stock` may be the word `parent` where the shop is new.
pub fn variation_kind(field: &str) -> Option<Kind> {
    if field == "type" || field == "parent_id" {
        None
    } else {
        product_kind(field)
    }
}

pub fn order_kind(field: &str) -> Option<Kind> {
    match field {
        "status" => Some(Kind::OneOf(ORDER_STATUSES)),
        _ => common(field),
    }
}

fn common(field: &str) -> Option<Kind> {
    if TEXTS.contains(&field) {
        Some(Kind::Text)
    } else if INTEGERS.contains(&field) {
        Some(Kind::Integer)
    } else if BOOLS.contains(&field) {
        Some(Kind::Bool)
    } else {
        None
    }
}

/// Checks a single write, and turns each `null` into the empty value of its type, as WordPress does.
pub fn single(
    mut fields: Map<String, Value>,
    kind: fn(&str) -> Option<Kind>,
) -> Reply<Map<String, Value>> {
    let mut wrong = Vec::new();
    for (name, value) in &mut fields {
        let Some(kind) = kind(name) else { continue };
        if value.is_null() {
            *value = empty(kind);
        } else if let Some((code, text)) = complaint(name, value, kind) {
            wrong.push((name.clone(), code, text));
        }
    }
    if wrong.is_empty() {
        Ok(fields)
    } else {
        Err(invalid(&wrong))
    }
}

fn empty(kind: Kind) -> Value {
    match kind {
        Kind::Text | Kind::OneOf(_) => json!(""),
        Kind::Integer => json!(0),
        Kind::Bool => json!(false),
    }
}

pub fn complaint(name: &str, value: &Value, kind: Kind) -> Option<(&'static str, String)> {
    let fits = match kind {
        Kind::Text => value.is_string(),
        Kind::Integer => match value {
            Value::Number(number) => number.is_i64() || number.is_u64(),
            Value::String(text) => text.trim().parse::<i64>().is_ok(),
            _ => false,
        },
        Kind::Bool => match value {
            Value::Bool(_) => true,
            Value::Number(number) => matches!(number.as_i64(), Some(0 | 1)),
            Value::String(text) => matches!(text.as_str(), "true" | "false" | "1" | "0" | "parent"),
            _ => false,
        },
        Kind::OneOf(words) => value.as_str().is_some_and(|word| words.contains(&word)),
    };
    if fits {
        return None;
    }
    Some(match kind {
        Kind::Text => (
            "rest_invalid_type",
            format!("{name} is not of type string."),
        ),
        Kind::Integer => (
            "rest_invalid_type",
            format!("{name} is not of type integer."),
        ),
        Kind::Bool => (
            "rest_invalid_type",
            format!("{name} is not of type boolean."),
        ),
        Kind::OneOf(words) => (
            "rest_not_in_enum",
            format!("{name} is not one of {}.", and(words)),
        ),
    })
}

/// `a, b, and c`.
pub fn and(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{}, and {last}", most.join(", ")),
    }
}

pub fn invalid(wrong: &[(String, &'static str, String)]) -> Failure {
    let names: Vec<&str> = wrong.iter().map(|(name, _, _)| name.as_str()).collect();
    let mut params = Map::new();
    let mut details = Map::new();
    for (name, code, text) in wrong {
        let data = if *code == "rest_invalid_type" {
            json!({ "param": name })
        } else {
            Value::Null
        };
        params.insert(name.clone(), json!(text));
        details.insert(
            name.clone(),
            json!({ "code": code, "message": text, "data": data }),
        );
    }
    Failure::with_data(
        400,
        "rest_invalid_param",
        &format!("Invalid parameter(s): {}", names.join(", ")),
        json!({ "status": 400, "params": params, "details": details }),
    )
}
