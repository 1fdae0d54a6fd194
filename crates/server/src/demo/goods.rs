//! What the demo's company sells: the same in both shops and in Rackbeat.
use simulator::{rackbeat::Agreement, woo::Shop};

use crate::simulate::{GOODS, without_vat};

/// The mug, sold in most steps of the walk.
pub const MUG: &str = GOODS[0].0;
/// Sold by the variation: the variable product's own SKU, name, and price with VAT in kroner.
const JUMPER: (&str, &str, u32) = ("GENSER", "Ullgenser", 1_199);
/// SKU, colour, pieces.
pub const COLOURS: [(&str, &str, i64); 2] = [("GENSER-R", "Rød", 6), ("GENSER-B", "Blå", 4)];
/// One is left.
pub const LAST: &str = "VASE-1";
const MORE: [(&str, &str, u32, u32); 2] = [
    ("BRETT-1", "Skjærebrett i eik", 329, 15),
    (LAST, "Vase, den siste", 899, 1),
];

/// Every SKU that has a figure.
pub fn skus() -> impl Iterator<Item = &'static str> {
    let simple = GOODS.iter().chain(&MORE).map(|goods| goods.0);
    simple.chain(COLOURS.iter().map(|colour| colour.0))
}

pub fn stock_up(agreement: &Agreement) {
    for (sku, name, price, pieces) in GOODS.iter().chain(&MORE) {
        agreement.add_product(sku, name, without_vat(*price), *pieces);
    }
    for (sku, colour, pieces) in COLOURS {
        let name = format!("{}, {}", JUMPER.1, colour.to_lowercase());
        agreement.add_product(sku, &name, without_vat(JUMPER.2), pieces);
    }
}

/// `more` pieces of everything than Rackbeat has, as figures are when nobody keeps them the same.
pub fn fill(shop: &Shop, more: i64) {
    for (sku, name, price, pieces) in GOODS.iter().chain(&MORE) {
        let pieces = i64::from(*pieces) + more;
        shop.add_product(sku, name, (*price).into(), Some(pieces));
    }
    let colours = COLOURS.map(|(sku, colour, pieces)| (sku, colour, pieces + more));
    shop.add_variable(JUMPER.0, JUMPER.1, JUMPER.2.into(), &colours);
}
