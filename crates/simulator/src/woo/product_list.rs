//! Which products and variations a list holds.

use super::answer::{Answer, Reply};
use super::links::{Page, window};
use super::product::Product;
use super::product_json::Context;
use super::request::Request;
use super::state::State;
use super::wanted::Wanted;

impl State {
    pub fn list_products(&self, request: &Request) -> Reply {
        self.check_list(request, false)?;
        let wanted = Wanted::read(self, request);
        let skus = request
            .q("sku")
            .filter(|sku| !sku.is_empty() && *sku != "0");
        let by_part = request.q("search_sku").map(str::to_lowercase);
        let mut found: Vec<&Product> = match (skus, by_part) {
            (Some(skus), _) => self.with_skus(skus),
            (None, Some(part)) => {
                let all = self.products.iter();
                all.filter(|p| p.sku.to_lowercase().contains(&part))
                    .collect()
            }
            (None, None) => {
                let mut all = wanted.candidates(&self.products);
                all.retain(|p| !p.is_variation() && wanted.product(self, p));
                return Ok(self.product_page(request, "products", all));
            }
        };
        found.retain(|p| wanted.product(self, p));
        Ok(self.product_page(request, "products", found))
    }

    /// The variations of one parent, or of all of them.
    pub fn list_variations(&self, request: &Request, parent: Option<u64>) -> Reply {
        self.check_list(request, false)?;
        let wanted = Wanted::read(self, request);
        let mut found: Vec<&Product> =
            match (parent, request.q("sku").filter(|sku| !sku.is_empty())) {
                (Some(parent), None) => self.children(parent),
                (_, Some(skus)) => self.with_skus(skus),
                (None, None) => wanted.candidates(&self.products),
            };
        found.retain(|p| p.is_variation() && parent.is_none_or(|id| p.parent == id));
        found.retain(|p| wanted.product(self, p));
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

    fn product_page(&self, request: &Request, path: &str, mut found: Vec<&Product>) -> Answer {
        if let Some(first) = self.setup.hides_from {
            found.retain(|product| product.id < first);
        }
        match request.q("orderby") {
            // As the shelf has them.
            Some("id") if found.is_sorted_by_key(|p| p.id) => {}
            Some("id") => found.sort_unstable_by_key(|p| p.id),
            Some("modified") => found.sort_unstable_by_key(|p| (p.modified.timestamp(), p.id)),
            _ => found.sort_unstable_by_key(|p| (p.created.timestamp(), p.id)),
        }
        if request.q("order") != Some("asc") {
            found.reverse();
        }
        let (range, page, per_page) = window(request, &found);
        let (context, asked) = (Context::of(request), request.q_list("_fields"));
        let variations = path.ends_with("variations");
        let across = path == "variations";
        let rows = found[range].iter().map(|p| {
            if across {
                self.variation_across(p, context, &asked)
            } else if variations {
                self.variation_part(p, context, &asked)
            } else {
                self.product_part(p, context, &asked)
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
