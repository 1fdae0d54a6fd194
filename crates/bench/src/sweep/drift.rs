//! Figures that drift in a shop behind everybody's back, and whether they alone were put right.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::index};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::world::World;

/// So many differences are named; there may be thousands.
const NAMED: usize = 20;

pub struct Drift {
    skus: BTreeSet<String>,
    /// Each of the shop's products when the drift had happened, by SKU.
    dates: BTreeMap<String, Value>,
    /// When each item last changed in Rackbeat.
    changed: BTreeMap<String, DateTime<Utc>>,
}

/// The same simple goods on both sides, with the same figures.
pub fn fill(world: &World, items: usize) {
    for at in 0..items {
        let (sku, pieces) = (sku(at), pieces(at));
        let shop = &world.shops[0].world;
        world.agreement.add_product(&sku, &sku, 100, pieces);
        shop.add_product(&sku, &sku, 125.into(), Some(pieces.into()));
    }
}

impl Drift {
    /// `share` of the items show another figure, never nothing: zeros are asked about.
    pub fn happen(world: &World, items: usize, share: f64, seed: u64) -> Self {
        let mut dice = StdRng::seed_from_u64(seed);
        let count = (items as f64 * share).round() as usize;
        let shop = &world.shops[0].world;
        let drifted = index::sample(&mut dice, items, count.min(items));
        let skus: BTreeSet<_> = drifted
            .iter()
            .map(|at| {
                let shows = i64::from(pieces(at)) + dice.random_range(1..50);
                shop.drift_stock(shop.id_of(&sku(at)).unwrap_or_default(), shows);
                sku(at)
            })
            .collect();
        Self {
            skus,
            dates: dates(world, items),
            changed: changed(world),
        }
    }

    pub fn count(&self) -> usize {
        self.skus.len()
    }

    /// What is wrong: a figure that is not Rackbeat's, a product that was written without need, or an item.
    pub fn judge(&self, world: &World) -> Vec<String> {
        let (shop, items) = (&world.shops[0].world, self.dates.len());
        let mut faults = Vec::new();
        for at in 0..items {
            let (sku, right) = (sku(at), Decimal::from(pieces(at)));
            let shows = shop.stock_of_sku(&sku).map(Decimal::from);
            let has = world.agreement.available(&sku);
            if (shows, has) != (Some(right), Some(right)) {
                faults.push(format!(
                    "the shop shows {shows:?} of {sku}, Rackbeat {has:?}, not {right}"
                ));
            }
        }
        let now = dates(world, items);
        let written = now
            .iter()
            .filter(|(sku, date)| self.dates.get(*sku) != Some(*date));
        let needless = written.filter(|(sku, _)| !self.skus.contains(*sku));
        faults.extend(needless.map(|(sku, _)| format!("{sku} was written in the shop")));
        if changed(world) != self.changed {
            faults.push("an item of Rackbeat's was changed".to_owned());
        }
        faults.extend(writes(world));
        let more = faults.len().saturating_sub(NAMED);
        faults.truncate(NAMED);
        faults.extend((more > 0).then(|| format!("and {more} more")));
        faults
    }
}

/// Calls that are neither readings nor batches of figures.
fn writes(world: &World) -> Vec<String> {
    let (rackbeat, shop) = (world.rackbeat.calls(), world.shops[0].world.calls());
    let kinds = [rackbeat.by_kind(), shop.by_kind()].into_iter().flatten();
    let is_write = |kind: &str| {
        let verb = kind.rsplit('.').next().unwrap_or_default();
        matches!(verb, "create" | "change" | "update" | "delete" | "book")
    };
    let written = kinds.filter(|(kind, _)| is_write(kind));
    written
        .map(|(kind, count)| format!("{kind} was called {count} times"))
        .collect()
}

fn dates(world: &World, items: usize) -> BTreeMap<String, Value> {
    let shop = &world.shops[0].world;
    let date = |at| {
        let sku = sku(at);
        let shown = shop.product(shop.id_of(&sku)?)?;
        Some((sku, shown["date_modified_gmt"].clone()))
    };
    (0..items).filter_map(date).collect()
}

fn changed(world: &World) -> BTreeMap<String, DateTime<Utc>> {
    let items = world.agreement.items().into_iter();
    items.map(|item| (item.number, item.updated_at)).collect()
}

fn sku(at: usize) -> String {
    format!("VARE-{at:05}")
}

fn pieces(at: usize) -> u32 {
    3 + at as u32 % 90
}
