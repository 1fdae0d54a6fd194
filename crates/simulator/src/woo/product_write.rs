//! Creating and changing products and variations.

use serde_json::{Map, Value, json};

use super::answer::{Failure, Reply};
use super::fields::{id, text};
use super::product::{Product, slug};
use super::product_fields::{attribute, clean_sku, write_prices, write_texts};
use super::schema::PRODUCT_TYPES;
use super::state::{Category, State};

const PLAIN: &[&str] = &[
    "featured",
    "catalog_visibility",
    "downloadable",
    "sold_individually",
    "purchase_note",
    "menu_order",
    "reviews_allowed",
    "global_unique_id",
    "post_password",
];

impl State {
    /// Makes a product (`parent` 0) or a variation of `parent`.
    pub fn create_product(&mut self, parent: u64, fields: &Map<String, Value>) -> Reply<u64> {
        let kind = match (parent, text(fields, "type")) {
            (0, kind) if kind.is_empty() => "simple".to_owned(),
            (0, kind) => kind,
            _ => "variation".to_owned(),
        };
        let sku = clean_sku(&text(fields, "sku"));
        self.check_sku(&sku, 0)?;
        if parent == 0 && self.is_new() && self.skus.contains_key(&sku.to_lowercase()) {
            let vanished = self.take_id();
            self.event("product.published", vanished);
            let said = format!(
                "The product with SKU ({sku}) you are trying to insert is already present in the lookup table"
            );
            return Err(Failure::new(
                400,
                "woocommerce_rest_product_not_created",
                &said,
            ));
        }
        let now = self.now();
        let mut product = Product::new(self.take_id(), &kind, now);
        product.parent = parent;
        if parent != 0 {
            product.categories.clear();
        }
        self.apply(&mut product, fields)?;
        let (made, public) = (product.id, product.status == "publish");
        self.keep_product(product);
        self.products.edit(parent, |p| {
            p.modified = now;
            p.variations.push(made);
        });
        if public && self.is_new() {
            self.event("product.published", made);
        }
        self.event("product.created", made);
        Ok(made)
    }

    /// Changed in the tables: no date moves, and nothing is told.
    pub fn drift_product(&mut self, product: u64, fields: &Map<String, Value>) -> Reply<()> {
        let Some(mut changed) = self.products.get(product).cloned() else {
            return Err(Failure::invalid_id(404, "product"));
        };
        // The tables themselves let several have one SKU.
        let mut fields = fields.clone();
        if let Some(Value::String(sku)) = fields.remove("sku") {
            changed.sku = sku;
        }
        self.apply(&mut changed, &fields)?;
        self.keep_product(changed);
        Ok(())
    }

    /// Every save moves `date_modified` and says so, even one that changes nothing.
    pub fn update_product(&mut self, product: u64, fields: &Map<String, Value>) -> Reply<()> {
        let Some(mut changed) = self.products.get(product).cloned() else {
            return Err(Failure::invalid_id(400, "product"));
        };
        let was_public = changed.status == "publish";
        self.apply(&mut changed, fields)?;
        changed.modified = self.now();
        let (parent, is_public, now) = (
            changed.parent,
            changed.status == "publish",
            changed.modified,
        );
        self.keep_product(changed);
        self.products.edit(parent, |p| p.modified = now);
        if is_public && !was_public && self.is_new() {
            self.event("product.published", product);
        }
        self.event("product.updated", product);
        Ok(())
    }

    fn apply(&mut self, product: &mut Product, fields: &Map<String, Value>) -> Reply<()> {
        if let Some(Value::String(sku)) = fields.get("sku") {
            let sku = clean_sku(sku);
            if sku.to_lowercase() != product.sku.to_lowercase() {
                self.check_sku(&sku, product.id)?;
            }
            product.sku = sku;
        }
        if let Some(Value::String(kind)) = fields.get("type")
            && !product.is_variation()
            && PRODUCT_TYPES.contains(&kind.as_str())
        {
            product.kind.clone_from(kind);
        }
        write_texts(product, fields);
        if product.tax_class != "parent" && !self.knows_class(&product.tax_class) {
            product.tax_class.clear();
        }
        write_prices(product, fields);
        self.write_stock(product, fields);
        self.write_sets(product, fields);
        for name in PLAIN {
            if let Some(value) = fields.get(*name).filter(|value| !value.is_null()) {
                product.plain.insert((*name).to_owned(), value.clone());
            }
        }
        if product.slug.is_empty() && !matches!(product.status.as_str(), "draft" | "pending") {
            product.slug = if product.is_variation() {
                slug(&self.full_name(product))
            } else {
                slug(&product.name)
            };
        }
        Ok(())
    }

    fn write_sets(&mut self, product: &mut Product, fields: &Map<String, Value>) {
        if let Some(Value::Array(list)) = fields.get("categories") {
            let known = |category: &Category| Some(category.id);
            let ids: Vec<u64> = list.iter().filter_map(|row| id(row.get("id"))).collect();
            let kept: Vec<u64> = self
                .categories
                .iter()
                .filter_map(known)
                .filter(|id| ids.contains(id))
                .collect();
            product.categories = if kept.is_empty() { vec![15] } else { kept };
        }
        if let Some(Value::Array(list)) = fields.get("attributes") {
            product.attributes = list.iter().filter_map(attribute).collect();
        }
        if let Some(Value::Array(list)) = fields.get("meta_data") {
            for row in list {
                self.write_meta(&mut product.meta, row);
            }
        }
    }

    /// One `meta_data` row of a write: an id or a known key changes, a null value removes.
    pub fn write_meta(&mut self, rows: &mut Vec<super::state::Meta>, row: &Value) {
        let Some(key) = row.get("key").and_then(Value::as_str) else {
            return;
        };
        let value = row.get("value").cloned().unwrap_or(Value::Null);
        let same = |meta: &super::state::Meta| {
            id(row.get("id")).map_or(meta.key == key, |id| id == meta.id)
        };
        match rows.iter().position(same) {
            Some(at) if value.is_null() => {
                rows.remove(at);
            }
            Some(at) => rows[at].value = value,
            None if value.is_null() => {}
            None => {
                let meta = self.meta(key, value);
                rows.push(meta);
            }
        }
    }

    /// No two may share a SKU, but for those in the bin.
    fn check_sku(&self, sku: &str, own: u64) -> Reply<()> {
        let holders = self.skus.get(&sku.to_lowercase());
        let holder = holders
            .into_iter()
            .flatten()
            .find(|id| **id != own && self.products.get(**id).is_some_and(|p| p.status != "trash"));
        let Some(holder) = holder else { return Ok(()) };
        let failure = Failure::with_data(
            400,
            "product_invalid_sku",
            "Invalid or duplicated SKU.",
            json!({ "status": 400, "resource_id": holder }),
        );
        Err(if self.is_new() {
            failure.also("unique_sku", format!("{sku}-1"))
        } else {
            failure
        })
    }
}
