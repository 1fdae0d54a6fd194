//! Show 9: a thousand connected shops, Rackbeat beside each account, polls and sweeps running; how much memory the
//! one process takes.
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use serde_json::json;

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::Process,
    world::{Goods, Plan, World},
};

mod accounts;

const MOST_MB: u64 = 100;
const LOOK: Duration = Duration::from_secs(1);
/// Seconds that a thousand shops may take to be listed for the first time.
const SET_UP_LOOKS: u32 = 300;

#[derive(Args)]
pub struct Chosen {
    #[arg(long, default_value_t = 1_000)]
    shops: usize,
    /// Shops of one account; each account has a Rackbeat.
    #[arg(long, default_value_t = 5)]
    each: usize,
    /// Goods in every shop and every Rackbeat.
    #[arg(long, default_value_t = 20)]
    goods: usize,
    #[arg(long, default_value_t = 5.0)]
    minutes: f64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let plan = plan(common.seed, chosen.goods);
    let world = World::build(&plan, &database).await?;
    let accounts = accounts::build(&world, &plan, chosen.shops, chosen.each.max(1)).await?;
    let mut process = Process::start(world.wiring.clone())?;
    let set_up_mb = set_up(&process, (&world, &accounts), chosen.shops).await?;
    // What a thousand first lists took stays with the process that read them; the one that is measured has
    // shops that have long been connected.
    process.kill();
    process.start_again()?;
    let begun = tokio::time::Instant::now();
    let (mut peak, mut seconds) = (0, 0);
    while begun.elapsed().as_secs_f64() < chosen.minutes * 60.0 {
        tokio::time::sleep(LOOK).await;
        accounts.change_something(seconds);
        seconds += 1;
        peak = peak.max(resident_mb(process.id())?);
    }
    let (polls, sweeps) = (
        accounts.calls("orders.list"),
        world.rackbeat.calls().of("items.list"),
    );
    let written = accounts.calls("products.batch");
    let holds = polls >= chosen.shops as u64 && sweeps >= accounts.count() as u64 && written > 0;
    Ok(Report {
        figures: json!({
            "scenario": "soak",
            "shops": chosen.shops,
            "accounts": accounts.count(),
            "minutes": chosen.minutes,
            "set_up_rss_mb": set_up_mb,
            "peak_rss_mb": peak,
            "polls": polls,
            "sweep_pages": sweeps,
            "stock_writes": written,
        }),
        holds: holds && peak < MOST_MB,
    })
}

/// Runs until every shop is listed, every Rackbeat swept and every figure written; the peak on the way, in MB.
async fn set_up(
    process: &Process,
    (world, accounts): (&World, &accounts::Accounts),
    shops: usize,
) -> anyhow::Result<u64> {
    let mut peak = 0;
    for _ in 0..SET_UP_LOOKS {
        tokio::time::sleep(LOOK).await;
        peak = peak.max(resident_mb(process.id())?);
        let swept = world.rackbeat.calls().of("items.list") >= accounts.count() as u64;
        if swept && accounts.calls("products.list") >= shops as u64 {
            return Ok(peak);
        }
    }
    anyhow::bail!("not every shop was listed in {SET_UP_LOOKS} s")
}

fn plan(seed: u64, goods: usize) -> Plan {
    let goods = (0..goods).map(|at| Goods {
        sku: format!("VARE-{at}"),
        price: 249,
        pieces: 40,
    });
    Plan {
        email: "kari@nordlys.no".to_owned(),
        clock: FastClock::start(1),
        seed,
        shops: 0,
        goods: goods.collect(),
        per_minute: Some(480),
        webhook_delay: Duration::from_secs(1),
    }
}

fn resident_mb(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.context("no VmRSS")?.trim().parse::<u64>()? / 1_024)
}
