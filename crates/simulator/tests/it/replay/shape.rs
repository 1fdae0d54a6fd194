//! What differs between two JSON values.

use serde_json::{Map, Value};

/// Fields whose value must be the same, not only its type.
const VALUES: &[&str] = &[
    "status",
    "currency",
    "prices_include_tax",
    "discount_total",
    "discount_tax",
    "shipping_total",
    "shipping_tax",
    "cart_tax",
    "total",
    "total_tax",
    "subtotal",
    "subtotal_tax",
    "tax_total",
    "shipping_tax_total",
    "rate_percent",
    "rate_code",
    "price",
    "regular_price",
    "sale_price",
    "on_sale",
    "sku",
    "quantity",
    "product_id",
    "variation_id",
    "stock_quantity",
    "stock_status",
    "manage_stock",
    "backorders",
    "backorders_allowed",
    "type",
    "name",
    "slug",
    "number",
    "tax_class",
    "discount",
    "amount",
    "code",
    "message",
    "topic",
    "resource",
    "event",
    "hooks",
    "parent_name",
    "purchasable",
    "is_editable",
    "needs_payment",
    "needs_processing",
    "weight",
    "href",
    "permalink",
    "currency_symbol",
    "customer_note",
    "parent_id",
    "id",
];

/// How closely to look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Names in order and types.
    Shape,
    /// And the values that matter.
    Values,
}

/// Fields whose entries the real shop draws by lot, or whose ids are of other sequences.
const BY_LOT: &[&str] = &["related_ids"];

/// Field names in order, types all the way down, and the values that matter.
pub fn compare(look: Look, path: &str, theirs: &Value, ours: &Value, found: &mut Vec<String>) {
    match (theirs, ours) {
        (Value::Object(a), Value::Object(b)) => compare_fields(look, path, (a, b), found),
        (Value::Array(a), Value::Array(b)) => compare_rows(look, path, (a, b), found),
        _ if kind(theirs) != kind(ours) => {
            found.push(format!("{path}: {theirs} recorded, {ours} ours"))
        }
        _ => {}
    }
}

fn compare_fields(
    look: Look,
    path: &str,
    (theirs, ours): (&Map<String, Value>, &Map<String, Value>),
    found: &mut Vec<String>,
) {
    let names: (Vec<&String>, Vec<&String>) = (theirs.keys().collect(), ours.keys().collect());
    if names.0 != names.1 {
        let missing: Vec<_> = names
            .0
            .iter()
            .filter(|name| !ours.contains_key(**name))
            .collect();
        let extra: Vec<_> = names
            .1
            .iter()
            .filter(|name| !theirs.contains_key(**name))
            .collect();
        found.push(format!(
            "{path}: fields differ, missing {missing:?}, extra {extra:?}"
        ));
    }
    for (name, value) in theirs {
        let Some(other) = ours.get(name) else {
            continue;
        };
        let path = format!("{path}.{name}");
        let loose = path.contains("meta_data")
            || path.ends_with("refunds[0].id")
            || name == "id" && path.matches('.').count() > 1;
        if look == Look::Values
            && VALUES.contains(&name.as_str())
            && !loose
            && !value.is_object()
            && !blank(value)
            && value != other
        {
            found.push(format!("{path}: {value} recorded, {other} ours"));
        } else {
            compare(look, &path, value, other, found);
        }
    }
}

fn compare_rows(
    look: Look,
    path: &str,
    (theirs, ours): (&[Value], &[Value]),
    found: &mut Vec<String>,
) {
    let by_lot = BY_LOT.iter().any(|name| path.ends_with(name));
    if theirs.len() != ours.len() && !by_lot {
        found.push(format!(
            "{path}: {} rows recorded, {} ours",
            theirs.len(),
            ours.len()
        ));
    }
    for (at, (a, b)) in theirs.iter().zip(ours).enumerate() {
        compare(look, &format!("{path}[{at}]"), a, b, found);
    }
}

/// A sentence that was cut when the recording was trimmed.
fn blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.ends_with('…'))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "fraction",
        Value::Number(_) => "integer",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}
