//! One of each refusal, so that a test can ask for every sentence.
use rust_decimal::Decimal;

use super::Refusal;
use crate::{Setting, Side};

impl Refusal {
    /// Every sentence a refusal can need, its remedies too.
    pub fn all_keys() -> Vec<&'static str> {
        let samples = Self::samples();
        let mut keys: Vec<_> = samples
            .iter()
            .flat_map(|one| [one.key(), one.remedy_key()])
            .collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// One of each; sample words stand in for what a sentence is filled with.
    pub fn samples() -> Vec<Self> {
        let (sku, name) = ("KOPP-1".to_owned(), "Kaffekopp".to_owned());
        let text = "The selected Customer is invalid.".to_owned();
        let (shop, rackbeat) = (Decimal::new(10_000, 2), Decimal::new(9_900, 2));
        let mut all = vec![
            Self::LineWithoutSku { name: name.clone() },
            Self::SkuTooLong {
                sku: sku.clone(),
                name: name.clone(),
            },
            Self::UnknownSku {
                sku: sku.clone(),
                name: name.clone(),
            },
            Self::AmbiguousSku {
                sku: sku.clone(),
                name: name.clone(),
            },
            Self::SkuDiffersInCase {
                sku: sku.clone(),
                number: "kopp-1".to_owned(),
            },
            Self::BarredItem {
                sku,
                name: name.clone(),
            },
            Self::LineWithoutQuantity { name: name.clone() },
            Self::NothingToSend,
            Self::UnknownCurrency {
                currency: "ISK".to_owned(),
            },
            Self::SumsDiffer {
                shop,
                rackbeat,
                difference: shop - rackbeat,
            },
            Self::TotalBelowLines {
                difference: rackbeat,
            },
            Self::NegativePriceRefused { name },
            Self::NotConnected { side: Side::Shop },
            Self::NotConnected {
                side: Side::Rackbeat,
            },
            Self::RackbeatRefused { text: text.clone() },
            Self::CustomerRefused { text: text.clone() },
            Self::CustomerGone { number: 10_007 },
            Self::ShopRefused { text },
            Self::SomebodyElsesOrder { number: 1029 },
        ];
        all.extend(of_products());
        all.extend(Setting::ALL.map(|setting| Self::MissingSetting { setting }));
        all
    }
}

fn of_products() -> Vec<Refusal> {
    let mut all = of_identity();
    all.extend(of_prices());
    all
}

fn of_identity() -> Vec<Refusal> {
    use Refusal::*;
    let (sku, name) = (|| "KOPP-1".to_owned(), || "Kaffekopp".to_owned());
    vec![
        ProductWithoutSku { name: name() },
        ProductSkuTooLong {
            sku: sku(),
            name: name(),
        },
        ProductSkuDiffersInCase {
            sku: sku(),
            number: "kopp-1".to_owned(),
        },
        ProductSkuTwice { sku: sku() },
        ProductBarred { sku: sku() },
        VariableProduct { name: name() },
        OtherKind {
            name: name(),
            kind: "grouped".to_owned(),
        },
        TurnedVariable { sku: sku() },
        ClaimedByOtherShop {
            sku: sku(),
            shop: "Butikken".to_owned(),
        },
        SkuInTrash { sku: sku() },
        SkuTaken { sku: sku() },
        ProductTooLarge { sku: sku() },
    ]
}

fn of_prices() -> Vec<Refusal> {
    use Refusal::*;
    let sku = || "KOPP-1".to_owned();
    let (regular, sale) = (Decimal::new(9_900, 2), Decimal::new(14_900, 2));
    vec![
        NoVatRate {
            sku: sku(),
            class: String::new(),
        },
        NoVatRate {
            sku: sku(),
            class: "bok".to_owned(),
        },
        PriceBelowSale {
            sku: sku(),
            regular,
            sale,
        },
        PriceMissing { sku: sku() },
        PriceZero { sku: sku() },
        PriceUnusable {
            sku: sku(),
            price: -sale,
        },
        OtherCurrency {
            shop: "EUR".to_owned(),
            rackbeat: "NOK".to_owned(),
        },
        CurrencyNotConfirmed,
    ]
}
