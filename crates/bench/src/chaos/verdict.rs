//! Is every order in Rackbeat exactly once, booked, with the right sum, and nothing else?
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use simulator::rackbeat::Order;
use store::order_link;

use super::customers::Purchase;
use crate::world::World;

pub async fn judge(world: &World, placed: &[Purchase]) -> anyhow::Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut by_reference: BTreeMap<String, Vec<Order>> = BTreeMap::new();
    for order in world.agreement.orders() {
        let reference = order.their_reference.clone().unwrap_or_default();
        by_reference.entry(reference).or_default().push(order);
    }
    for purchase in placed {
        faults.extend(judge_one(world, *purchase, &mut by_reference).await?);
    }
    for (reference, orders) in by_reference {
        let numbers: Vec<_> = orders.iter().map(|order| order.number).collect();
        faults.push(format!(
            "Rackbeat holds {numbers:?} as {reference}, which nobody bought"
        ));
    }
    Ok(faults)
}

async fn judge_one(
    world: &World,
    purchase: Purchase,
    orders: &mut BTreeMap<String, Vec<Order>>,
) -> anyhow::Result<Option<String>> {
    let shop = &world.shops[purchase.shop];
    let id = i64::try_from(purchase.order)?;
    let Some(link) = order_link::find(&world.tenant(), shop.id, id).await? else {
        return Ok(Some(format!(
            "order {id} of shop {} is lost",
            purchase.shop
        )));
    };
    let reference = link.reference.clone();
    let found = orders.remove(&reference).unwrap_or_default();
    let [order] = &found[..] else {
        let numbers: Vec<_> = found.iter().map(|order| order.number).collect();
        let (stage, result) = (link.stage, link.result);
        return Ok(Some(format!(
            "{reference} is in Rackbeat as {numbers:?}; {stage:?}, {result:?}"
        )));
    };
    let paid = shop.world.order(purchase.order).unwrap_or_default();
    let amount = |name: &str| {
        paid[name]
            .as_str()
            .and_then(|text| text.parse::<Decimal>().ok())
    };
    let wanted = amount("total").unwrap_or_default() - amount("total_tax").unwrap_or_default();
    Ok(if !order.is_booked() || order.is_cancelled() {
        Some(format!(
            "{reference} is not booked: {:?}, {:?}",
            link.stage, link.result
        ))
    } else if order.subtotal() != wanted {
        Some(format!(
            "{reference} is {} in Rackbeat and {wanted} in the shop",
            order.subtotal()
        ))
    } else if link.rackbeat_number != Some(order.number) || link.booked_tally.is_none() {
        Some(format!(
            "our row of {reference} says {:?}, {:?}",
            link.rackbeat_number, link.stage
        ))
    } else {
        None
    })
}
