//! The lists within a product: categories, attributes, related goods.

use serde_json::{Value, json};

use super::fields::Fields;
use super::product::{Attribute, Product, slug};
use super::state::State;

impl State {
    pub fn category_list(&self, product: &Product) -> Vec<Value> {
        let found = product
            .categories
            .iter()
            .filter_map(|id| self.categories.iter().find(|c| c.id == *id));
        found
            .map(|c| json!({ "id": c.id, "name": c.name, "slug": c.slug }))
            .collect()
    }

    pub fn attribute_list(&self, product: &Product) -> Vec<Value> {
        let each = product.attributes.iter().enumerate();
        each.map(|(at, attribute)| {
            if product.is_variation() {
                return self.choice(attribute);
            }
            Fields::new()
                .put("id", 0)
                .put("name", attribute.name.clone())
                .when(self.is_new(), "slug", attribute.name.clone())
                .put("position", at)
                .put("visible", attribute.visible)
                .put("variation", attribute.for_variations)
                .put("options", attribute.options.clone())
                .done()
        })
        .collect()
    }

    pub fn choice(&self, attribute: &Attribute) -> Value {
        Fields::new()
            .put("id", 0)
            .put("name", attribute.name.clone())
            .when(self.is_new(), "slug", slug(&attribute.name))
            .put(
                "option",
                attribute.options.first().cloned().unwrap_or_default(),
            )
            .done()
    }

    pub fn related(&self, product: &Product) -> Vec<u64> {
        if product.is_variation() || !product.categories.contains(&15) {
            return Vec::new();
        }
        let others = self.products.iter().filter(|other| {
            other.id != product.id && !other.is_variation() && other.status == "publish"
        });
        others
            .filter(|other| other.categories.contains(&15))
            .take(5)
            .map(|other| other.id)
            .collect()
    }
}
