//! What the shop says of some products now.
use std::collections::{BTreeMap, BTreeSet};

use domain::{
    product::{Offered, Parent},
    quantity,
};
use store::import::Row;
use woo::{ManageStock, Product, ProductQuery, Variation, product::Kind};

use super::run::Run;
use crate::{error::Result, index::listed};

/// Ids in one call.
const CHUNK: usize = 100;
/// Pages of one parent's variations.
const PAGES: u32 = 100;

/// One product or variation, read afresh.
pub(super) struct Fresh {
    /// WooCommerce's word.
    pub kind: String,
    pub offered: Offered,
    /// Thousandths; `None`: it keeps no figure of its own.
    pub figure: Option<i64>,
}

/// Those that are still there, by their ids; and those of which the shop said something that cannot be read.
#[derive(Default)]
pub(super) struct Shelf {
    pub fresh: BTreeMap<i64, Fresh>,
    pub unreadable: BTreeSet<i64>,
}

pub(super) async fn read(run: &Run<'_>, rows: &[&Row]) -> Result<Shelf> {
    let mut shelf = Shelf::default();
    let alone = rows.iter().filter(|row| row.parent_id == 0);
    let alone: BTreeSet<i64> = alone.map(|row| row.product_id).collect();
    let parents: BTreeSet<i64> = rows
        .iter()
        .map(|row| row.parent_id)
        .filter(|parent| *parent != 0)
        .collect();
    let asked: Vec<i64> = alone.union(&parents).copied().collect();
    let mut known = BTreeMap::new();
    for product in products(run, &asked, &mut shelf).await? {
        if parents.contains(&product.id) {
            known.insert(product.id, Parent::of(&product));
        }
        if alone.contains(&product.id) {
            shelf.fresh.insert(product.id, of_product(&product));
        }
    }
    variations(run, rows, &known, &mut shelf).await?;
    Ok(shelf)
}

async fn products(run: &Run<'_>, ids: &[i64], shelf: &mut Shelf) -> Result<Vec<Product>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let query = query(chunk, listed::product_fields(false));
        let page = run.woo.products(&query).await?;
        shelf.unreadable.extend(page.unreadable);
        found.extend(page.items);
    }
    Ok(found)
}

async fn variations(
    run: &Run<'_>,
    rows: &[&Row],
    parents: &BTreeMap<i64, Parent>,
    shelf: &mut Shelf,
) -> Result<()> {
    let wanted: Vec<&&Row> = rows.iter().filter(|row| row.parent_id != 0).collect();
    let ids: Vec<i64> = wanted.iter().map(|row| row.product_id).collect();
    let fields = listed::variation_fields(false);
    for chunk in ids.chunks(CHUNK) {
        let page = match run.woo.all_variations(&query(chunk, fields.clone())).await {
            Err(woo::Error::NoRoute) => {
                return family_by_family(run, &wanted, parents, shelf).await;
            }
            page => page?,
        };
        shelf.unreadable.extend(page.unreadable);
        shelf.put(&page.items, parents);
    }
    Ok(())
}

/// Before 10.3 a shop lists variations only by their parent.
async fn family_by_family(
    run: &Run<'_>,
    wanted: &[&&Row],
    parents: &BTreeMap<i64, Parent>,
    shelf: &mut Shelf,
) -> Result<()> {
    let families: BTreeSet<i64> = wanted.iter().map(|row| row.parent_id).collect();
    let fields = listed::variation_fields(false);
    for parent in families {
        for number in 1..=PAGES {
            let page = run.woo.variations(parent, number, &fields).await?;
            let more = page.has_more(number, 100) && !page.items.is_empty();
            shelf.unreadable.extend(page.unreadable);
            shelf.put(&page.items, parents);
            if !more {
                break;
            }
        }
    }
    Ok(())
}

impl Shelf {
    fn put(&mut self, variations: &[Variation], parents: &BTreeMap<i64, Parent>) {
        for variation in variations {
            if let Some(parent) = parents.get(&variation.parent_id) {
                let fresh = of_variation(variation, parent);
                self.fresh.insert(variation.id, fresh);
            }
        }
    }
}

fn query(ids: &[i64], fields: Vec<&'static str>) -> ProductQuery {
    ProductQuery {
        include: ids.to_vec(),
        fields,
        ..ProductQuery::default()
    }
}

fn of_product(product: &Product) -> Fresh {
    Fresh {
        kind: product.kind.as_str().to_owned(),
        offered: Offered::of_product(product),
        figure: figure(product.manage_stock, product.stock_quantity),
    }
}

fn of_variation(variation: &Variation, parent: &Parent) -> Fresh {
    Fresh {
        kind: Kind::Variation.as_str().to_owned(),
        offered: Offered::of_variation(variation, parent),
        figure: figure(variation.manage_stock, variation.stock_quantity),
    }
}

fn figure(manage: ManageStock, pieces: Option<rust_decimal::Decimal>) -> Option<i64> {
    let own = manage == ManageStock::Yes;
    pieces.filter(|_| own).and_then(quantity::to_thousandths)
}
