//! How an order that something is wrong with stands in the shop, in our rows and in Rackbeat, in words.
use store::{order_line, order_link};

use super::{memory::Bought, world::World};

pub async fn standing(world: &World, orders: &[Bought], (shop, id): (usize, u64)) -> String {
    let (tenant, place) = (world.house.tenant(), &world.shops[shop]);
    let bought = orders.iter().find(|bought| bought.whose() == (shop, id));
    let hand = bought.map(|bought| bought.hand);
    let mut told = vec![
        format!("by hand: {hand:?}"),
        format!("in the shop: {:?}", place.standing(id)),
    ];
    let link = order_link::find(&tenant, place.id, i64::try_from(id).unwrap()).await;
    if let Ok(Some(link)) = link {
        for line in order_line::of(&tenant, link.id).await.unwrap() {
            told.push(format!(
                "our line {}: {} of {}, {} taken, {} sent, {} refunded",
                line.line_id, line.quantity, line.sku, line.taken, line.sent, line.refunded
            ));
        }
        told.push(format!("our row: {link:?}"));
    }
    for order in world.house.agreement.orders_for(&world.reference(shop, id)) {
        told.push(format!("in Rackbeat: {order:?}"));
    }
    told.iter().map(|line| format!("    {line}\n")).collect()
}
