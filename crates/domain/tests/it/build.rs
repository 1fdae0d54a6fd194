//! Orders, rules and items as the tests want them.
use domain::order::{Facts, Items, Mapped, Refunds, Terms, to_rackbeat};
use domain::{Reference, Refusal, Rules, TaxBasedOn, UnknownSku, sku};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Links every SKU of a usable length to the item of the same number, but for those named.
#[derive(Default)]
pub struct Linked {
    pub unknown: Vec<&'static str>,
    pub barred: Vec<&'static str>,
}

impl Items for Linked {
    fn number(&self, line: &woo::LineItem) -> Result<String, Refusal> {
        let name = line.name.clone();
        let Some(sku) = line.sku.as_deref().and_then(sku::trimmed) else {
            return Err(Refusal::LineWithoutSku { name });
        };
        let sku = sku.to_owned();
        if sku::is_too_long(&sku) {
            Err(Refusal::SkuTooLong { sku, name })
        } else if self.unknown.contains(&sku.as_str()) {
            Err(Refusal::UnknownSku { sku, name })
        } else if self.barred.contains(&sku.as_str()) {
            Err(Refusal::BarredItem { sku, name })
        } else {
            Ok(sku)
        }
    }
}

/// As a shop has them that went through onboarding.
pub fn rules() -> Rules {
    Rules {
        customer: Some(10007),
        layout: Some(1),
        payment_term: Some(1001),
        freight_product: Some("FRAKT".to_owned()),
        fee_product: Some("GEBYR".to_owned()),
        discount_product: Some("RABATT".to_owned()),
        rounding_product: Some("AVRUNDING".to_owned()),
        stand_in_product: Some("DIVERSE".to_owned()),
        ..Rules::default()
    }
}

pub fn with_stand_in() -> Rules {
    Rules {
        unknown_sku: UnknownSku::StandIn,
        ..rules()
    }
}

pub fn facts() -> Facts {
    Facts {
        shop_name: "Kopper og kar".to_owned(),
        home_country: "NO".to_owned(),
        base_country: "NO".to_owned(),
        tax_based_on: TaxBasedOn::Shipping,
        time_zone: chrono_tz::Europe::Oslo,
        currencies: Vec::new(),
    }
}

/// Mapped with everything linked.
pub fn map(order: &woo::Order, rules: &Rules) -> Result<Mapped, Refusal> {
    map_with(order, rules, &facts())
}

pub fn map_with(order: &woo::Order, rules: &Rules, facts: &Facts) -> Result<Mapped, Refusal> {
    let terms = Terms {
        rules,
        facts,
        customer: 10007,
        put_on_discount: false,
    };
    to_rackbeat(
        order,
        &Refunds::default(),
        &Linked::default(),
        &Reference::new("kx7f", order.id, 1),
        terms,
    )
}

/// Mapped with everything linked, less these refunds.
pub fn map_refunded(
    order: &woo::Order,
    refunds: &[woo::Refund],
    rules: &Rules,
) -> Result<Mapped, Refusal> {
    let facts = facts();
    let terms = Terms {
        rules,
        facts: &facts,
        customer: 10007,
        put_on_discount: false,
    };
    to_rackbeat(
        order,
        &Refunds::of(refunds),
        &Linked::default(),
        &Reference::new("kx7f", order.id, 1),
        terms,
    )
}

/// An order of two cups at 80, with these fields instead.
pub fn order(fields: Value) -> woo::Order {
    let mut all = json!({
        "id": 79, "number": "79", "status": "processing", "currency": "NOK",
        "order_key": "wc_order_a", "date_created_gmt": "2026-11-23T22:30:00",
        "date_paid_gmt": "2026-11-23T23:30:00", "total": "200.00", "total_tax": "40.00",
        "billing": { "first_name": "Kari", "last_name": "Ødegård", "address_1": "Storgata 1",
            "city": "Oslo", "postcode": "0155", "country": "NO", "email": "kari@example.test",
            "phone": "+4722334455" },
        "shipping": {},
        "line_items": [line(json!({}))],
    });
    for (name, value) in fields.as_object().unwrap() {
        all[name] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

/// Two cups at 80, with these fields instead.
pub fn line(fields: Value) -> Value {
    let mut all = json!({
        "id": 1, "name": "Kaffekopp", "product_id": 11, "variation_id": 0, "quantity": 2,
        "sku": "KOPP-1", "subtotal": "160.00", "total": "160.00", "meta_data": [],
    });
    for (name, value) in fields.as_object().unwrap() {
        all[name] = value.clone();
    }
    all
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}
