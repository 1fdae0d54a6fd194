//! Outcomes about products and the import: their sentences and what those are filled with.
use super::args::{Args, one};
use super::words::Pair;
use super::{FieldChange, Outcome};
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

pub(super) const APPROVED: Pair = [
    "outcome-import-approved",
    "outcome-import-approved-products-alone",
];
pub(super) const STRAY: Pair = [
    "outcome-stray-adjustment-booked",
    "outcome-stray-adjustment-left",
];

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
            MasterChanged { by, .. }
            | ImportApproved { by, location: None }
            | ImportPaused { by }
            | ImportResumed { by }
            | ImportCancelled { by } => one("by", by),
            ImportApproved {
                by,
                location: Some(location),
            } => vec![("by", by.clone()), ("location", location.clone())],
            StrayAdjustment { id, sku, .. } => vec![("id", id.to_string()), ("sku", sku.clone())],
            _ => self.counts(),
        }
    }

    fn counts(&self) -> Args {
        let all = |counts: &[(&'static str, u64)]| -> Args {
            let shown = |(name, count): &(&'static str, u64)| (*name, count.to_string());
            counts.iter().map(shown).collect()
        };
        match self {
            Self::ImportPreviewed {
                link,
                create,
                skip,
                levels,
            } => all(&[
                ("link", *link),
                ("create", *create),
                ("skip", *skip),
                ("levels", *levels),
            ]),
            Self::ImportDone {
                created,
                linked,
                levels,
                skipped,
                failed,
            } => all(&[
                ("created", *created),
                ("linked", *linked),
                ("levels", *levels),
                ("skipped", *skipped),
                ("failed", *failed),
            ]),
            _ => Args::new(),
        }
    }

    /// One of each; sample words stand in for what a sentence is filled with.
    pub(super) fn samples_of_products() -> Vec<Self> {
        let mut all = of_import();
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

fn of_import() -> Vec<Outcome> {
    use Outcome::*;
    let sku = || "KOPP-1".to_owned();
    let stray = |booked| StrayAdjustment {
        id: 90_311,
        sku: sku(),
        booked,
    };
    vec![
        PriceLeft {
            sku: sku(),
            refusal: Refusal::PriceZero { sku: sku() },
        },
        ProductHandedOver {
            sku: sku(),
            by: by(),
        },
        ImportPreviewed {
            link: 40,
            create: 12,
            skip: 8,
            levels: 30,
        },
        ImportApproved {
            by: by(),
            location: None,
        },
        ImportApproved {
            by: by(),
            location: Some("Hovedlager".to_owned()),
        },
        ImportPaused { by: by() },
        ImportResumed { by: by() },
        ImportCancelled { by: by() },
        ImportDone {
            created: 12,
            linked: 40,
            levels: 30,
            skipped: 8,
            failed: 0,
        },
        stray(true),
        stray(false),
    ]
}

fn by() -> String {
    "kari@example.test".to_owned()
}
