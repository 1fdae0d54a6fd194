//! Tax rates, tax classes and product categories as lists.

use serde_json::{Value, json};

use super::money::fixed;
use super::state::{Category, State, TaxRate};

impl State {
    pub fn taxes_list(&self) -> Vec<Value> {
        let row = |(order, rate): (usize, &TaxRate)| {
            let class = if rate.class.is_empty() {
                "standard"
            } else {
                &rate.class
            };
            json!({
                "id": rate.id, "country": "NO", "state": "", "postcode": "", "city": "",
                "rate": fixed(rate.rate, 4), "name": rate.label, "priority": 1, "compound": false, "shipping": true,
                "order": order, "class": class, "postcodes": [], "cities": [],
                "_links": self.links(&format!("taxes/{}", rate.id), "taxes"),
            })
        };
        self.rates.iter().enumerate().map(row).collect()
    }

    pub fn tax_classes(&self) -> Vec<Value> {
        let classes = [
            ("standard", "Standard rate"),
            ("reduced-rate", "Reduced rate"),
            ("zero-rate", "Zero rate"),
        ];
        let links = json!({ "collection": [{ "href": self.rest("taxes/classes") }] });
        classes
            .map(|(slug, name)| json!({ "slug": slug, "name": name, "_links": links }))
            .to_vec()
    }

    pub fn category_rows(&self) -> Vec<Value> {
        let row = |category: &Category| {
            let own = format!("products/categories/{}", category.id);
            let mut links = self.links(&own, "products/categories");
            if category.parent != 0 {
                links["up"] = json!([{ "href": self.rest(&format!("products/categories/{}", category.parent)) }]);
            }
            let count = self
                .products
                .iter()
                .filter(|p| p.categories.contains(&category.id))
                .count();
            json!({
                "id": category.id, "name": category.name, "slug": category.slug, "parent": category.parent,
                "description": "", "display": "default", "image": null, "menu_order": 0, "count": count,
                "_links": links,
            })
        };
        let mut sorted: Vec<_> = self.categories.iter().collect();
        sorted.sort_by(|a, b| a.name.cmp(&b.name));
        sorted.into_iter().map(row).collect()
    }
}
