//! Deleting products: into the bin, out of it, or for good.

use super::answer::{Failure, Reply};
use super::state::State;

impl State {
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
