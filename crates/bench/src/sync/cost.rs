//! The calls that a synchronisation made, beside the least that it needs.
use serde_json::{Value, json};

use crate::world::World;

/// Items on a page of Rackbeat's list.
const PAGE: usize = 1_000;

pub struct Cost {
    /// At Rackbeat, from the wish to see a preview until nothing moved any more.
    pub calls: u64,
    /// One for each product, two for each level, and Rackbeat's list before and after.
    pub least_calls: u64,
    pub shop_calls: u64,
    /// The shop's list, for the preview and once more when it is written.
    pub shop_pages: u64,
    /// Batches of figures that were written to the shop, though it shows them.
    pub shop_writes: u64,
    pub by_kind: Value,
}

impl Cost {
    /// `had`: items that Rackbeat had before.
    pub fn of(
        world: &World,
        (products, levels): (usize, usize),
        (had, shop_pages): (usize, usize),
    ) -> Self {
        let (rackbeat, shop) = (world.rackbeat.calls(), world.shops[0].world.calls());
        let pages = had.div_ceil(PAGE).max(1) + (had + products).div_ceil(PAGE);
        Self {
            calls: rackbeat.total(),
            least_calls: (products + 2 * levels + pages) as u64,
            shop_calls: shop.total(),
            shop_pages: 2 * shop_pages as u64,
            shop_writes: shop_writes(world),
            by_kind: json!({ "rackbeat": rackbeat.by_kind(), "shop": shop.by_kind() }),
        }
    }

    pub fn ratio(&self) -> f64 {
        (self.calls as f64 / self.least_calls.max(1) as f64 * 1_000.0).round() / 1_000.0
    }
}

/// Batches of simple products, and of one parent's variations.
pub fn shop_writes(world: &World) -> u64 {
    let calls = world.shops[0].world.calls();
    calls.of("products.batch") + calls.of("variations.batch")
}
