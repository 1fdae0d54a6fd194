//! Which products of a shop stand for which numbers, as the index knows them.
use std::collections::{BTreeMap, BTreeSet};

use domain::{
    link::Tie,
    product::{HeldInShop, Offered, Parent, name_text},
};
use store::{ShopId, Tenant, product_link, product_link::ProductLink};

use crate::index::walk;

pub(super) struct Counterparts {
    links: Vec<ProductLink>,
    parents: BTreeMap<i64, Parent>,
}

impl Counterparts {
    pub(super) async fn load(
        tenant: &Tenant,
        shop: ShopId,
        numbers: &BTreeSet<String>,
    ) -> Result<Self, store::Error> {
        let links = product_link::of_numbers(tenant, shop, numbers).await?;
        let ids = links.iter().map(|link| link.parent_id);
        let ids: BTreeSet<_> = ids.filter(|id| *id != 0).collect();
        let parents = product_link::of_products(tenant, shop, &ids).await?;
        let parents = parents.iter();
        Ok(Self {
            parents: parents
                .map(|link| (link.product_id, walk::parent(link)))
                .collect(),
            links,
        })
    }

    /// Those in the shop that are the number's own; a variation that shows its parent's is not.
    pub(super) fn live(&self, number: &str) -> Vec<&ProductLink> {
        let is_own = |link: &&ProductLink| match &link.item_number {
            Some(tied) => tied == number,
            None => link.sku == number,
        };
        let links = self.links.iter().filter(is_own);
        links
            .filter(|link| !matches!(link.state, Tie::Gone | Tie::Inherited))
            .collect()
    }

    /// Whether something in the shop has the number for its SKU, and is another number's by hand.
    pub(super) fn is_taken(&self, number: &str) -> bool {
        let mut holds = self
            .links
            .iter()
            .filter(|link| link.sku == number && !matches!(link.state, Tie::Gone | Tie::Inherited));
        holds.any(|link| link.item_number.as_ref().is_some_and(|tied| tied != number))
    }

    /// Those that were the number's own and are no longer in the shop.
    pub(super) fn gone(&self, number: &str) -> Vec<&ProductLink> {
        let gone = |link: &&ProductLink| link.state == Tie::Gone && link.sku == number;
        self.links.iter().filter(gone).collect()
    }

    /// One in the shop that is it but for capitals.
    pub(super) fn alike(&self, number: &str) -> Option<&ProductLink> {
        let alike = |link: &&ProductLink| {
            link.state != Tie::Gone && domain::sku::differs_only_in_case(&link.sku, number)
        };
        self.links.iter().find(alike)
    }

    pub(super) fn parent(&self, link: &ProductLink) -> Parent {
        let parent = self.parents.get(&link.parent_id);
        parent.cloned().unwrap_or_default()
    }
}

/// As the index knows it: enough to see that nothing is to be done.
pub(super) fn offered(link: &ProductLink, number: &str) -> Offered {
    Offered {
        number: number.to_owned(),
        name: name_text(&link.name),
        price: link.price,
        tax_class: link.tax_class.clone(),
        tax_status: link.tax_status.clone(),
    }
}

pub(super) fn held(link: &ProductLink) -> HeldInShop {
    HeldInShop {
        product_id: link.product_id,
        name: link.name.clone(),
        regular_price: link.price,
        sale_price: link.sale_price,
        tax_class: link.tax_class.clone(),
        tax_status: link.tax_status.clone(),
        description_key: link.description_key.clone(),
    }
}
