//! What each shop may show: what is free by all that anybody knows, and what may not have been heard of yet.
use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use testkit::simulator::rackbeat::Order;

use super::{
    memory::{Bought, Sides, by_reference, goods},
    world::World,
};

/// The bound on what is shown.
#[derive(Default)]
pub struct Bound {
    /// What was free of each good when it was last reckoned.
    free: Vec<Decimal>,
    /// What was free when all was last at rest, and all that has become free since: of the rest nobody need have heard.
    allowed: Vec<Decimal>,
    /// What each shop itself has put back on its shelf since.
    own: Vec<Vec<i64>>,
}

impl Bound {
    /// All is at rest: nothing is unheard of.
    pub fn reset(&mut self, world: &World, orders: &[Bought]) {
        self.free = free(world, orders);
        self.allowed = self.free.clone();
        self.own = vec![vec![0; world.goods.len()]; world.shops.len()];
    }

    /// Something has happened; what has become free may be shown, what is not free any more may not have been heard of.
    pub fn stir(&mut self, world: &World, orders: &[Bought]) {
        let now = free(world, orders);
        for (at, now) in now.iter().enumerate() {
            self.allowed[at] += (now - self.free[at]).max(Decimal::ZERO);
        }
        self.free = now;
    }

    /// The shops' people and customers moved the shops' own figures.
    pub fn moved(&mut self, before: &[Vec<i64>], after: &[Vec<i64>]) {
        for (shop, own) in self.own.iter_mut().enumerate() {
            for (at, own) in own.iter_mut().enumerate() {
                *own += (after[shop][at] - before[shop][at]).max(0);
            }
        }
    }

    /// What a person's act in Rackbeat made look free, until somebody looks closer.
    pub fn seems_free(&mut self, before: &[Decimal], after: &[Decimal]) {
        for (at, allowed) in self.allowed.iter_mut().enumerate() {
            *allowed += (after[at] - before[at]).max(Decimal::ZERO);
        }
    }

    /// Where more is shown than may be.
    pub fn broken(&self, world: &World) -> Vec<String> {
        let mut broken = Vec::new();
        for (shop, shown) in world.shown().into_iter().enumerate() {
            for (at, shown) in shown.into_iter().enumerate() {
                let most = pieces(self.allowed[at]) + self.own[shop][at];
                if shown > most {
                    let (name, sku) = (&world.shops[shop].name, &world.goods[at]);
                    broken.push(format!(
                        "{name} shows {shown} of {sku}, at most {most} may be"
                    ));
                }
            }
        }
        broken
    }
}

/// Where a shop shows another figure than it should, all being at rest.
pub fn wrong(world: &World, orders: &[Bought]) -> Vec<String> {
    let free = free(world, orders);
    let mut wrong = Vec::new();
    for (shop, shown) in world.shown().into_iter().enumerate() {
        for (at, shown) in shown.into_iter().enumerate() {
            if shown != pieces(free[at]) {
                let (name, sku) = (&world.shops[shop].name, &world.goods[at]);
                let available = world.house.agreement.available(sku);
                wrong.push(format!(
                    "{name} shows {shown} of {sku}, {} are free, {available:?} available in Rackbeat",
                    free[at]
                ));
            }
        }
    }
    wrong
}

/// Of each good: on hand, less what Rackbeat has reserved, less what is sold and Rackbeat does not count.
fn free(world: &World, orders: &[Bought]) -> Vec<Decimal> {
    let in_rackbeat = by_reference(world);
    let mut in_flight: BTreeMap<String, Decimal> = BTreeMap::new();
    for bought in orders {
        let order = in_rackbeat.get(&world.reference(bought.shop, bought.id));
        let order = order.and_then(|orders| orders.first());
        for (sku, pieces) in uncounted(world, bought, order) {
            *in_flight.entry(sku).or_default() += pieces;
        }
    }
    let of = |sku: &String| {
        let held = in_flight.get(sku).copied().unwrap_or_default();
        world.house.agreement.available(sku).unwrap_or_default() - held
    };
    world.goods.iter().map(of).collect()
}

/// What of an order is sold and Rackbeat does not count.
fn uncounted(world: &World, bought: &Bought, order: Option<&Order>) -> BTreeMap<String, Decimal> {
    // A person in Rackbeat has decided that it comes to nothing.
    if bought.hand.is_dropped() {
        return BTreeMap::new();
    }
    let sides = Sides {
        shop: world.shops[bought.shop].standing(bought.id),
        rackbeat: Vec::new(),
    };
    let mut taken = sides.taken();
    let Some(order) = order.filter(|order| order.is_booked()) else {
        return taken;
    };
    if bought.hand.changed {
        // What a person made of it in Rackbeat counts.
        return BTreeMap::new();
    }
    for (sku, counted) in goods(order, world) {
        if let Some(pieces) = taken.get_mut(&sku) {
            *pieces = (*pieces - counted).max(Decimal::ZERO);
        }
    }
    taken
}

/// What Rackbeat has available of each good.
pub fn available(world: &World) -> Vec<Decimal> {
    let of = |sku: &String| world.house.agreement.available(sku).unwrap_or_default();
    world.goods.iter().map(of).collect()
}

fn pieces(free: Decimal) -> i64 {
    free.max(Decimal::ZERO).floor().to_i64().unwrap_or_default()
}
