//! Outcomes about products and the import: their sentences and what those are filled with.
use super::args::{Args, one};
use super::words::Pair;
use super::{FieldChange, ImportNews, Outcome};
use crate::{ProductMaster, Refusal, Side};

// In the shop, and in Rackbeat.
pub(super) const CREATED: Pair = [
    "outcome-product-created-shop",
    "outcome-product-created-rackbeat",
];
pub(super) const CHANGED: Pair = [
    "outcome-product-changed-shop",
    "outcome-product-changed-rackbeat",
];
pub(super) const GONE: Pair = ["outcome-product-gone-shop", "outcome-product-gone-rackbeat"];
pub(super) const BACK: Pair = ["outcome-product-back-shop", "outcome-product-back-rackbeat"];

pub(super) fn master(master: ProductMaster) -> &'static str {
    match master {
        ProductMaster::Rackbeat => "outcome-master-rackbeat",
        ProductMaster::WooCommerce => "outcome-master-shop",
        ProductMaster::None => "outcome-master-none",
    }
}

impl Outcome {
    pub(super) fn args_of_products(&self) -> Args {
        use Outcome::*;
        match self {
            ProductCreated { sku, .. }
            | ProductChanged { sku, .. }
            | ProductGone { sku, .. }
            | ProductBack { sku, .. }
            | PriceLeft { sku, .. } => one("sku", sku),
            ProductHandedOver { sku, by } => vec![("sku", sku.clone()), ("by", by.clone())],
            MasterChanged { by, .. } => one("by", by),
            Import { news } => news.args(),
            _ => Args::new(),
        }
    }

    /// One of each; sample words stand in for what a sentence is filled with.
    pub(super) fn samples_of_products() -> Vec<Self> {
        let mut all = by_hand();
        let news = ImportNews::samples().into_iter();
        all.extend(news.map(|news| Self::Import { news }));
        for side in [Side::Shop, Side::Rackbeat] {
            all.extend(of_side(side));
        }
        for master in [
            ProductMaster::Rackbeat,
            ProductMaster::WooCommerce,
            ProductMaster::None,
        ] {
            let by = by();
            all.push(Self::MasterChanged { by, master });
        }
        all
    }
}

fn of_side(side: Side) -> Vec<Outcome> {
    use Outcome::*;
    let sku = || "KOPP-1".to_owned();
    vec![
        ProductCreated { sku: sku(), side },
        ProductChanged {
            sku: sku(),
            side,
            fields: FieldChange::samples(),
        },
        ProductGone { sku: sku(), side },
        ProductBack { sku: sku(), side },
    ]
}

fn by_hand() -> Vec<Outcome> {
    use Outcome::*;
    let sku = || "KOPP-1".to_owned();
    vec![
        PriceLeft {
            sku: sku(),
            refusal: Refusal::PriceZero { sku: sku() },
        },
        ProductHandedOver {
            sku: sku(),
            by: by(),
        },
    ]
}

fn by() -> String {
    "kari@example.test".to_owned()
}
