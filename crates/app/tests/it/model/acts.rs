//! What customers and the shops' own people do.
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};
use serde_json::{Value, json};
use testkit::{
    Shop,
    simulator::woo::{OrderDraft, Via},
};

use super::{
    memory::{Bought, Sides, left},
    refunds,
    world::World,
};

/// Somebody buys; `None` where it is sold out.
pub fn buy(world: &World, dice: &mut StdRng) -> Option<Bought> {
    let at = dice.random_range(0..world.shops.len());
    let shop = &world.shops[at];
    let mut draft = OrderDraft::default();
    let mut chosen: Vec<&String> = Vec::new();
    for _ in 0..dice.random_range(1..=3) {
        let sku = world.goods.choose(dice)?;
        if !chosen.contains(&sku) {
            draft = draft.and(shop.product_id(sku), dice.random_range(1..=3));
            chosen.push(sku);
        }
    }
    if dice.random_bool(0.6) {
        draft.shipping = Some(("Frakt".to_owned(), 79.into()));
    }
    if dice.random_bool(0.15) {
        draft.coupon = Some("sommer".to_owned());
    }
    if dice.random_bool(0.1) {
        draft.fees.push(("Gave".to_owned(), 20.into()));
    }
    draft.payment_method = "vipps".to_owned();
    draft.status = match dice.random_range(0..10) {
        0 => "on-hold",
        1 | 2 => "pending",
        _ => "processing",
    }
    .to_owned();
    draft.via = *[Via::Classic, Via::Block].choose(dice)?;
    let id = shop.place_order(&draft).ok()?;
    Some(Bought {
        shop: at,
        id,
        is_stirred: true,
        status: draft.status,
        ..Bought::default()
    })
}

/// Something happens to an order in its shop; what, or `None` when nothing fits it.
pub fn act(world: &World, bought: &mut Bought, dice: &mut StdRng) -> Option<&'static str> {
    let shop = &world.shops[bought.shop];
    let status = shop.standing(bought.id)?.status;
    let done = match status.as_str() {
        "pending" | "on-hold" => match dice.random_range(0..10) {
            0..6 => to(shop, bought.id, "processing"),
            6 => to(shop, bought.id, "failed"),
            7 => edit(shop, world, bought.id, dice),
            _ => to(shop, bought.id, "cancelled"),
        },
        "processing" => match dice.random_range(0..20) {
            0..7 => edit(shop, world, bought.id, dice),
            7..13 => refunds::refund(shop, bought.id, dice),
            13..16 => to(shop, bought.id, "cancelled"),
            16 => trash(shop, bought),
            17 => delete(shop, bought),
            18 => to(shop, bought.id, "on-hold"),
            _ => complete(shop, bought),
        },
        "completed" => match dice.random_range(0..10) {
            0..7 => refunds::refund(shop, bought.id, dice),
            7 => edit(shop, world, bought.id, dice),
            8 => to(shop, bought.id, "cancelled"),
            _ => trash(shop, bought),
        },
        "trash" => match dice.random_range(0..2) {
            0 => restore(shop, bought),
            _ => delete(shop, bought),
        },
        "cancelled" | "failed" => match dice.random_range(0..10) {
            0..3 => to(shop, bought.id, "processing"),
            3 => trash(shop, bought),
            _ => None,
        },
        _ => None,
    }?;
    let sides = Sides {
        shop: shop.standing(bought.id),
        rackbeat: Vec::new(),
    };
    bought.is_stirred = true;
    bought.was_called_off |= sides.is_called_off();
    let in_rackbeat = |number| world.house.agreement.order(number);
    let order = bought.number.and_then(in_rackbeat);
    bought.was_told_of |= sides.is_called_off() && order.is_some_and(|order| order.is_shipped());
    bought.status = sides.status().to_owned();
    Some(done)
}

fn to(shop: &Shop, id: u64, status: &'static str) -> Option<&'static str> {
    shop.set_status(id, status).then_some(status)
}

/// The shop puts nothing back.
fn trash(shop: &Shop, bought: &mut Bought) -> Option<&'static str> {
    bought.hidden = shop.standing(bought.id).as_ref().map(left);
    shop.trash_order(bought.id).then_some("trash")
}

fn restore(shop: &Shop, bought: &mut Bought) -> Option<&'static str> {
    bought.hidden = None;
    shop.restore_order(bought.id).then_some("restore")
}

/// For good, and the shop puts nothing back.
fn delete(shop: &Shop, bought: &mut Bought) -> Option<&'static str> {
    bought.hidden = shop.standing(bought.id).as_ref().map(left);
    shop.delete_order(bought.id).then_some("delete")
}

/// By the shop's own people, whatever Rackbeat says.
fn complete(shop: &Shop, bought: &mut Bought) -> Option<&'static str> {
    bought.completed += 1;
    to(shop, bought.id, "completed")
}

fn edit(shop: &Shop, world: &World, id: u64, dice: &mut StdRng) -> Option<&'static str> {
    let order = shop.standing(id)?;
    let at = dice.random_range(0..order.lines.len().max(1));
    let (what, fields): (&str, Value) = match dice.random_range(0..10) {
        0..4 => {
            let line = order.lines.get(at)?;
            let pieces = (line.refunded + dice.random_range(1..=4)).max(1);
            let net = line.total / rust_decimal::Decimal::from(line.quantity)
                * rust_decimal::Decimal::from(pieces);
            let net = net.round_dp(2).to_string();
            let row = json!({ "id": line.id, "quantity": pieces, "total": net, "subtotal": net });
            ("pieces", json!({ "line_items": [row] }))
        }
        4 | 5 => {
            let sku = world.goods.choose(dice)?;
            let row = json!({ "product_id": shop.product_id(sku), "quantity": 1 });
            ("another line", json!({ "line_items": [row] }))
        }
        6 if order.lines.len() > 1 && order.refunds.is_empty() => {
            let row = json!({ "id": order.lines.get(at)?.id, "quantity": 0 });
            ("a line less", json!({ "line_items": [row] }))
        }
        7 if order.refunds.is_empty() => {
            let row =
                json!({ "method_id": "flat_rate", "method_title": "Ekspress", "total": "40" });
            ("freight", json!({ "shipping_lines": [row] }))
        }
        8 => (
            "address",
            json!({ "shipping": { "address_1": format!("Storgata {}", dice.random_range(1..99)) } }),
        ),
        _ => ("note", json!({ "customer_note": "Ring på" })),
    };
    // The assistant looks at the shelf.
    shop.edit_order(id, &fields).then_some(match what {
        "pieces" => "edit pieces",
        "another line" => "edit: another line",
        "a line less" => "edit: a line less",
        "freight" => "edit freight",
        "address" => "edit address",
        _ => "edit note",
    })
}
