//! Products carried from the side that is their master, and what is told when they cannot be.
mod cascade;
mod clash;
mod kill;
mod prices;
mod pull;
mod random;
mod register;
mod told;

use domain::{ProductMaster, Rules};
use rackbeat::ProductChange;
use rust_decimal::Decimal;
use serde_json::Value;
use testkit::{House, Shop, build::dec, simulator::rackbeat::Item};

pub const WHO: &str = "kari@nordlys.no";

/// Chooses a shop's master, as the settings page does.
pub async fn choose(house: &House, shop: &Shop, master: ProductMaster) {
    settings(house, shop, |rules| rules.product_master = master).await;
    house.run_jobs().await;
}

pub async fn settings(house: &House, shop: &Shop, change: impl FnOnce(&mut Rules)) {
    let tenant = house.tenant();
    let old = store::rules::of(&tenant, shop.id).await.unwrap();
    let mut rules = old.clone();
    change(&mut rules);
    app::shop::save_settings(&house.ctx, &tenant, WHO, shop.id, (&old, &rules))
        .await
        .unwrap();
}

/// News of both sides come in and are worked.
pub async fn settle(house: &House, shops: &[&Shop]) {
    for _ in 0..3 {
        house.deliver_webhooks(shops).await;
        house.run_jobs().await;
    }
}

pub fn item(house: &House, number: &str) -> Item {
    let item = house.agreement.item(number);
    item.unwrap_or_else(|| panic!("Rackbeat has no {number}"))
}

/// Of a product or variation as the shop shows it.
pub fn field(shop: &Shop, sku: &str, field: &str) -> String {
    let product = shop.product(shop.product_id(sku)).unwrap();
    match &product[field] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

pub fn price(shop: &Shop, sku: &str) -> Decimal {
    dec(&field(shop, sku, "regular_price"))
}

/// Somebody edits an item in Rackbeat.
pub async fn edit(house: &House, number: &str, change: ProductChange) {
    let client = house.rackbeat_client().await;
    client.change_product(number, &change).await.unwrap();
}

/// Writes of products at both ends, so that one too many shows.
pub fn writes(house: &House, shops: &[&Shop]) -> u64 {
    let calls = house.rackbeat.calls();
    let there: u64 = ["products.create", "products.change", "lots.change"]
        .iter()
        .map(|kind| calls.of(kind))
        .sum();
    let here = shops.iter().map(|shop| {
        ["products.batch", "variations.batch"]
            .iter()
            .map(|kind| shop.calls().of(kind))
            .sum::<u64>()
    });
    there + here.sum::<u64>()
}
