//! A walk through everything a shop sells: products page by page, then the variations of all parents.
use std::collections::BTreeMap;

use domain::{link, quantity};
use store::{product_link::Listed, shop::Shop};
use woo::{Client, Page, Product, ProductQuery, Variation, product::Kind};

use crate::{Work, error::Result};

const PER_PAGE: u32 = 100;
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
        if ends(&mut walked, &page, (&mut query, rows)) {
            break;
        }
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
        if ends(walked, &page, (&mut query, rows)) {
            return Ok(());
        }
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
            walked.is_whole &= page.unreadable.is_empty();
            if !page.has_more(page_number, PER_PAGE) {
                walked.is_whole &= page.total.is_none_or(|total| total == rows as u64);
                break;
            }
            page_number += 1;
        }
    }
    Ok(())
}

/// Turns the page; true after the last.
fn ends<T>(walked: &mut Walked, page: &Page<T>, (query, rows): (&mut ProductQuery, usize)) -> bool {
    walked.is_whole &= page.unreadable.is_empty();
    if page.has_more(query.page, query.per_page) {
        query.page += 1;
        return false;
    }
    walked.is_whole &= page.total.is_none_or(|total| total == rows as u64);
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
