//! From a webhook to the call to Rackbeat and to the write in the other shop, one order at a time; calls by kind.
use std::{collections::BTreeMap, time::Duration};

use anyhow::Context;
use clap::Args;
use rust_decimal::prelude::ToPrimitive;
use serde_json::json;
use simulator::{Calls, woo::OrderDraft};
use tokio::time::{Instant, sleep, timeout};

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::Process,
    spread::Spread,
    webhook::{Body, Sender},
    wire::Wire,
    world::{Goods, Plan, World},
};

/// How finely an arrival is seen.
const GLANCE: Duration = Duration::from_micros(200);
const PATIENCE: Duration = Duration::from_secs(20);
/// Products that change at once.
const MANY: u32 = 100;
/// Longer than any run: the shops' own webhooks stay out of what is measured.
const HELD: Duration = Duration::from_secs(1_000_000);

#[derive(Args)]
pub struct Chosen {
    #[arg(long, default_value_t = 200)]
    orders: u32,
}

/// Who sends the webhooks, and over what.
struct Seller {
    sender: Sender,
    wire: Wire,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let mut world = World::build(&plan(common.seed), &database).await?;
    let _process = Process::start(world.wiring.clone())?;
    world.connect(&database).await?;
    settled(&database).await?;
    let mut seller = Seller::of(&world).await?;
    let (mut to_rackbeat, mut to_other) = (Spread::default(), Spread::default());
    let before = Counted::now(&world);
    for at in 0..chosen.orders {
        let (rackbeat, other) = seller.sell(&world, at).await?;
        to_rackbeat.add(rackbeat);
        to_other.add(other);
        settled(&database).await?;
    }
    let calls = before.since(&world);
    let many = change_many(&world, &database).await?;
    let each = |kinds: &BTreeMap<String, u64>, only: &[&str]| {
        let sum: u64 = kinds
            .iter()
            .filter(|(kind, _)| only.contains(&kind.as_str()))
            .map(|(_, count)| count)
            .sum();
        sum as f64 / f64::from(chosen.orders)
    };
    Ok(Report {
        figures: json!({
            "scenario": "propagation",
            "rackbeat_p50_ms": to_rackbeat.percent_ms(50),
            "rackbeat_p99_ms": to_rackbeat.percent_ms(99),
            "other_shop_p50_ms": to_other.percent_ms(50),
            "other_shop_p99_ms": to_other.percent_ms(99),
            "calls_rackbeat": each(&calls.rackbeat, &["orders.create", "orders.book"]),
            "calls_selling_shop": each(&calls.shops[0], &["orders.read", "products.batch", "orders.list"]),
            "calls_other_shop": each(&calls.shops[1], &["orders.list", "products.batch"]),
            "calls_for_100_products": many,
            "orders": chosen.orders,
            "pick_up_interval_ms": 0,
            "all_calls": { "rackbeat": calls.rackbeat, "selling_shop": calls.shops[0], "other_shop": calls.shops[1] },
        }),
        holds: many <= 3,
    })
}

fn plan(seed: u64) -> Plan {
    let goods = (0..MANY).map(|at| Goods {
        sku: format!("VARE-{at}"),
        price: 249,
        pieces: 1_000,
    });
    Plan {
        email: "kari@nordlys.no".to_owned(),
        clock: FastClock::start(1),
        seed,
        shops: 2,
        goods: goods.collect(),
        per_minute: None,
        webhook_delay: HELD,
    }
}

impl Seller {
    async fn of(world: &World) -> anyhow::Result<Self> {
        let sender = Sender::of(world, 0).await?;
        let wire = Wire::open(sender.door).await?;
        Ok(Self { sender, wire })
    }

    /// Sells one piece; the waits from the webhook's first byte to Rackbeat's call and to the other shop's figure.
    async fn sell(&mut self, world: &World, at: u32) -> anyhow::Result<(Duration, Duration)> {
        let (seller, other) = (&world.shops[0].world, &world.shops[1].world);
        let sku = &world.goods[at as usize % world.goods.len()].sku;
        let left = other.stock_of_sku(sku).unwrap_or_default() - 1;
        let created = world.rackbeat.calls().of("orders.create");
        let product = seller.id_of(sku).unwrap_or_default();
        let order = seller.place_order(&OrderDraft::of(product, 1))?;
        let told = seller.order(order).context("the order just placed")?;
        let body = Body::of(&told)?;
        let begun = Instant::now();
        // A shop tells of a new order twice.
        for topic in ["order.created", "order.updated"] {
            let request = self.sender.told(topic, &body, order);
            let status = self.wire.send(&request).await?;
            anyhow::ensure!(status == 200, "the door answered {status}");
        }
        let rackbeat = async {
            until(|| world.rackbeat.calls().of("orders.create") > created).await?;
            anyhow::Ok(begun.elapsed())
        };
        let shown = async {
            until(|| other.stock_of_sku(sku) == Some(left)).await?;
            anyhow::Ok(begun.elapsed())
        };
        tokio::try_join!(rackbeat, shown)
    }
}

/// How many calls a shop gets when many simple products changed in Rackbeat.
async fn change_many(world: &World, database: &Database) -> anyhow::Result<u64> {
    let before = Counted::now(world);
    for goods in &world.goods {
        world.agreement.set_stock(&goods.sku, 77);
    }
    let other = &world.shops[1].world;
    let shows = |goods: &Goods| {
        let available = world.agreement.available(&goods.sku);
        other.stock_of_sku(&goods.sku) == available.and_then(|pieces| pieces.to_i64())
    };
    let all = until(|| world.goods.iter().all(shows)).await;
    let stale = world.goods.iter().filter(|goods| !shows(goods)).count();
    all.with_context(|| format!("{stale} products of {MANY} are not as in Rackbeat"))?;
    settled(database).await?;
    let calls = before.since(world);
    Ok(calls.shops[1].values().sum())
}

async fn until(seen: impl Fn() -> bool) -> anyhow::Result<()> {
    let wait = async {
        while !seen() {
            sleep(GLANCE).await;
        }
    };
    timeout(PATIENCE, wait).await.context("it never came")
}

/// Nothing waits to be worked.
async fn settled(database: &Database) -> anyhow::Result<()> {
    let text = "SELECT kind FROM inbox_messages WHERE settled_at IS NULL";
    let wait = async {
        while !database.rows(text).await?.is_empty() {
            sleep(Duration::from_millis(2)).await;
        }
        anyhow::Ok(())
    };
    timeout(PATIENCE, wait)
        .await
        .context("the inbox is never empty")?
}

/// Calls by kind, up to a moment.
struct Counted {
    rackbeat: BTreeMap<String, u64>,
    shops: Vec<BTreeMap<String, u64>>,
}

impl Counted {
    fn now(world: &World) -> Self {
        let shops = world.shops.iter().map(|shop| shop.world.calls().by_kind());
        Self {
            rackbeat: world.rackbeat.calls().by_kind(),
            shops: shops.collect(),
        }
    }

    fn since(&self, world: &World) -> Self {
        let more = |before: &BTreeMap<String, u64>, calls: &Calls| {
            let mut now = calls.by_kind();
            for (kind, count) in &mut now {
                *count -= before.get(kind).copied().unwrap_or_default();
            }
            now.retain(|_, count| *count > 0);
            now
        };
        let shops = self.shops.iter().zip(&world.shops);
        Self {
            rackbeat: more(&self.rackbeat, world.rackbeat.calls()),
            shops: shops
                .map(|(before, shop)| more(before, shop.world.calls()))
                .collect(),
        }
    }
}
