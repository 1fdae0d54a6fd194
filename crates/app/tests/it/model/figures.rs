//! What each shop may show: what is free by all that anybody knows, and what may not have been heard of yet.
use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use testkit::simulator::rackbeat::Order;

use super::{
    memory::{Bought, Sides, by_reference, goods},
    story::Wrong,
    world::World,
};

/// The bound on what is shown.
#[derive(Default)]
pub struct Bound {
    /// What of each order is sold and Rackbeat does not count.
    held: Vec<Held>,
    /// What was free of each good when it was last reckoned.
    free: Vec<Decimal>,
    /// What was free when all was last at rest, and all that has become free since: of the rest nobody need have heard.
    allowed: Vec<Decimal>,
    /// What each shop itself has put back on its shelf since.
    own: Vec<Vec<i64>>,
}

/// By SKU.
type Held = BTreeMap<String, Decimal>;

impl Bound {
    /// All is at rest: nothing is unheard of.
    pub fn reset(&mut self, world: &World, orders: &[Bought]) {
        self.held = held(world, orders);
        self.free = free(world, &self.held);
        self.allowed = self.free.clone();
        self.own = vec![vec![0; world.goods.len()]; world.shops.len()];
    }

    /// Somebody is at work; what has become free may be shown, what is not free any more may not have been heard of.
    pub fn stir(&mut self, world: &World, orders: &[Bought]) {
        self.held = held(world, orders);
        self.reckon(world);
    }

    /// As `stir`, where something happened to the order at `at` and to no other.
    pub fn stir_one(&mut self, world: &World, orders: &[Bought], at: usize) {
        let bought = &orders[at];
        let reference = world.reference(bought.shop, bought.id);
        let in_rackbeat = world.house.agreement.orders_for(&reference);
        self.held.resize_with(orders.len(), Held::new);
        self.held[at] = uncounted(world, bought, in_rackbeat.first());
        self.reckon(world);
    }

    pub fn reckon(&mut self, world: &World) {
        let now = free(world, &self.held);
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
    pub fn broken(&self, world: &World, orders: &[Bought]) -> Vec<Wrong> {
        let mut broken = Vec::new();
        for (shop, shown) in world.shown().into_iter().enumerate() {
            for (at, shown) in shown.into_iter().enumerate() {
                let most = pieces(self.allowed[at]) + self.own[shop][at];
                if shown > most {
                    let (name, sku) = (&world.shops[shop].name, &world.goods[at]);
                    let said = format!("{name} shows {shown} of {sku}, at most {most} may be");
                    let holds = |one: &(&Held, &Bought)| one.0.contains_key(sku);
                    let holders = self.held.iter().zip(orders).filter(holds);
                    let whose = holders.map(|(_, bought)| bought.whose()).collect();
                    broken.push(Wrong { whose, said });
                }
            }
        }
        broken
    }
}

/// Where a shop shows another figure than it should, all being at rest. Of what it took for the orders that are unheard
/// of it may show so much less.
pub fn wrong(world: &World, orders: &[Bought], unheard: &[&Bought]) -> Vec<Wrong> {
    let held = held(world, orders);
    let free = free(world, &held);
    let mut wrong = Vec::new();
    for (shop, shown) in world.shown().into_iter().enumerate() {
        for (at, shown) in shown.into_iter().enumerate() {
            let sku = &world.goods[at];
            let least = free[at] - taken_unheard(unheard, shop, sku);
            if shown > pieces(free[at]) || shown < pieces(least) {
                let name = &world.shops[shop].name;
                let available = world.house.agreement.available(sku);
                let holds = |held: &&(&Held, &Bought)| held.0.contains_key(sku);
                let holders: Vec<_> = held.iter().zip(orders).filter(|one| holds(&one)).collect();
                let by = holders
                    .iter()
                    .map(|(held, bought)| format!("{} {}", world.name(bought.whose()), held[sku]));
                let said = format!(
                    "{name} shows {shown} of {sku}, {} are free, {available:?} available in Rackbeat, held: {}",
                    free[at],
                    by.collect::<Vec<_>>().join(", ")
                );
                let whose = holders.iter().map(|(_, bought)| bought.whose()).collect();
                wrong.push(Wrong { whose, said });
            }
        }
    }
    wrong
}

fn taken_unheard(unheard: &[&Bought], shop: usize, sku: &str) -> Decimal {
    let of_shop = unheard.iter().filter(|bought| bought.shop == shop);
    let taken = of_shop.filter_map(|bought| bought.hidden.as_ref()?.get(sku));
    taken.sum()
}

/// Of each good: on hand, less what Rackbeat has reserved, less what is sold and Rackbeat does not count.
fn free(world: &World, held: &[Held]) -> Vec<Decimal> {
    let mut in_flight: BTreeMap<&str, Decimal> = BTreeMap::new();
    for (sku, pieces) in held.iter().flatten() {
        *in_flight.entry(sku).or_default() += pieces;
    }
    let free = available(world).into_iter().zip(&world.goods);
    free.map(|(available, sku)| {
        available - in_flight.get(sku.as_str()).copied().unwrap_or_default()
    })
    .collect()
}

fn held(world: &World, orders: &[Bought]) -> Vec<Held> {
    let in_rackbeat = by_reference(world);
    let of = |bought: &Bought| {
        let order = in_rackbeat.get(&world.reference(bought.shop, bought.id));
        uncounted(world, bought, order.and_then(|orders| orders.first()))
    };
    orders.iter().map(of).collect()
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
    // All of it has left the shelf: what the shop changes after that is told, and a person sees to it.
    if order.is_shipped() {
        return BTreeMap::new();
    }
    // What a person made of it in Rackbeat counts, in place of what stood there before.
    let counted = match &bought.counted {
        Some(counted) => counted.clone(),
        None => goods(order, world),
    };
    for (sku, counted) in counted {
        if let Some(pieces) = taken.get_mut(&sku) {
            *pieces = (*pieces - counted).max(Decimal::ZERO);
        }
    }
    taken.retain(|_, pieces| !pieces.is_zero());
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
