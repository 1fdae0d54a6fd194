//! An order's lines take the place of those from before: what of the stock that moves, in which shops.
use std::collections::{BTreeMap, BTreeSet};

use store::{
    Change, ShopId, order_line,
    order_line::OrderLine,
    order_link::OrderLink,
    shop,
    shop::{Look, Shop},
    stock_level,
};

use crate::error::Result;

/// Older than any look, so that no write counts as answered before it.
const NEVER: Look = Look(i64::MIN);

/// Other lines in place of those from before. The shops that show another figure now.
pub(super) async fn replace(
    change: &Change,
    (shop, link): (&Shop, &OrderLink),
    (before, after): (&[OrderLine], &[OrderLine]),
    missed: bool,
) -> Result<Vec<ShopId>> {
    if !before.is_empty() {
        order_line::clear(change, link.id).await?;
    }
    order_line::add(change, shop.id, link.id, after).await?;
    let looked = match missed {
        true => NEVER,
        false => shop::looks(change, shop.id).await?.1,
    };
    for (product, by) in reduced(before, after) {
        stock_level::sold(change, shop.id, product, by, looked).await?;
    }
    Ok(stock_level::mark(change, &changed(before, after)).await?)
}

/// The numbers of which the order now holds more or less than before.
fn changed(before: &[OrderLine], after: &[OrderLine]) -> BTreeSet<String> {
    let mut held: BTreeMap<&str, i64> = BTreeMap::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for line in lines {
            let number = line.item_number.as_deref().unwrap_or_default();
            *held.entry(number).or_default() += sign * (line.taken + line.reduced);
        }
    }
    let moved = held
        .into_iter()
        .filter(|(number, by)| *by != 0 && !number.is_empty());
    moved.map(|(number, _)| number.to_owned()).collect()
}

/// By how much the shop itself has newly lowered its own figures, by product.
fn reduced(before: &[OrderLine], after: &[OrderLine]) -> BTreeMap<i64, i64> {
    let mut by: BTreeMap<i64, i64> = BTreeMap::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for line in lines {
            *by.entry(line.sold_id()).or_default() += sign * line.reduced;
        }
    }
    by.retain(|product, by| *product != 0 && *by != 0);
    by
}
