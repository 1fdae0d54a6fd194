//! What a shop says of some of its products now, read together.
use std::collections::{BTreeMap, BTreeSet};

use domain::product::{HeldInShop, Offered, Parent};
use store::{product_link::ProductLink, shop::Shop};
use woo::{Client, Product, ProductQuery, Variation};

use super::counterpart::Counterparts;
use crate::{
    Work,
    error::Result,
    index::{
        listed::{self, Listed},
        walk,
    },
};

/// Ids in one call.
const TOGETHER: usize = 100;

/// As it was read with its texts as they were written.
pub(super) enum Fresh {
    Product(Product),
    Variation(Variation, Parent),
    /// A variation in a product's shape, as shops before 10.3 give it: its own name is not in it.
    Bare(Product, Parent),
}

/// By product id; what is no longer in the shop is not among them.
pub(super) type All = BTreeMap<i64, Fresh>;

impl Fresh {
    pub(super) fn offered(&self, number: &str) -> Offered {
        let offered = match self {
            Self::Product(product) | Self::Bare(product, _) => Offered::of_product(product),
            Self::Variation(variation, parent) => Offered::of_variation(variation, parent),
        };
        Offered {
            number: number.to_owned(),
            ..offered
        }
    }

    pub(super) fn held(&self) -> HeldInShop {
        match self {
            Self::Product(product) => HeldInShop::of_product(product),
            Self::Variation(variation, parent) => HeldInShop::of_variation(variation, parent),
            Self::Bare(product, parent) => HeldInShop {
                name: String::new(),
                tax_class: match product.tax_class.as_str() {
                    "parent" => parent.tax_class.clone(),
                    own => own.to_owned(),
                },
                tax_status: parent.tax_status.clone(),
                ..HeldInShop::of_product(product)
            },
        }
    }

    /// `None` where not all of its row was read.
    pub(super) fn listed(&self) -> Option<Listed> {
        match self {
            Self::Product(product) => Some(listed::of_product(product, true)),
            Self::Variation(variation, parent) => {
                Some(listed::of_variation(variation, parent, true))
            }
            Self::Bare(..) => None,
        }
    }
}

/// Reads the products behind these links. `names`: what variations are called must be known too.
pub(super) async fn read(
    work: &Work,
    shop: &Shop,
    (links, known): (&[&ProductLink], &Counterparts),
    names: bool,
) -> Result<All> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let mut all = All::new();
    let (own, variations): (Vec<_>, Vec<_>) =
        links.iter().copied().partition(|link| link.parent_id == 0);
    for chunk in own.chunks(TOGETHER) {
        let page = client
            .products(&query(chunk, listed::product_fields(true)))
            .await?;
        let found = page.items.into_iter();
        all.extend(found.map(|one| (one.id, Fresh::Product(one))));
    }
    for chunk in variations.chunks(TOGETHER) {
        let query = query(chunk, listed::variation_fields(true));
        match client.all_variations(&query).await {
            Err(woo::Error::NoRoute) => {
                one_by_one(&client, (chunk, known), names, &mut all).await?
            }
            page => {
                let parents: BTreeMap<_, _> = chunk
                    .iter()
                    .map(|link| (link.parent_id, known.parent(link)))
                    .collect();
                for one in page?.items {
                    let parent = parents.get(&one.parent_id).cloned().unwrap_or_default();
                    all.insert(one.id, Fresh::Variation(one, parent));
                }
            }
        }
    }
    Ok(all)
}

fn query(links: &[&ProductLink], fields: Vec<&'static str>) -> ProductQuery {
    ProductQuery {
        include: links.iter().map(|link| link.product_id).collect(),
        fields,
        is_raw: true,
        ..ProductQuery::default()
    }
}

/// Where the shop has no list of all variations: by their parents for their names, else each alone.
async fn one_by_one(
    client: &Client,
    (links, known): (&[&ProductLink], &Counterparts),
    names: bool,
    all: &mut All,
) -> Result<()> {
    if !names {
        for link in links {
            match client.raw_product(link.product_id).await {
                Ok(product) => {
                    let one = Fresh::Bare(product, known.parent(link));
                    all.insert(link.product_id, one);
                }
                Err(woo::Error::NotFound(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        return Ok(());
    }
    let wanted: BTreeSet<_> = links.iter().map(|link| link.product_id).collect();
    let parents: BTreeMap<_, _> = links.iter().map(|link| (link.parent_id, *link)).collect();
    for (id, link) in parents {
        let found = walk::children(client, id).await?.into_iter();
        for one in found.filter(|one| wanted.contains(&one.id)) {
            let parent = known.parent(link);
            all.insert(one.id, Fresh::Variation(one, parent));
        }
    }
    Ok(())
}
