//! Test data: goods that both sides know, and purchases of them.
use rust_decimal::Decimal;
use simulator::woo::OrderDraft;

/// One piece of goods, sold in shops and known in Rackbeat by its SKU.
#[derive(Clone, Debug)]
pub struct Goods {
    pub sku: String,
    pub name: String,
    /// As the shop asks for it, VAT included.
    pub price: Decimal,
    /// On hand in Rackbeat when the test begins, and what the shop shows.
    pub stock: i64,
}

impl Goods {
    pub fn new(sku: &str, name: &str, price: i64, stock: i64) -> Self {
        Self {
            sku: sku.to_owned(),
            name: name.to_owned(),
            price: price.into(),
            stock,
        }
    }
}

/// Mugs, of which there are ten.
pub fn mugs() -> Goods {
    Goods::new("KOPP", "Kaffekopp", 199, 10)
}

/// Thermos flasks, of which there are forty.
pub fn flasks() -> Goods {
    Goods::new("TERMOS-1", "Termos 1 l", 399, 40)
}

/// What every house begins with.
pub fn goods() -> Vec<Goods> {
    vec![
        mugs(),
        flasks(),
        Goods::new("Å/Ø 12", "Spesialtegn Æ/Ø", 90, 12),
    ]
}

/// A purchase of so many pieces of one product.
pub fn purchase(product: u64, pieces: i64) -> OrderDraft {
    OrderDraft::of(product, pieces)
}

/// An exact figure, as it is written.
pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}
