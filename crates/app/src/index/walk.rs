//! A walk through what a shop sells: products page by page, then the variations of all parents.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::product::Parent;
use store::{product_link, shop::Shop};
use woo::{Client, Page, ProductQuery, Variation, product::Kind};

use super::listed;
use crate::{Work, error::Result};

pub(crate) use listed::Listed;

const PER_PAGE: u32 = 100;
/// Pages of one list; a shop that has still more turns them for ever.
const MOST_PAGES: u32 = 2_000;

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

/// How far one list was turned.
#[derive(Default)]
struct Turns {
    rows: usize,
    /// The most rows that any page promised.
    promised: Option<u64>,
    seen: BTreeSet<i64>,
}

impl Turns {
    /// Whether this page was the last. One that is empty, brings nothing new, or is one too many ends a
    /// list that says it goes on.
    fn end<T>(
        &mut self,
        walked: &mut Walked,
        page: &Page<T>,
        number: u32,
        id: impl Fn(&T) -> i64,
    ) -> bool {
        let known = self.seen.len();
        self.seen.extend(page.items.iter().map(id));
        self.rows += page.items.len();
        self.promised = self.promised.max(page.total);
        walked.is_whole &= page.unreadable.is_empty();
        let has_more = page.has_more(number, PER_PAGE);
        let is_news = self.seen.len() > known || !page.unreadable.is_empty();
        if has_more && is_news && number < MOST_PAGES {
            return false;
        }
        let has_all = self.promised.is_none_or(|total| total == self.rows as u64);
        walked.is_short |= !has_all && !has_more;
        walked.is_whole &= has_all && !has_more;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ids: std::ops::Range<i64>, pages: Option<u64>) -> Page<i64> {
        Page {
            items: ids.collect(),
            unreadable: Vec::new(),
            total: None,
            pages,
            date: None,
        }
    }

    /// Whether the list ended with this page, and whether it was whole.
    fn turned(page: &Page<i64>, number: u32) -> (bool, bool) {
        let mut walked = whole();
        let ended = Turns::default().end(&mut walked, page, number, |id| *id);
        (ended, walked.is_whole)
    }

    fn whole() -> Walked {
        Walked {
            is_whole: true,
            ..Walked::default()
        }
    }

    #[test]
    fn a_list_ends_with_its_last_page() {
        assert_eq!(turned(&page(0..100, Some(3)), 2), (false, true));
        assert_eq!(turned(&page(0..100, Some(3)), 3), (true, true));
        assert_eq!(turned(&page(0..100, None), 2), (false, true));
        assert_eq!(turned(&page(0..7, None), 2), (true, true));
    }

    #[test]
    fn a_list_that_never_ends_is_left_and_is_not_whole() {
        assert_eq!(turned(&page(0..0, Some(u64::MAX)), 2), (true, false));
        assert_eq!(turned(&page(0..100, None), MOST_PAGES), (true, false));
    }

    #[test]
    fn a_list_whose_pages_are_all_alike_is_left_and_is_not_whole() {
        let (mut walked, mut turns) = (whole(), Turns::default());
        let page = page(0..100, None);
        assert!(!turns.end(&mut walked, &page, 1, |id| *id));
        assert!(turns.end(&mut walked, &page, 2, |id| *id));
        assert!(!walked.is_whole);
    }

    #[test]
    fn a_list_that_lost_a_row_between_two_pages_is_short() {
        let (mut walked, mut turns) = (whole(), Turns::default());
        let of = |ids, total| Page {
            total: Some(total),
            ..page(ids, Some(2))
        };
        assert!(!turns.end(&mut walked, &of(0..100, 200), 1, |id| *id));
        assert!(turns.end(&mut walked, &of(101..200, 199), 2, |id| *id));
        assert!(walked.is_short && !walked.is_whole);
    }
}
