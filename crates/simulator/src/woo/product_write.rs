//! Creating, changing and deleting products and variations.

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
        self.apply(&mut changed, fields)?;
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

    /// Into the bin, or for good; only the bin is told to the webhooks.
    pub fn delete_product(&mut self, product: u64, force: bool) -> Reply<()> {
        let status = self.products.get(product).map(|p| p.status.clone());
        let Some(status) = status else {
            return Err(Failure::invalid_id(404, "product"));
        };
        if force {
            if let Some(gone) = self.drop_product(product) {
                for child in gone.variations {
                    self.drop_product(child);
                }
                self.products
                    .edit(gone.parent, |p| p.variations.retain(|id| *id != product));
            }
            return Ok(());
        }
        if status == "trash" {
            return Err(Failure::new(
                410,
                "woocommerce_rest_already_trashed",
                "The product has already been deleted.",
            ));
        }
        self.bin_product(product, &status);
        Ok(())
    }

    /// A variable product's variations go with it.
    fn bin_product(&mut self, product: u64, status: &str) {
        let children = self.products.get(product).map(|p| p.variations.clone());
        for child in children.into_iter().flatten() {
            let status = self.products.get(child).map(|p| p.status.clone());
            if let Some(status) = status.filter(|status| status != "trash") {
                self.bin_product(child, &status);
            }
        }
        let now = self.now();
        let slug = self
            .products
            .get(product)
            .map(|p| p.slug.clone())
            .unwrap_or_default();
        let meta = vec![
            self.meta("_wp_trash_meta_status", status),
            self.meta("_wp_trash_meta_time", now.timestamp().to_string()),
            self.meta("_wp_desired_post_slug", slug),
        ];
        self.products.edit(product, |p| {
            "trash".clone_into(&mut p.status);
            p.slug = format!("{}__trashed", p.slug);
            p.modified = now;
            p.meta.extend(meta);
        });
        self.event("product.deleted", product);
        self.event("coupon.deleted", product);
    }
    /// Out of the bin, as a draft; variations come back with their product, as they were.
    pub fn restore_product(&mut self, product: u64) -> bool {
        let binned = self.products.get(product).filter(|p| p.status == "trash");
        let Some((children, is_child)) = binned.map(|p| (p.variations.clone(), p.is_variation()))
        else {
            return false;
        };
        let now = self.now();
        self.products.edit(product, |p| {
            let kept = p
                .meta
                .iter()
                .find(|meta| meta.key == "_wp_trash_meta_status");
            let before = kept
                .and_then(|meta| meta.value.as_str())
                .unwrap_or("publish");
            p.status = if is_child { before } else { "draft" }.to_owned();
            p.slug = p.slug.trim_end_matches("__trashed").to_owned();
            p.meta.retain(|meta| !meta.key.starts_with("_wp_"));
            p.modified = now;
        });
        self.event("product.restored", product);
        for child in children {
            self.restore_product(child);
        }
        true
    }
}
