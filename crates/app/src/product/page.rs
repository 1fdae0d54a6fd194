//! A shop's products as a page shows them: how each is linked, and how its copy stands.
use std::collections::{BTreeMap, BTreeSet};

use store::{
    ShopId, Tenant,
    product_copy::{self, Copy},
    product_link::{self, Filter, ProductLink},
};

/// One product or variation of the shop.
#[derive(Clone, Debug)]
pub struct Shown {
    pub link: ProductLink,
    /// How it is carried; `None`: it is not.
    pub copy: Option<Copy>,
}

/// A page of them by SKU; the next one begins after `key()` of the last.
pub async fn page(
    tenant: &Tenant,
    shop: ShopId,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Shown>, store::Error> {
    let links = product_link::page(tenant, shop, filter, limit).await?;
    let numbers: BTreeSet<_> = links.iter().map(number).collect();
    let copies = product_copy::find(tenant, shop, &numbers).await?;
    let copies: BTreeMap<_, _> = copies
        .into_iter()
        .map(|copy| (copy.number.clone(), copy))
        .collect();
    let shown = links.into_iter().map(|link| Shown {
        copy: copies.get(&number(&link)).cloned(),
        link,
    });
    Ok(shown.collect())
}

impl Shown {
    /// Where the next page begins.
    #[must_use]
    pub fn key(&self) -> (String, store::ProductLinkId) {
        (self.link.sku.to_lowercase(), self.link.id)
    }
}

fn number(link: &ProductLink) -> String {
    link.item_number.clone().unwrap_or_else(|| link.sku.clone())
}
