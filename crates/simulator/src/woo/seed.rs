//! The goods of the recorded shop, with the same ids.

use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::state::{Category, State};

impl State {
    pub fn seed_recorded(&mut self) {
        for (id, name, parent) in [(16, "Turutstyr", 0), (17, "Sekker", 16)] {
            let slug = name.to_lowercase();
            self.categories.push(Category {
                id,
                name: name.to_owned(),
                slug,
                parent,
            });
        }
        self.next_id = 10;
        for goods in simple() {
            self.seed(0, goods);
        }
        self.seed_variable("Sekk 40 l", "SEKK", json!({ "categories": [{ "id": 17 }] }));
        for (sku, colour, stock) in [
            ("SEKK-R", "Rød", 3),
            ("SEKK-B", "Blå", 4),
            ("SEKK-G", "Grønn", 5),
        ] {
            let own = json!({ "manage_stock": true, "stock_quantity": stock });
            self.seed_variation(19, sku, colour, ("1299", own));
        }
        self.seed_variable(
            "Felles lager",
            "FELLES",
            json!({ "manage_stock": true, "stock_quantity": 20 }),
        );
        for (sku, colour) in [("FELLES-R", "Rød"), ("FELLES-B", "Blå")] {
            self.seed_variation(23, sku, colour, ("10", json!({})));
        }
        let now = self.now();
        self.products.edit(18, |p| {
            p.sale = Some((now - TimeDelta::days(1), now + TimeDelta::days(30)))
        });
        self.add_coupon("SOMMER10", "percent", Decimal::TEN);
        self.next_id = if self.is_new() { 28 } else { 27 };
    }

    fn seed(&mut self, parent: u64, goods: Value) {
        let fields: Map<String, Value> = goods.as_object().cloned().unwrap_or_default();
        // The goods below are sound, so nothing can refuse them.
        drop(self.create_product(parent, &fields));
    }

    fn seed_variable(&mut self, name: &str, sku: &str, more: Value) {
        let mut goods = json!({
            "name": name,
            "sku": sku,
            "type": "variable",
            "attributes": [{ "name": "Farge", "visible": true, "variation": true, "options": ["Rød", "Blå", "Grønn"] }],
        });
        if let (Value::Object(goods), Value::Object(more)) = (&mut goods, more) {
            goods.extend(more);
        }
        self.seed(0, goods);
    }

    fn seed_variation(
        &mut self,
        parent: u64,
        sku: &str,
        colour: &str,
        (price, more): (&str, Value),
    ) {
        let mut goods = json!({
            "sku": sku,
            "regular_price": price,
            "attributes": [{ "name": "Farge", "option": colour }],
        });
        if let (Value::Object(goods), Value::Object(more)) = (&mut goods, more) {
            goods.extend(more);
        }
        self.seed(parent, goods);
    }
}

fn simple() -> Vec<Value> {
    let counted = |name: &str, sku: &str, price: &str, stock: i64| json!({ "name": name, "sku": sku, "regular_price": price, "manage_stock": true, "stock_quantity": stock });
    let with = |mut goods: Value, name: &str, value: Value| {
        goods[name] = value;
        goods
    };
    let thermos = with(
        counted("Termos 1 l", "TERMOS-1", "399", 40),
        "weight",
        json!("0.62"),
    );
    let thermos = with(thermos, "categories", json!([{ "id": 16 }]));
    vec![
        with(
            thermos,
            "description",
            json!("<p>Holder <strong>varmt</strong> i 24 timer.</p>"),
        ),
        counted("Uten SKU", "", "100", 5),
        counted(
            "SKU på 30 tegn",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234",
            "250.50",
            7,
        ),
        counted("Spesialtegn Å/Ø", "Å/Ø 12+\"x\"", "89.90", 12),
        json!({ "name": "Uten lagerstyring", "sku": "NOSTOCK", "regular_price": "49" }),
        with(
            counted("Restordre", "BACKORDER", "1999", 0),
            "backorders",
            json!("notify"),
        ),
        with(
            counted("Kladd", "DRAFT-1", "10", 1),
            "status",
            json!("draft"),
        ),
        with(
            counted("Mat", "MAT-1", "115", 100),
            "tax_class",
            json!("reduced-rate"),
        ),
        with(
            counted("Salg", "SALE-1", "500", 10),
            "sale_price",
            json!("399"),
        ),
    ]
}
