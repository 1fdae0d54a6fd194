//! Which products and variations a list holds.

use super::answer::{Answer, Reply};
use super::links::{Page, window};
use super::product::Product;
use super::product_json::Context;
use super::request::Request;
use super::state::State;

impl State {
    pub fn list_products(&self, request: &Request) -> Reply {
        self.check_list(request, false)?;
        let skus = request
            .q("sku")
            .filter(|sku| !sku.is_empty() && *sku != "0");
        let by_part = request.q("search_sku").map(str::to_lowercase);
        let found: Vec<&Product> = if let Some(skus) = skus {
            self.with_skus(skus)
                .into_iter()
                .filter(|p| self.fits(request, p))
                .collect()
        } else if let Some(part) = by_part {
            let all = self.products.iter();
            all.filter(|p| p.sku.to_lowercase().contains(&part) && self.fits(request, p))
                .collect()
        } else {
            let all = self.changed(request);
            all.into_iter()
                .filter(|p| !p.is_variation() && self.fits(request, p))
                .collect()
        };
        Ok(self.product_page(request, "products", found))
    }

    /// The variations of one parent, or of all of them.
    pub fn list_variations(&self, request: &Request, parent: Option<u64>) -> Reply {
        self.check_list(request, false)?;
        let found: Vec<&Product> = match (parent, request.q("sku").filter(|sku| !sku.is_empty())) {
            (Some(parent), None) => self.children(parent),
            (_, Some(skus)) => self.with_skus(skus),
            (None, None) => self.changed(request),
        };
        let mine = |p: &&Product| {
            p.is_variation() && parent.is_none_or(|id| p.parent == id) && self.fits(request, p)
        };
        let found = found.into_iter().filter(mine).collect();
        let path = parent.map_or("variations".to_owned(), |id| {
            format!("products/{id}/variations")
        });
        Ok(self.product_page(request, &path, found))
    }

    fn children(&self, parent: u64) -> Vec<&Product> {
        let ids = self
            .products
            .get(parent)
            .map(|p| p.variations.clone())
            .unwrap_or_default();
        ids.into_iter()
            .filter_map(|id| self.products.get(id))
            .collect()
    }

    /// A comma makes a list, and the whole text is looked for as well.
    fn with_skus(&self, text: &str) -> Vec<&Product> {
        let mut ids: Vec<u64> = Vec::new();
        let whole = std::iter::once(text);
        for sku in whole.chain(text.split(',')) {
            let holders = self.skus.get(&sku.trim().to_lowercase());
            ids.extend(holders.into_iter().flatten());
        }
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| self.products.get(id))
            .collect()
    }

    /// All of them, or by the index those that changed after the filter.
    fn changed(&self, request: &Request) -> Vec<&Product> {
        match self.modified_bound(request, "modified_after") {
            Some(at) => self.products.modified_after(at).collect(),
            None => self.products.iter().collect(),
        }
    }

    pub fn modified_bound(
        &self,
        request: &Request,
        name: &str,
    ) -> Option<chrono::DateTime<chrono::Utc>> {
        self.filter_instant(request.q(name)?, request.q_true("dates_are_gmt"))
    }

    fn fits(&self, request: &Request, product: &Product) -> bool {
        let statuses = request.q_list("status");
        let any = statuses.is_empty() || statuses.iter().any(|s| s == "any");
        let status_fits = if any {
            product.status != "trash"
        } else {
            statuses.contains(&product.status)
        };
        let include = request.q_ids("include");
        let after = |name, than: chrono::DateTime<chrono::Utc>| {
            self.modified_bound(request, name)
                .is_none_or(|at| than > at)
        };
        status_fits
            && (include.is_empty() || include.contains(&product.id))
            && !request.q_ids("exclude").contains(&product.id)
            && request.q("type").is_none_or(|kind| kind == product.kind)
            && request.q("slug").is_none_or(|slug| slug == product.slug)
            && request
                .q("stock_status")
                .is_none_or(|word| self.shown_stock_status(product) == word)
            && request
                .q("search")
                .is_none_or(|text| product.name.to_lowercase().contains(&text.to_lowercase()))
            && after("modified_after", product.modified)
            && after("after", product.created)
            && self
                .modified_bound(request, "modified_before")
                .is_none_or(|at| product.modified < at)
    }

    fn product_page(&self, request: &Request, path: &str, mut found: Vec<&Product>) -> Answer {
        found.sort_unstable_by_key(|p| match request.q("orderby") {
            Some("id") => (0, p.id),
            Some("modified") => (p.modified.timestamp(), p.id),
            _ => (p.created.timestamp(), p.id),
        });
        if request.q("order") != Some("asc") {
            found.reverse();
        }
        let (range, page, per_page) = window(request, &found);
        let variations = path.ends_with("variations");
        let across = path == "variations";
        let rows = found[range].iter().map(|p| {
            if across {
                self.variation_across(p)
            } else if variations {
                self.variation_json(p, Context::View)
            } else {
                self.product_json(p, Context::View)
            }
        });
        let page = Page {
            rows: rows.collect(),
            total: found.len(),
            page,
            per_page,
        };
        self.paged(request, path, page)
    }
}
