//! What people do in Rackbeat's own pages.
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};
use rust_decimal::Decimal;
use testkit::simulator::rackbeat::Order;

use super::{
    memory::{Bought, Sides, goods, lines},
    world::World,
};

/// Goods arrive, or somebody counts the shelf.
pub fn count(world: &World, dice: &mut StdRng) {
    let Some(sku) = world.goods.choose(dice) else {
        return;
    };
    let on_hand = world.house.agreement.figures(sku).unwrap().on_hand;
    let by = Decimal::from(dice.random_range(-2..25));
    let now = (on_hand + by).max(Decimal::ZERO);
    world.house.agreement.set_stock(sku, now);
}

/// Something happens to an order in Rackbeat; what, or `None` when nothing fits it.
pub fn act(world: &World, bought: &mut Bought, dice: &mut StdRng) -> Option<&'static str> {
    let agreement = &world.house.agreement;
    let number = bought.number?;
    let order = agreement.order(number)?;
    let sides = Sides {
        shop: world.shops[bought.shop].standing(bought.id),
        rackbeat: Vec::new(),
    };
    if sides.is_called_off() {
        return None;
    }
    let hand = &mut bought.hand;
    let done = match (order.is_booked(), dice.random_range(0..20)) {
        (true, 0..9) => agreement.ship(number).then(|| {
            hand.shipped = true;
            "ship"
        }),
        (true, 9..12) => agreement.ship_some(number, 1).then(|| {
            hand.shipped = true;
            "ship some"
        }),
        (true, 12) => agreement.pick(number).then(|| {
            hand.picked = true;
            "pick"
        }),
        (true, 13 | 14) => agreement.invoice(number).map(|_| {
            hand.invoiced = true;
            "invoice"
        }),
        (true, 15 | 16) => agreement.reopen(number).then(|| {
            hand.reopened = true;
            "reopen"
        }),
        (false, 0..8) => agreement.book(number).then_some("book"),
        (false, 8..15) => {
            let item = order.lines.choose(dice)?.item.clone();
            let pieces = dice.random_range(1..5);
            let counted = goods(&order, world);
            bought.counted.get_or_insert(counted);
            agreement.change_line(number, &item, pieces).then(|| {
                hand.changed = true;
                "change"
            })
        }
        (_, 17 | 18) => agreement.cancel(number).then(|| {
            hand.cancelled = true;
            "cancel"
        }),
        (_, 19) => agreement.delete(number).then(|| {
            hand.deleted = true;
            "delete"
        }),
        _ => agreement.note(number, "Kunden ringte").then_some("note"),
    }?;
    let refunds = sides.shop.map_or(0, |order| order.refunds.len());
    remember(bought, agreement.order(number), refunds);
    if done != "note" {
        bought.frozen = agreement.order(number).map(|order| lines(&order));
    }
    Some(done)
}

/// How many refunds there were when it could no longer be changed, and when it was invoiced.
fn remember(bought: &mut Bought, now: Option<Order>, refunds: usize) {
    if bought.hand.is_locked() {
        bought.locked_at.get_or_insert(refunds);
    }
    if now.is_some_and(|order| order.is_shipped() && order.is_invoiced()) {
        bought.invoiced_at.get_or_insert(refunds);
    }
}
