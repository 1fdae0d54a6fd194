//! A walk through everything a shop sells: products page by page, then the variations of all parents.
use std::collections::BTreeMap;

use domain::{link, quantity};
use store::{product_link::Listed, shop::Shop};
use woo::{Client, Page, Product, ProductQuery, Variation, product::Kind};

use crate::{Work, error::Result};

const PER_PAGE: u32 = 100;
/// Pages of one list; a shop that has still more turns them for ever.
const MOST_PAGES: u32 = 2_000;
const PRODUCT: [&str; 8] = [
    "id",
    "parent_id",
    "type",
    "sku",
    "name",
    "status",
    "manage_stock",
    "stock_quantity",
];
const VARIATION: [&str; 8] = [
    "id",
    "parent_id",
    "sku",
    "name",
    "attributes",
    "status",
    "manage_stock",
    "stock_quantity",
];

#[derive(Default)]
pub(super) struct Walked {
    pub listed: Vec<Listed>,
    /// Every row that was promised came and could be read: what was not listed is gone.
    pub is_whole: bool,
}

pub(super) async fn walk(work: &Work, shop: &Shop) -> Result<Walked> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let mut walked = Walked {
        is_whole: true,
        ..Walked::default()
    };
    let mut parents = BTreeMap::new();
    let mut query = ProductQuery {
        fields: PRODUCT.to_vec(),
        ..ProductQuery::default()
    };
    let mut rows = 0;
    loop {
        let page = client.products(&query).await?;
        rows += page.items.len();
        for product in &page.items {
            if product.kind == Kind::Variable {
                parents.insert(product.id, product.name.clone());
            }
            walked.listed.push(of_product(product));
        }
        if ends(&mut walked, &page, (query.page, rows)) {
            break;
        }
        query.page += 1;
    }
    if !parents.is_empty() {
        variations(&client, &parents, &mut walked).await?;
    }
    walked.listed.sort_by_key(|one| one.product_id);
    walked.listed.dedup_by_key(|one| one.product_id);
    Ok(walked)
}

/// One product, in the shape that its own address gives variations too.
pub(super) fn of_product(product: &Product) -> Listed {
    let kind = if product.parent_id == 0 {
        product.kind.as_str()
    } else {
        Kind::Variation.as_str()
    };
    Listed {
        product_id: product.id,
        parent_id: product.parent_id,
        kind: kind.to_owned(),
        sku: trimmed(product.sku.as_deref()),
        name: product.name.clone(),
        manage_stock: link::manage_word(product.manage_stock),
        status: product.status.as_str().to_owned(),
        stock: product.stock_quantity.and_then(quantity::to_thousandths),
    }
}

/// In one list where the shop has it (10.3 and later), else parent by parent.
async fn variations(
    client: &Client,
    parents: &BTreeMap<i64, String>,
    walked: &mut Walked,
) -> Result<()> {
    let mut query = ProductQuery {
        fields: VARIATION.to_vec(),
        ..ProductQuery::default()
    };
    let mut rows = 0;
    loop {
        let page = match client.all_variations(&query).await {
            Err(woo::Error::NoRoute) => return parent_by_parent(client, parents, walked).await,
            page => page?,
        };
        rows += page.items.len();
        let here = page
            .items
            .iter()
            .filter(|one| parents.contains_key(&one.parent_id));
        walked
            .listed
            .extend(here.map(|one| of_variation(one, parents)));
        if ends(walked, &page, (query.page, rows)) {
            return Ok(());
        }
        query.page += 1;
    }
}

async fn parent_by_parent(
    client: &Client,
    parents: &BTreeMap<i64, String>,
    walked: &mut Walked,
) -> Result<()> {
    for parent in parents.keys() {
        let mut page_number = 1;
        let mut rows = 0;
        loop {
            let page = client.variations(*parent, page_number, &VARIATION).await?;
            rows += page.items.len();
            walked
                .listed
                .extend(page.items.iter().map(|one| of_variation(one, parents)));
            if ends(walked, &page, (page_number, rows)) {
                break;
            }
            page_number += 1;
        }
    }
    Ok(())
}

/// Whether this page was the last. One that is empty or one too many ends a list that says it goes on.
fn ends<T>(walked: &mut Walked, page: &Page<T>, (number, rows): (u32, usize)) -> bool {
    walked.is_whole &= page.unreadable.is_empty();
    let has_more = page.has_more(number, PER_PAGE);
    let is_empty = page.items.is_empty() && page.unreadable.is_empty();
    if has_more && !is_empty && number < MOST_PAGES {
        return false;
    }
    walked.is_whole &= !has_more && page.total.is_none_or(|total| total == rows as u64);
    true
}

fn of_variation(variation: &Variation, parents: &BTreeMap<i64, String>) -> Listed {
    let parent = parents.get(&variation.parent_id).map_or("", String::as_str);
    Listed {
        product_id: variation.id,
        parent_id: variation.parent_id,
        kind: Kind::Variation.as_str().to_owned(),
        sku: trimmed(variation.sku.as_deref()),
        name: format!("{parent} – {}", variation.label()),
        manage_stock: link::manage_word(variation.manage_stock),
        status: variation.status.as_str().to_owned(),
        stock: variation.stock_quantity.and_then(quantity::to_thousandths),
    }
}

fn trimmed(sku: Option<&str>) -> String {
    sku.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(items: usize, pages: Option<u64>) -> Page<()> {
        Page {
            items: vec![(); items],
            unreadable: Vec::new(),
            total: None,
            pages,
            date: None,
        }
    }

    /// Whether the list ended with this page, and whether it was whole.
    fn turned(page: &Page<()>, number: u32) -> (bool, bool) {
        let mut walked = Walked {
            is_whole: true,
            ..Walked::default()
        };
        let ended = ends(&mut walked, page, (number, 0));
        (ended, walked.is_whole)
    }

    #[test]
    fn a_list_ends_with_its_last_page() {
        assert_eq!(turned(&page(100, Some(3)), 2), (false, true));
        assert_eq!(turned(&page(100, Some(3)), 3), (true, true));
        assert_eq!(turned(&page(100, None), 2), (false, true));
        assert_eq!(turned(&page(7, None), 2), (true, true));
    }

    #[test]
    fn a_list_that_never_ends_is_left_and_is_not_whole() {
        assert_eq!(turned(&page(0, Some(u64::MAX)), 2), (true, false));
        assert_eq!(turned(&page(100, None), MOST_PAGES), (true, false));
    }
}
