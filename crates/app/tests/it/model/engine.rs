//! How an order that something is wrong with stands in the shop, in our rows and in Rackbeat, in words.
use store::{
    order_line,
    order_link::{self, OrderLink},
    stock_level::{self, Filter},
};

use super::{memory::Bought, world::World};

pub async fn standing(world: &World, orders: &[Bought], (shop, id): (usize, u64)) -> String {
    let (tenant, place) = (world.house.tenant(), &world.shops[shop]);
    let bought = orders.iter().find(|bought| bought.whose() == (shop, id));
    let hand = bought.map(|bought| bought.hand);
    let mut told = vec![
        format!("by hand: {hand:?}"),
        format!("in the shop: {:?}", place.standing(id)),
    ];
    if let Some(link) = link(world, (shop, id)).await {
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

/// Our row of an order; `None`: we never read it.
pub async fn link(world: &World, (shop, id): (usize, u64)) -> Option<OrderLink> {
    let (tenant, shop) = (world.house.tenant(), world.shops[shop].id);
    let link = order_link::find(&tenant, shop, i64::try_from(id).unwrap()).await;
    link.unwrap()
}

/// Our row of each figure that we believe its shop to show and it does not.
pub async fn figures_off(world: &World) -> Vec<String> {
    let (tenant, all) = (world.house.tenant(), Filter::default());
    let mut told = Vec::new();
    for (place, shown) in world.shops.iter().zip(world.shown()) {
        let levels = stock_level::page(&tenant, place.id, &all, 100).await;
        for level in levels.unwrap() {
            let at = world.goods.iter().position(|sku| *sku == level.sku);
            if at.is_some_and(|at| !level.says(shown[at])) {
                told.push(format!("  {}: {level:?}", place.name));
            }
        }
    }
    told
}
