//! What orders notice of an initial synchronisation that runs in the same account: from webhook to Rackbeat, alone and beside it.
use std::time::Duration;

use anyhow::{Context, ensure};
use clap::Args;
use serde_json::json;
use store::import::State;

use crate::{
    Common, Report,
    database::Database,
    fairness::steady,
    fast_clock::FastClock,
    process::Process,
    sync::{fill, setting},
    world::{Goods, Plan, World},
};

const WHO: &str = "kari@nordlys.no";
/// The shop's own webhooks stay out of it.
const HELD: Duration = Duration::from_secs(1_000_000);
/// What Rackbeat says that it allows where it does not limit.
const UNLIMITED: u32 = 1_000_000;
const PATIENCE: Duration = Duration::from_secs(120);

#[derive(Args)]
pub struct Chosen {
    /// Products that are brought to Rackbeat meanwhile.
    #[arg(long, default_value_t = 3_000)]
    products: usize,
    /// How long every answer of the shop and of Rackbeat takes.
    #[arg(long, default_value_t = 50)]
    answer_ms: u64,
    /// Calls a minute that Rackbeat allows; left out, any number.
    #[arg(long)]
    per_minute: Option<u32>,
    /// Orders a second.
    #[arg(long, default_value_t = 4.0)]
    rate: f64,
    /// Of each of the two measurements.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let mut world = World::build(&plan(common.seed, chosen.per_minute), &database).await?;
    let _process = Process::start(world.wiring.clone())?;
    world.connect(&database).await?;
    fill(&world.shops[0].world, chosen.products, 0);
    setting::answer_after(&world, Duration::from_millis(chosen.answer_ms));
    let span = Duration::from_secs(chosen.seconds);
    let alone = steady(&world, chosen.rate, span).await?;
    begin(&world).await?;
    let before = created(&world).await?;
    let beside = steady(&world, chosen.rate, span).await?;
    let after = created(&world).await?;
    ensure!(
        after.0 == State::Running,
        "the synchronisation ended before the orders did"
    );
    let (alone_ms, beside_ms) = (alone.percent_ms(95), beside.percent_ms(95));
    Ok(Report {
        figures: json!({
            "scenario": "beside",
            "alone_p50_ms": alone.percent_ms(50),
            "alone_p95_ms": alone_ms,
            "beside_p50_ms": beside.percent_ms(50),
            "beside_p95_ms": beside_ms,
            "orders": beside.len(),
            "products_meanwhile": after.1 - before.1,
        }),
        holds: after.1 > before.1 && (beside_ms <= alone_ms * 1.5 || beside_ms <= alone_ms + 50.0),
    })
}

/// Seen and approved; returns once it makes products.
async fn begin(world: &World) -> anyhow::Result<()> {
    let (ctx, tenant, shop) = (&world.ctx, world.tenant(), world.shops[0].id);
    ensure!(app::import::preview(ctx, &tenant, shop, WHO).await?);
    let view = reach(world, |state, _| state == State::Ready).await?;
    let place = view.places.iter().find(|place| place.is_default);
    let location = place.map(|place| place.number);
    let seen = (shop, view.import.id);
    ensure!(app::import::approve(ctx, &tenant, seen, WHO, location).await?);
    reach(world, |_, created| created > 0).await?;
    Ok(())
}

async fn reach(
    world: &World,
    there: impl Fn(State, u64) -> bool,
) -> anyhow::Result<app::import::View> {
    let wait = async {
        loop {
            tokio::time::sleep(Duration::from_millis(50)).await;
            let view = view(world).await?;
            if there(view.import.state, view.import.did.created) {
                return anyhow::Ok(view);
            }
        }
    };
    tokio::time::timeout(PATIENCE, wait)
        .await
        .context("the synchronisation does not come so far")?
}

async fn created(world: &World) -> anyhow::Result<(State, u64)> {
    let import = view(world).await?.import;
    Ok((import.state, import.did.created))
}

async fn view(world: &World) -> anyhow::Result<app::import::View> {
    let view = app::import::latest(&world.ctx, &world.tenant(), world.shops[0].id).await?;
    view.context("no synchronisation")
}

fn plan(seed: u64, per_minute: Option<u32>) -> Plan {
    let goods = (0..20).map(|at| Goods {
        sku: format!("SOLGT-{at}"),
        price: 249,
        pieces: 100_000,
    });
    Plan {
        email: WHO.to_owned(),
        clock: FastClock::start(1),
        seed,
        shops: 1,
        goods: goods.collect(),
        per_minute: Some(per_minute.unwrap_or(UNLIMITED)),
        webhook_delay: HELD,
    }
}
