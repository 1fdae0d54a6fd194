//! Customers who buy in both shops, evenly over a span, whatever else goes on.
use std::time::Duration;

use rand::{Rng, rngs::StdRng};
use simulator::woo::{NoSale, OrderDraft};

use crate::world::World;

/// One purchase: which shop, and its id there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchase {
    pub shop: usize,
    pub order: u64,
}

/// Places so many orders; what is sold out is not bought, and something else is.
pub async fn buy(world: &World, mut dice: StdRng, orders: usize, span: Duration) -> Vec<Purchase> {
    let begun = tokio::time::Instant::now();
    let mut placed = Vec::with_capacity(orders);
    for at in 0..orders {
        let share = at as f64 / orders as f64;
        tokio::time::sleep_until(begun + span.mul_f64(share)).await;
        placed.push(purchase(world, &mut dice));
    }
    placed
}

fn purchase(world: &World, dice: &mut StdRng) -> Purchase {
    let shop = dice.random_range(0..world.shops.len());
    loop {
        let draft = draft(world, shop, dice);
        match world.shops[shop].world.place_order(&draft) {
            Ok(order) => return Purchase { shop, order },
            Err(NoSale::SoldOut(_)) => {}
            Err(error) => panic!("a shop refused an order: {error}"),
        }
    }
}

fn draft(world: &World, shop: usize, dice: &mut StdRng) -> OrderDraft {
    let mut draft = OrderDraft::default();
    let mut chosen = Vec::new();
    for _ in 0..dice.random_range(1..=3) {
        let at = dice.random_range(0..world.goods.len());
        if chosen.contains(&at) {
            continue;
        }
        chosen.push(at);
        let id = world.shops[shop].world.id_of(&world.goods[at].sku);
        draft = draft.and(id.unwrap_or_default(), dice.random_range(1..=2));
    }
    if dice.random_bool(0.5) {
        draft.shipping = Some(("Frakt".to_owned(), 79.into()));
    }
    draft
}
