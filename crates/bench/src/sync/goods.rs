//! What a shop sells before its first synchronisation, and what Rackbeat is to hold of it afterwards.
use rust_decimal::Decimal;
use simulator::woo::Shop;

/// Variations of one parent.
const FAMILY: usize = 20;

/// As Rackbeat is to hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Good {
    pub number: String,
    pub name: String,
    /// Without the shop's 25 % VAT.
    pub price: Decimal,
    /// On hand; 0 needs no adjustment.
    pub pieces: u32,
}

/// So many simple products, and so many variations of as few variable ones as hold them. The parents
/// are no goods.
pub fn fill(shop: &Shop, products: usize, variations: usize) -> Vec<Good> {
    let mut goods: Vec<_> = (0..products).map(|at| simple(shop, at)).collect();
    for first in (0..variations).step_by(FAMILY) {
        goods.extend(family(shop, first, variations.min(first + FAMILY)));
    }
    goods
}

/// Of the products' list and of the variations', read once.
pub fn pages(products: usize, variations: usize) -> usize {
    let parents = variations.div_ceil(FAMILY);
    (products + parents).div_ceil(100) + variations.div_ceil(100)
}

fn simple(shop: &Shop, at: usize) -> Good {
    let (number, name) = (format!("VARE-{at:05}"), format!("Kaffekopp nr. {at} – blå"));
    let (gross, pieces) = (price(at), 1 + at as u32 % 90);
    shop.add_product(&number, &name, gross, Some(pieces.into()));
    good(number, name, gross, pieces)
}

fn family(shop: &Shop, from: usize, to: usize) -> Vec<Good> {
    let (parent, name) = (format!("FAMILIE-{from:05}"), format!("Genser {from}"));
    let gross = price(from);
    let named: Vec<_> = (from..to)
        .map(|at| (format!("VARIANT-{at:05}"), format!("Farge {at}")))
        .collect();
    let pieces = |at: usize| 1 + (from + at) as u32 % 90;
    let rows: Vec<_> = named
        .iter()
        .enumerate()
        .map(|(at, (sku, option))| (sku.as_str(), option.as_str(), i64::from(pieces(at))))
        .collect();
    shop.add_variable(&parent, &name, gross, &rows);
    let made = named.iter().enumerate().map(|(at, (sku, option))| {
        let full = format!("{name} – {option}");
        good(sku.clone(), full, gross, pieces(at))
    });
    made.collect()
}

fn good(number: String, name: String, gross: Decimal, pieces: u32) -> Good {
    Good {
        number,
        name,
        price: (gross / Decimal::new(125, 2)).normalize(),
        pieces,
    }
}

/// In kroner and øre, VAT included.
fn price(at: usize) -> Decimal {
    Decimal::new(4_990 + at as i64 * 7 % 100_000, 2)
}
