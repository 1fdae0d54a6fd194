//! What a product shows of what its parent holds: stock, tax class, name and address.

use serde_json::{Value, json};

use super::product::{Product, slug};
use super::product_json::choices;
use super::state::State;

impl State {
    pub fn shown_tax_class(&self, product: &Product) -> String {
        if product.tax_class == "parent" || product.is_variation() && product.tax_class.is_empty() {
            return self
                .products
                .get(product.parent)
                .map(|p| p.tax_class.clone())
                .unwrap_or_default();
        }
        product.tax_class.clone()
    }

    /// `true`, `false`, or the word `parent`.
    pub fn shown_manage_stock(&self, product: &Product) -> Value {
        match self.stock_holder(product) {
            Some(holder) if holder == product.id => json!(true),
            Some(_) => json!("parent"),
            None => json!(product.manage_stock),
        }
    }

    pub fn shown_stock(&self, product: &Product) -> Option<Value> {
        let holder = if product.manage_stock {
            Some(product.id)
        } else {
            self.stock_holder(product)
        };
        let stock = self
            .products
            .get(holder?)
            .map_or(product.stock, |holder| holder.stock);
        Some(json!(stock))
    }

    pub fn shown_stock_status(&self, product: &Product) -> String {
        let holder = self
            .stock_holder(product)
            .and_then(|id| self.products.get(id));
        if let Some(holder) = holder {
            return holder.stock_status.clone();
        }
        if product.kind != "variable" || product.variations.is_empty() {
            return product.stock_status.clone();
        }
        let mut children = product
            .variations
            .iter()
            .filter_map(|id| self.products.get(*id));
        let any = children.any(|child| child.stock_status == "instock");
        if any { "instock" } else { "outofstock" }.to_owned()
    }

    /// A variation is called after its parent and its choices.
    pub fn full_name(&self, product: &Product) -> String {
        let Some(parent) = self.products.get(product.parent) else {
            return product.name.clone();
        };
        let choice = choices(product);
        if choice.is_empty() {
            return parent.name.clone();
        }
        format!("{} - {choice}", parent.name)
    }

    pub fn permalink(&self, product: &Product) -> String {
        let page = self.products.get(product.parent).unwrap_or(product);
        if matches!(
            page.status.as_str(),
            "draft" | "pending" | "trash" | "auto-draft"
        ) {
            return format!("{}/?post_type=product&p={}", self.home, page.id);
        }
        let mut link = format!("{}/product/{}/", self.home, page.slug);
        if product.is_variation() && !product.attributes.is_empty() {
            let pairs = product.attributes.iter().map(|a| {
                (
                    format!("attribute_{}", slug(&a.name)),
                    a.options.first().cloned().unwrap_or_default(),
                )
            });
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(pairs)
                .finish();
            link = format!("{link}?{query}");
        }
        link
    }
}
