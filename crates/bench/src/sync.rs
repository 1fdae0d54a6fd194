//! The initial synchronisation of a shop into an empty Rackbeat, by a process of its own: how long it takes, how many
//! calls, how much memory. Where that process is killed on the way: whether everything is exactly right in the end.
use std::{path::PathBuf, time::Duration};

use anyhow::{Context, ensure};
use clap::{Args, ValueEnum};
use store::import::State;

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::{Process, log_of},
    world::{Plan, UNLIMITED, World},
};

mod cost;
mod goods;
mod kills;
mod report;
pub mod setting;
mod verdict;
mod watch;

use cost::Cost;
pub use goods::fill;
use kills::Kills;
use report::{Ran, report};
use watch::Watch;
pub use watch::peak_mb;

const WHO: &str = "kari@nordlys.no";
/// What Rackbeat allows.
const PER_MINUTE: u32 = 480;
/// A run that is killed waits for leases and for doubts to rest, so its time goes so much faster.
const HASTE: u32 = 10;

#[derive(Args)]
pub struct Chosen {
    /// Simple products in the shop.
    #[arg(long, default_value_t = 2_000)]
    products: usize,
    /// Variations, of as few variable parents as hold them.
    #[arg(long, default_value_t = 0)]
    variations: usize,
    /// How long every answer of the shop and of Rackbeat takes.
    #[arg(long, default_value_t = 50)]
    answer_ms: u64,
    /// Rackbeat's 480 calls a minute.
    #[arg(long, value_enum, default_value = "on")]
    limit: Switch,
    /// Levels are set too, not products alone.
    #[arg(long, value_enum, default_value = "on")]
    levels: Switch,
    /// How many times the process gets SIGKILL, at seeded moments of the run.
    #[arg(long, default_value_t = 0)]
    kills: usize,
    /// How many times faster than the machine's our time runs; 1, or 10 where the process is killed.
    #[arg(long)]
    speed: Option<u32>,
    /// Real seconds in which it must have ended.
    #[arg(long, default_value_t = 1_500)]
    patience: u64,
    /// Keeps the product's log here.
    #[arg(long)]
    keep: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let mut world = World::build(&chosen.plan(common.seed), &database).await?;
    let goods = goods::fill(&world.shops[0].world, chosen.products, chosen.variations);
    setting::connect(&mut world, &database).await?;
    setting::answer_after(&world, Duration::from_millis(chosen.answer_ms));
    let mut process = Process::start(world.wiring.clone())?;
    setting::still(&world, &database, chosen.patience()).await?;
    let levels = match chosen.levels {
        Switch::On => goods.iter().filter(|one| one.pieces > 0).count(),
        Switch::Off => 0,
    };
    let kills = Kills::seeded(common.seed, chosen.kills, goods.len() + 2 * levels);
    let watch = Watch::new(
        (&world, &database),
        &goods,
        &mut process,
        kills,
        chosen.patience(),
    );
    let ran = bring(watch, (levels, chosen)).await;
    process.kill();
    if let Some(keep) = &chosen.keep {
        std::fs::copy(log_of(&world.wiring), keep)?;
    }
    Ok(report(common, chosen, (goods.len(), levels), &ran?))
}

/// Seen, approved, done, and nothing moves any more.
async fn bring(mut watch: Watch<'_>, (levels, chosen): (usize, &Chosen)) -> anyhow::Result<Ran> {
    let (world, database, goods) = (watch.world, watch.database, watch.goods);
    let (ctx, tenant, shop) = (&world.ctx, world.tenant(), world.shops[0].id);
    let had = verdict::numbers(world);
    world.rackbeat.calls().forget();
    world.shops[0].world.calls().forget();
    ensure!(app::import::preview(ctx, &tenant, shop, WHO).await?);
    let preview = watch.until(State::Ready).await?;
    let view = app::import::latest(ctx, &tenant, shop).await?;
    let view = view.context("no preview")?;
    let seen = (shop, view.import.id);
    let mut places = view.places.into_iter();
    let place = places.find(|place| place.is_default);
    let location = place.filter(|_| chosen.levels == Switch::On);
    let location = location.map(|place| place.number);
    ensure!(app::import::approve(ctx, &tenant, seen, WHO, location).await?);
    let done = watch.until(State::Done).await?;
    setting::still(world, database, chosen.patience()).await?;
    let peak_mb = watch.peak_mb()?;
    let mut faults = watch.faults();
    faults.extend(verdict::judge(world, goods, (&had, levels > 0)));
    faults.extend(verdict::judge_report(world, &done, (goods.len(), levels)).await?);
    faults.extend(verdict::judge_links(world, database, goods.len()).await?);
    for fault in &faults {
        eprintln!("FAULT {fault}");
    }
    let pages = goods::pages(chosen.products, chosen.variations);
    Ok(Ran {
        preview,
        done,
        peak_mb,
        faults,
        cost: Cost::of(world, (goods.len(), levels), (had.len(), pages)),
    })
}

impl Chosen {
    fn plan(&self, seed: u64) -> Plan {
        Plan {
            email: WHO.to_owned(),
            clock: FastClock::start(self.speed()),
            seed,
            shops: 1,
            // The shop's alone, so they are filled in beside this.
            goods: Vec::new(),
            per_minute: Some(match self.limit {
                Switch::On => PER_MINUTE,
                Switch::Off => UNLIMITED,
            }),
            webhook_delay: Duration::from_secs(1),
        }
    }

    fn speed(&self) -> u32 {
        let default = if self.kills > 0 { HASTE } else { 1 };
        self.speed.unwrap_or(default)
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(self.patience)
    }
}
