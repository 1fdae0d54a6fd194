//! Show 3: a thousand orders while both sides fail and the worker is killed; in the end everything is exactly right.
use std::time::{Duration, Instant};

use clap::Args;
use rand::{Rng, SeedableRng, rngs::StdRng};
use serde_json::json;
use simulator::trouble::{Fault, Rule, Trouble};

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::Process,
    world::{Goods, Plan, World},
};

mod customers;
mod kills;
mod log;
mod quiet;
mod verdict;

/// Ways that a call can fail.
const WAYS: f64 = 5.0;
const PRODUCTS: u32 = 40;
/// Of every so many products one is soon sold out.
const SCARCE: u32 = 8;

#[derive(Args)]
pub struct Chosen {
    #[arg(long, default_value_t = 1_000)]
    orders: usize,
    #[arg(long, default_value_t = 10)]
    kills: usize,
    /// How many times faster than the machine's our time runs.
    #[arg(long, default_value_t = 10)]
    speed: u32,
    /// Real seconds in which the orders are placed.
    #[arg(long, default_value_t = 75)]
    span: u64,
    /// Real seconds after the last order in which everything must have come right; in the last quarter
    /// nothing fails any more.
    #[arg(long, default_value_t = 210)]
    patience: u64,
    /// Of a hundred calls, how many fail.
    #[arg(long, default_value_t = 5.0)]
    percent: f64,
    /// Keeps the product's log here.
    #[arg(long)]
    keep: Option<std::path::PathBuf>,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let begun = Instant::now();
    let database = Database::open(common).await?;
    let mut world = World::build(&plan(common.seed, chosen.speed), &database).await?;
    let mut process = Process::start(world.wiring.clone())?;
    world.connect(&database).await?;
    eprintln!("connected after {:?}", begun.elapsed());

    troubles(&world, chosen.percent / 100.0);
    let span = Duration::from_secs(chosen.span);
    let mut dice = StdRng::seed_from_u64(common.seed);
    let moments = moments(&mut dice, chosen.kills, span);
    let (placed, killed) = tokio::join!(
        customers::buy(&world, dice, chosen.orders, span),
        kills::at(moments, &mut process, &database),
    );
    let killed = killed?;
    eprintln!(
        "{} orders and {} kills after {:?}",
        placed.len(),
        chosen.kills,
        begun.elapsed()
    );

    let patience = Duration::from_secs(chosen.patience);
    let rest = quiet::wait(&world, &database, &placed, patience).await?;
    process.kill();
    let mut faults = verdict::judge(&world, &placed).await?;
    faults.extend_from_slice(&rest.faults);
    faults.extend(log::judge(&world, &database, &killed).await?);
    if let Some(keep) = &chosen.keep {
        std::fs::copy(crate::process::log_of(&world.wiring), keep)?;
    }
    for fault in &faults {
        eprintln!("FAULT {fault}");
    }
    let figures = json!({
        "scenario": "chaos",
        "seed": common.seed,
        "orders": placed.len(),
        "kills": chosen.kills,
        "interrupted": killed.len(),
        "faults": faults.len(),
        "booked_while_calls_failed": rest.booked,
        "calls_failed_to_the_end": !rest.was_lifted,
        "right_s_after_the_last_order": rest.after.as_secs(),
        "calls_rackbeat": world.rackbeat.calls().total(),
        "calls_shops": world.shops.iter().map(|shop| shop.world.calls().total()).collect::<Vec<_>>(),
        "seconds": begun.elapsed().as_secs(),
        "world_seconds": (world.ctx.now() - plan_start(&world)).num_seconds(),
    });
    let holds = faults.is_empty();
    Ok(Report { figures, holds })
}

fn plan(seed: u64, speed: u32) -> Plan {
    let goods = (0..PRODUCTS).map(|at| Goods {
        sku: format!("VARE-{at}"),
        price: 49 + at * 13,
        pieces: if at % SCARCE == 0 { 25 } else { 400 },
    });
    Plan {
        email: "kari@nordlys.no".to_owned(),
        clock: FastClock::start(speed),
        seed,
        shops: 2,
        goods: goods.collect(),
        per_minute: Some(480),
        webhook_delay: Duration::from_secs(2),
    }
}

fn plan_start(world: &World) -> chrono::DateTime<chrono::Utc> {
    world.wiring.clock.began()
}

/// Five in a hundred calls fail, and some webhooks never come, come twice or come late.
fn troubles(world: &World, chance: f64) {
    let shops = world.shops.iter().map(|shop| shop.world.trouble());
    for trouble in shops.chain([world.rackbeat.trouble()]) {
        trouble_calls(trouble, chance / WAYS);
        for fault in [
            Fault::WebhookLost,
            Fault::WebhookDoubled,
            Fault::WebhookReordered,
        ] {
            trouble.add(Rule::chance(fault, chance));
        }
    }
}

fn trouble_calls(trouble: &Trouble, each: f64) {
    let faults = [
        Fault::Http(500),
        Fault::RateLimited(Some(Duration::from_secs(5))),
        Fault::TimeoutAfterCommit,
        Fault::LateCommit,
        Fault::CutJson,
    ];
    for fault in faults {
        trouble.add(Rule::chance(fault, each));
    }
}

fn moments(dice: &mut StdRng, count: usize, span: Duration) -> Vec<Duration> {
    let mut moments: Vec<_> = (0..count)
        .map(|_| span.mul_f64(dice.random_range(0.05..1.0)))
        .collect();
    moments.sort_unstable();
    moments
}
