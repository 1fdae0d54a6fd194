//! The fields of a product write, one kind at a time.

use serde_json::{Map, Value};

use super::fields::text;
use super::product::{Attribute, Product};
use super::{kses, money};

pub fn write_texts(product: &mut Product, fields: &Map<String, Value>) {
    let texts: [(&str, &mut String); 6] = [
        ("name", &mut product.name),
        ("slug", &mut product.slug),
        ("status", &mut product.status),
        ("tax_status", &mut product.tax_status),
        ("tax_class", &mut product.tax_class),
        ("weight", &mut product.weight),
    ];
    for (name, place) in texts {
        if let Some(value) = fields.get(name).filter(|value| !value.is_null()) {
            *place = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
        }
    }
    if fields.contains_key("name") {
        product.name = kses::kept(&product.name);
    }
    if !super::schema::PRODUCT_STATUSES.contains(&product.status.as_str()) {
        "draft".clone_into(&mut product.status);
    }
    for (name, place) in [
        ("description", &mut product.description),
        ("short_description", &mut product.short_description),
    ] {
        if let Some(Value::String(value)) = fields.get(name) {
            *place = kses::kept(value);
        }
    }
    if fields.contains_key("virtual") {
        product.is_virtual = super::fields::truth(fields.get("virtual"));
    }
    if let Some(Value::Object(sizes)) = fields.get("dimensions") {
        product.dimensions = ["length", "width", "height"].map(|name| text(sizes, name));
    }
}

pub fn write_prices(product: &mut Product, fields: &Map<String, Value>) {
    for (name, place) in [
        ("regular_price", &mut product.regular_price),
        ("sale_price", &mut product.sale_price),
    ] {
        if let Some(value) = fields.get(name).filter(|value| !value.is_null()) {
            *place = money::price(
                &value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned),
            );
        }
    }
    if !product.on_sale() {
        product.sale_price.clear();
    }
    if matches!(product.kind.as_str(), "variable" | "grouped") {
        product.regular_price.clear();
        product.sale_price.clear();
    }
}

pub fn attribute(row: &Value) -> Option<Attribute> {
    let name = row.get("name")?.as_str()?.to_owned();
    let options = match (row.get("option"), row.get("options")) {
        (Some(Value::String(one)), _) => vec![one.clone()],
        (_, Some(Value::Array(many))) => many
            .iter()
            .filter_map(|o| o.as_str().map(str::to_owned))
            .collect(),
        _ => Vec::new(),
    };
    Some(Attribute {
        name,
        options,
        visible: super::fields::truth(row.get("visible")),
        for_variations: super::fields::truth(row.get("variation")),
    })
}

/// A SKU without tags, percent-octets and outer blanks.
pub fn clean_sku(sku: &str) -> String {
    let mut out = String::new();
    let mut rest = sku;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some(end) = rest.find('>')
        {
            rest = &rest[end + 1..];
        } else if c == '%'
            && rest
                .as_bytes()
                .get(1..3)
                .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
        {
            rest = &rest[3..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out.trim().to_owned()
}
