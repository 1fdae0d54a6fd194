//! What must hold of every order: always, and when all is at rest.
use rust_decimal::{Decimal, RoundingStrategy};
use testkit::simulator::{
    rackbeat::Order,
    woo::{Mail, Standing},
};

use super::{
    memory::{Bought, Sides, by_reference, goods, left, lines},
    story::Wrong,
    world::{DELETES, World},
};

const ØRE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What we ourselves wrote to the shops: no status but `completed`, and that of no order but one that is shipped.
pub fn ours(world: &World, orders: &mut [Bought]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for bought in orders {
        let shop = &world.shops[bought.shop];
        let Some(order) = shop.standing(bought.id) else {
            continue;
        };
        let mailed = shop.mails(bought.id);
        let mailed = mailed
            .iter()
            .filter(|mail| **mail == Mail::Completed)
            .count();
        if mailed > bought.completed + 1 {
            let said = format!("the customer was told {mailed} times that it is sent");
            wrong.push(Wrong::of(bought, said));
        }
        if order.status == bought.status {
            continue;
        }
        let number = bought.number;
        let is_shipped = number
            .and_then(|number| world.house.agreement.order(number))
            .is_some_and(|order| order.is_shipped());
        let from = ["processing", "on-hold"].contains(&bought.status.as_str());
        // The shop itself gives up what nobody pays.
        let is_unpaid = bought.status == "pending" && order.status == "cancelled";
        let is_ours = order.status == "completed" && from && is_shipped;
        if !is_ours && !is_unpaid {
            let said = format!("became {} from {}", order.status, bought.status);
            wrong.push(Wrong::of(bought, said));
        }
        bought.is_stirred = true;
        bought.status = order.status;
    }
    wrong
}

/// What is not as it should be, all being at rest.
pub fn at_rest(world: &World, orders: &[Bought]) -> Vec<Wrong> {
    let mut in_rackbeat = by_reference(world);
    let mut wrong = Vec::new();
    for bought in orders {
        let reference = world.reference(bought.shop, bought.id);
        let sides = Sides {
            shop: world.shops[bought.shop].standing(bought.id),
            rackbeat: in_rackbeat.remove(&reference).unwrap_or_default(),
        };
        if let Err(said) = judge(world, bought, &sides) {
            wrong.push(Wrong::of(bought, said));
        }
    }
    wrong.extend(in_rackbeat.into_keys().map(|reference| Wrong {
        whose: Vec::new(),
        said: format!("{reference} stands in Rackbeat, and nobody bought it"),
    }));
    wrong
}

fn judge(world: &World, bought: &Bought, sides: &Sides) -> Result<(), String> {
    let numbers: Vec<_> = sides.rackbeat.iter().map(|order| order.number).collect();
    if numbers.len() > 1 {
        return Err(format!(
            "stands {} times in Rackbeat: {numbers:?}",
            numbers.len()
        ));
    }
    if let (Some(before), Some(now)) = (bought.number, sides.only())
        && before != now.number
        && !(deletes(bought) && bought.was_called_off)
    {
        return Err(format!(
            "was {before} in Rackbeat and is {} now",
            now.number
        ));
    }
    match sides.only() {
        _ if bought.hand.deleted => when(!numbers.is_empty(), "was deleted by hand and is there"),
        Some(order) if bought.hand.cancelled => {
            when(!order.is_cancelled(), "was cancelled by hand and is not")
        }
        Some(order) if bought.hand.is_locked() => {
            let is_told = order.is_shipped() && ["processing", "on-hold"].contains(&sides.status());
            let is_owed = is_told && !bought.was_told_of;
            when(is_owed, "is shipped, and its shop was not told")?;
            frozen(bought, order)
        }
        Some(order) if sides.is_called_off() => {
            when(order.is_booked(), "was called off and is booked")?;
            when(deletes(bought), "was called off and should be deleted")
        }
        None if sides.is_called_off() => {
            let was_there = bought.number.is_some() && !deletes(bought);
            when(was_there, "was called off and is gone from Rackbeat")
        }
        Some(order) if bought.hand.is_any() => by_hand(world, bought, sides, order),
        Some(order) if sides.is_wanted() => {
            when(!order.is_booked(), "is not booked")?;
            agrees(world, sides, order)
        }
        // Sent before, and on hold or unpaid now.
        Some(order) => when(order.is_cancelled(), "is cancelled in Rackbeat"),
        None => when(sides.is_wanted(), "is not in Rackbeat"),
    }
}

/// What is on its way out is as it was.
fn frozen(bought: &Bought, order: &Order) -> Result<(), String> {
    when(!order.is_booked(), "was locked, and is not booked")?;
    let now = lines(order);
    match &bought.frozen {
        Some(before) if *before != now => {
            Err(format!("was {before:?} when it was locked, is {now:?}"))
        }
        _ => Ok(()),
    }
}

/// Somebody reopened it, changed it, booked it again: we leave it, or, where they changed nothing, it follows the shop.
fn by_hand(world: &World, bought: &Bought, sides: &Sides, order: &Order) -> Result<(), String> {
    let now = lines(order);
    if bought.frozen.as_ref() == Some(&now) {
        return Ok(());
    }
    if bought.hand.changed {
        return Err(format!("was made {:?} by hand, is {now:?}", bought.frozen));
    }
    agrees(world, sides, order)
}

/// The same goods and the same sum on both sides.
fn agrees(world: &World, sides: &Sides, order: &Order) -> Result<(), String> {
    let Some(shop) = &sides.shop else {
        return Ok(());
    };
    let (wanted, there) = (left(shop), goods(order, world));
    if wanted != there {
        return Err(format!(
            "holds {there:?} in Rackbeat, {wanted:?} in the shop"
        ));
    }
    let (wanted, slack) = rest(shop);
    let difference = (order.subtotal() - wanted).abs();
    if difference > slack {
        return Err(format!(
            "is {} in Rackbeat, {wanted} in the shop",
            order.subtotal()
        ));
    }
    Ok(())
}

/// What the shop's order comes to without tax and refunds, and by how little Rackbeat may miss it: an amount without
/// lines has no øre of its own to share.
fn rest(order: &Standing) -> (Decimal, Decimal) {
    let net = order.total - order.total_tax;
    let mut rest = net;
    let mut slack = Decimal::ZERO;
    for refund in &order.refunds {
        let loose = refund.amount - refund.lines_gross;
        rest -= refund.lines_net;
        if !loose.is_zero() {
            rest -= loose * net / order.total;
            slack += ØRE;
        }
    }
    let rest = rest.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    (rest, slack)
}

/// All is right: what Rackbeat has now is what it had.
pub fn remember(world: &World, orders: &mut [Bought]) {
    let in_rackbeat = by_reference(world);
    for bought in orders {
        let order = in_rackbeat.get(&world.reference(bought.shop, bought.id));
        let order = order.and_then(|orders| orders.first());
        bought.number = order.map(|order| order.number);
        bought.is_stirred = false;
        bought.was_called_off = false;
        if let Some(order) = order.filter(|_| bought.hand.is_any() && !bought.hand.is_locked()) {
            bought.frozen = Some(lines(order));
        }
    }
}

fn deletes(bought: &Bought) -> bool {
    bought.shop == DELETES
}

fn when(is_wrong: bool, what: &str) -> Result<(), String> {
    if is_wrong {
        Err(what.to_owned())
    } else {
        Ok(())
    }
}
