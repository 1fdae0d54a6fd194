//! A night with many linked items of which some have drifted in the shop without a date that tells: how many readings
//! that takes, how much time and memory, and whether what drifted is right afterwards and nothing else was touched.
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;
use store::{agreement, inbox, lane::Track};

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::Process,
    sync::{peak_mb, setting},
    world::{Plan, World},
};

mod drift;

use drift::Drift;

const WHO: &str = "kari@nordlys.no";
const LOOK: Duration = Duration::from_millis(250);
/// Show 6: the most that 50,000 items of which 1 % drifted may take.
const MOST_READS: (u64, u64) = (50, 500);
const MOST_LOOKS: u64 = 5;
const MOST_WRITES: u64 = 5;

#[derive(Args)]
pub struct Chosen {
    /// Items in Rackbeat, all simple and nearly all linked to a product of the shop.
    #[arg(long, default_value_t = 50_000)]
    items: usize,
    /// Of a hundred items, how many have drifted.
    #[arg(long, default_value_t = 1.0)]
    drift: f64,
    /// How long every answer of the shop and of Rackbeat takes, once all is set up.
    #[arg(long, default_value_t = 50)]
    answer_ms: u64,
    /// Real seconds in which all must be set up, and then the night be over.
    #[arg(long, default_value_t = 900)]
    patience: u64,
}

/// Calls of one night.
struct Calls {
    /// Pages of Rackbeat's items and bills of materials.
    rackbeat_reads: u64,
    /// Pages of the shop's list.
    shop_reads: u64,
    /// Of the shop's orders.
    looks: u64,
    writes: u64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let mut world = World::build(&plan(common.seed), &database).await?;
    setting::connect(&mut world, &database).await?;
    // Rackbeat has that many with those for freight and the like, which connecting made there.
    let linked = chosen.items.saturating_sub(world.agreement.items().len());
    drift::fill(&world, linked);
    let mut process = Process::start(world.wiring.clone())?;
    let patience = Duration::from_secs(chosen.patience);
    setting::linked(&world, &database, (linked, patience)).await?;
    setting::still(&world, &database, patience).await?;
    let set_up_mb = peak_mb(process.id())?;
    // The first list stayed with the process that read it; the night is another one's.
    process.kill();
    database.until_worker_is_gone().await?;
    process.start_again()?;
    setting::still(&world, &database, patience).await?;
    setting::answer_after(&world, Duration::from_millis(chosen.answer_ms));

    let drift = Drift::happen(&world, linked, chosen.drift / 100.0, common.seed);
    world.rackbeat.calls().forget();
    world.shops[0].world.calls().forget();
    let begun = Instant::now();
    night(&world, patience).await?;
    setting::still(&world, &database, patience).await?;
    let wall_s = (begun.elapsed() - setting::STILL_FOR).as_secs_f64();
    let peak_mb = peak_mb(process.id())?;
    process.kill();
    let faults = drift.judge(&world);
    for fault in &faults {
        eprintln!("FAULT {fault}");
    }
    let calls = Calls::of(&world);
    let within = calls.are_within();
    Ok(Report {
        figures: json!({
            "scenario": "sweep",
            "items": chosen.items,
            "linked": linked,
            "drifted": drift.count(),
            "answer_ms": chosen.answer_ms,
            "rackbeat_reads": calls.rackbeat_reads,
            "shop_reads": calls.shop_reads,
            "looks": calls.looks,
            "writes": calls.writes,
            "wall_s": (wall_s * 10.0).round() / 10.0,
            "set_up_rss_mb": set_up_mb,
            "peak_rss_mb": peak_mb,
            "wrong": faults.len(),
            "all_calls": {
                "rackbeat": world.rackbeat.calls().by_kind(),
                "shop": world.shops[0].world.calls().by_kind(),
            },
        }),
        holds: faults.is_empty() && within,
    })
}

fn plan(seed: u64) -> Plan {
    Plan {
        email: WHO.to_owned(),
        clock: FastClock::start(1),
        seed,
        shops: 1,
        goods: Vec::new(),
        per_minute: Some(480),
        webhook_delay: Duration::from_secs(1),
    }
}

/// The account's night is due now; returns when it has been begun.
async fn night(world: &World, patience: Duration) -> anyhow::Result<()> {
    let (tenant, now, begun) = (world.tenant(), world.ctx.now(), Instant::now());
    agreement::set_nightly_due(&tenant, now).await?;
    inbox::stir(&tenant, Track::Bulk, now).await?;
    while agreement::find(&tenant).await?.nightly_due <= now {
        anyhow::ensure!(begun.elapsed() < patience, "the night never begins");
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}

impl Calls {
    fn of(world: &World) -> Self {
        let (rackbeat, shop) = (world.rackbeat.calls(), world.shops[0].world.calls());
        Self {
            rackbeat_reads: rackbeat.of("items.list") + rackbeat.of("lots.list"),
            shop_reads: shop.of("products.list"),
            looks: shop.of("orders.list"),
            writes: shop.of("products.batch"),
        }
    }

    fn are_within(&self) -> bool {
        self.rackbeat_reads <= MOST_READS.0
            && self.shop_reads <= MOST_READS.1
            && self.looks <= MOST_LOOKS
            && self.writes <= MOST_WRITES
    }
}
