//! What a quiet account notices of a busy one: from its webhooks to Rackbeat, alone and beside the other.
use std::{collections::BTreeMap, time::Duration};

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Args;
use serde_json::json;
use simulator::woo::OrderDraft;
use store::Clock;
use tokio::time::{Instant, sleep, sleep_until};

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::Process,
    spread::Spread,
    webhook::{Body, Sender},
    wire::Wire,
    world::{Goods, Plan, UNLIMITED, World},
};

/// Of what was measured to be possible, how much is asked for; and of that, how much by the busy one.
const LOAD: f64 = 0.7;
const BUSY: f64 = 0.9;
const PATIENCE: Duration = Duration::from_secs(120);
/// The shops' own webhooks stay out of it.
const HELD: Duration = Duration::from_secs(1_000_000);

#[derive(Args)]
pub struct Chosen {
    /// Orders by which the capacity is measured.
    #[arg(long, default_value_t = 100)]
    flood: u32,
    /// Of each of the two measurements.
    #[arg(long, default_value_t = 8)]
    seconds: u64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let mut busy = World::build(&plan("bente@travel.no", common.seed, 4), &database).await?;
    let mut quiet = busy
        .beside(&plan("kari@stille.no", common.seed + 1, 1))
        .await?;
    let _process = Process::start(busy.wiring.clone())?;
    busy.connect(&database).await?;
    quiet.connect(&database).await?;

    let capacity = capacity(&busy, chosen.flood).await?;
    let span = Duration::from_secs(chosen.seconds);
    let (much, little) = (capacity * LOAD * BUSY, capacity * LOAD * (1.0 - BUSY));
    let alone = steady(&quiet, little, span).await?;
    let (_, beside) = tokio::try_join!(steady(&busy, much, span), steady(&quiet, little, span))?;
    let (alone_ms, beside_ms) = (alone.percent_ms(95), beside.percent_ms(95));
    Ok(Report {
        figures: json!({
            "scenario": "fairness",
            "capacity_per_s": capacity.round(),
            "alone_p95_ms": alone_ms,
            "beside_p95_ms": beside_ms,
            "quiet_orders": beside.len(),
        }),
        holds: beside_ms <= alone_ms * 1.5 || beside_ms <= alone_ms + 20.0,
    })
}

fn plan(email: &str, seed: u64, shops: usize) -> Plan {
    let goods = (0..20).map(|at| Goods {
        sku: format!("VARE-{at}"),
        price: 249,
        pieces: 100_000,
    });
    Plan {
        email: email.to_owned(),
        clock: FastClock::start(1),
        seed,
        shops,
        goods: goods.collect(),
        // With 480 it would be Rackbeat's limit that is measured.
        per_minute: Some(UNLIMITED),
        webhook_delay: HELD,
    }
}

/// Orders a second from webhook to booked when all are told of at once.
async fn capacity(world: &World, count: u32) -> anyhow::Result<f64> {
    let begun = Instant::now();
    let senders = senders(world).await?;
    let mut wire = Wire::open(senders[0].door).await?;
    for at in 0..count {
        sell(world, &senders, at, &mut wire).await?;
    }
    until_booked(world, count as usize).await?;
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// So many orders a second; how long each took from its webhook to Rackbeat.
pub async fn steady(world: &World, rate: f64, span: Duration) -> anyhow::Result<Spread> {
    let senders = senders(world).await?;
    let mut wire = Wire::open(senders[0].door).await?;
    let before = world.agreement.orders().len();
    let (begun, count) = (Instant::now(), (rate * span.as_secs_f64()).ceil() as u32);
    let mut sent = BTreeMap::new();
    for at in 0..count {
        sleep_until(begun + Duration::from_secs_f64(f64::from(at) / rate)).await;
        let order = sell(world, &senders, at, &mut wire).await?;
        sent.insert(order.0, order.1);
    }
    until_booked(world, before + count as usize).await?;
    let (mut spread, codes) = (Spread::default(), world.codes().await?);
    for order in world.agreement.orders().split_off(before) {
        let reference = order.their_reference.unwrap_or_default();
        let (code, id) = reference.split_once('-').context("a reference")?;
        let shop = codes.get(code).copied().unwrap_or_default();
        if let Some(at) = sent.get(&(shop, id.parse()?)) {
            spread.add((order.created_at - *at).to_std().unwrap_or_default());
        }
    }
    Ok(spread)
}

type Sold = ((usize, u64), DateTime<Utc>);

/// Which order it was, and when its webhook was sent.
async fn sell(world: &World, senders: &[Sender], at: u32, wire: &mut Wire) -> anyhow::Result<Sold> {
    let shop = at as usize % world.shops.len();
    let sku = &world.goods[at as usize % world.goods.len()].sku;
    let seller = &world.shops[shop].world;
    let product = seller.id_of(sku).unwrap_or_default();
    let order = seller.place_order(&OrderDraft::of(product, 1))?;
    let told = seller.order(order).context("the order just placed")?;
    let request = senders[shop].order(&Body::of(&told)?, order);
    let now = world.wiring.clock.now();
    let status = wire.send(&request).await?;
    anyhow::ensure!(status == 200, "the door answered {status}");
    Ok(((shop, order), now))
}

async fn senders(world: &World) -> anyhow::Result<Vec<Sender>> {
    let mut senders = Vec::new();
    for at in 0..world.shops.len() {
        senders.push(Sender::of(world, at).await?);
    }
    Ok(senders)
}

async fn until_booked(world: &World, count: usize) -> anyhow::Result<()> {
    let begun = Instant::now();
    loop {
        let orders = world.agreement.orders();
        if orders.iter().filter(|order| order.is_booked()).count() >= count {
            return Ok(());
        }
        anyhow::ensure!(begun.elapsed() < PATIENCE, "orders are not booked");
        sleep(Duration::from_millis(20)).await;
    }
}
