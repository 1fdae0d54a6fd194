//! A walk through what a shop sells: products page by page, then the variations of all parents.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::product::Parent;
use store::{product_link, shop::Shop};
use woo::{Client, ProductQuery, Variation, product::Kind};

use super::{
    listed,
    turns::{MOST_PAGES, Turns},
};
use crate::{Work, error::Result};

pub(crate) use listed::Listed;

/// What of a shop's list is read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scope {
    /// Only what was changed after this, by the shop's clock; `None`: everything.
    pub since: Option<DateTime<Utc>>,
    /// Descriptions too, which make pages heavy.
    pub described: bool,
}

#[derive(Default)]
pub(crate) struct Walked {
    pub listed: Vec<Listed>,
    /// Every row that was promised came and could be read: what was not listed is gone.
    pub is_whole: bool,
    /// Fewer rows came than were promised: one that went meanwhile moves the next ones up a page, and
    /// another walk finds them.
    pub is_short: bool,
    /// The shop's clock at its first answer.
    pub date: Option<DateTime<Utc>>,
}

pub(crate) async fn walk(work: &Work, shop: &Shop, scope: Scope) -> Result<Walked> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let mut walked = Walked {
        is_whole: true,
        ..Walked::default()
    };
    let mut parents = BTreeMap::new();
    let mut query = query(scope, listed::product_fields(scope.described));
    let mut turns = Turns::default();
    loop {
        let page = client.products(&query).await?;
        walked.date = walked.date.or(page.date);
        for product in &page.items {
            if product.kind == Kind::Variable {
                parents.insert(product.id, Parent::of(product));
            }
            let one = listed::of_product(product, scope.described);
            walked.listed.push(one);
        }
        if turns.end(&mut walked, &page, query.page, |product| product.id) {
            break;
        }
        query.page += 1;
    }
    if scope.since.is_some() {
        changed_variations(work, shop, (&client, scope), (parents, &mut walked)).await?;
    } else if !parents.is_empty() {
        variations(&client, scope, &parents, &mut walked).await?;
    }
    walked.listed.sort_by_key(|one| one.product_id);
    walked.listed.dedup_by_key(|one| one.product_id);
    Ok(walked)
}

fn query(scope: Scope, fields: Vec<&'static str>) -> ProductQuery {
    ProductQuery {
        modified_after: scope.since,
        fields,
        is_raw: scope.described,
        ..ProductQuery::default()
    }
}

/// In one list where the shop has it (10.3 and later), else parent by parent.
async fn variations(
    client: &Client,
    scope: Scope,
    parents: &BTreeMap<i64, Parent>,
    walked: &mut Walked,
) -> Result<()> {
    let mut query = query(scope, listed::variation_fields(scope.described));
    let mut turns = Turns::default();
    loop {
        let page = match client.all_variations(&query).await {
            Err(woo::Error::NoRoute) => {
                return parent_by_parent(client, scope, parents, walked).await;
            }
            page => page?,
        };
        for one in &page.items {
            if let Some(parent) = parents.get(&one.parent_id) {
                let one = listed::of_variation(one, parent, scope.described);
                walked.listed.push(one);
            }
        }
        if turns.end(walked, &page, query.page, |one| one.id) {
            return Ok(());
        }
        query.page += 1;
    }
}

/// Whatever parent they have: a variation that changed moves its parent's date, but not each parent
/// that changed has a variation that did. A shop without such a list is read whole at night.
async fn changed_variations(
    work: &Work,
    shop: &Shop,
    (client, scope): (&Client, Scope),
    (mut known, walked): (BTreeMap<i64, Parent>, &mut Walked),
) -> Result<()> {
    let mut query = query(scope, listed::variation_fields(scope.described));
    let mut found = Vec::new();
    let mut turns = Turns::default();
    loop {
        let page = match client.all_variations(&query).await {
            Err(woo::Error::NoRoute) => return Ok(()),
            page => page?,
        };
        let ended = turns.end(walked, &page, query.page, |one| one.id);
        found.extend(page.items);
        if ended {
            break;
        }
        query.page += 1;
    }
    let ids: BTreeSet<_> = found.iter().map(|one| one.parent_id).collect();
    let links = product_link::of_products(&work.tenant, shop.id, &ids).await?;
    for link in &links {
        // One that was changed too is known as it is now.
        known.entry(link.product_id).or_insert_with(|| parent(link));
    }
    for one in &found {
        if let Some(parent) = known.get(&one.parent_id) {
            let one = listed::of_variation(one, parent, scope.described);
            walked.listed.push(one);
        }
    }
    Ok(())
}

/// A variation, and whether its texts are as they were written.
pub(crate) struct Found {
    pub one: Variation,
    pub is_raw: bool,
}

/// Some variations of one parent; those that are gone are not among them.
pub(crate) async fn variations_of(
    client: &Client,
    parent: i64,
    wanted: &BTreeSet<i64>,
) -> Result<Vec<Found>> {
    let query = ProductQuery {
        include: wanted.iter().copied().collect(),
        fields: listed::variation_fields(true),
        is_raw: true,
        ..ProductQuery::default()
    };
    match client.all_variations(&query).await {
        Err(woo::Error::NoRoute) => {}
        page => {
            let found = page?.items.into_iter();
            return Ok(found.map(|one| Found { one, is_raw: true }).collect());
        }
    }
    let found = children(client, parent).await?.into_iter();
    let found = found.filter(|one| wanted.contains(&one.id));
    Ok(found.map(|one| Found { one, is_raw: false }).collect())
}

/// All variations of one parent, without their descriptions. A page that brings nothing new ends them: a shop
/// that answers every page alike would turn them for ever.
pub(crate) async fn children(client: &Client, parent: i64) -> Result<Vec<Variation>> {
    let fields = listed::variation_fields(false);
    let (mut found, mut turns) = (Vec::new(), Turns::default());
    for page_number in 1..=MOST_PAGES {
        let page = client.variations(parent, page_number, &fields).await?;
        let ended = turns.end(&mut Walked::default(), &page, page_number, |one| one.id);
        found.extend(page.items);
        if ended {
            break;
        }
    }
    Ok(found)
}

/// What its variations have of a parent, as it was last listed.
pub(crate) fn parent(link: &product_link::ProductLink) -> Parent {
    Parent {
        name: link.name.clone(),
        tax_class: link.tax_class.clone(),
        tax_status: link.tax_status.clone(),
    }
}

async fn parent_by_parent(
    client: &Client,
    scope: Scope,
    parents: &BTreeMap<i64, Parent>,
    walked: &mut Walked,
) -> Result<()> {
    let fields = listed::variation_fields(scope.described);
    for (id, parent) in parents {
        let mut page_number = 1;
        let mut turns = Turns::default();
        loop {
            let page = client.variations(*id, page_number, &fields).await?;
            // Not as they were written, so a description is not compared.
            let here = page.items.iter();
            let here = here.map(|one| listed::of_variation(one, parent, false));
            walked.listed.extend(here);
            if turns.end(walked, &page, page_number, |one| one.id) {
                break;
            }
            page_number += 1;
        }
    }
    Ok(())
}
