//! Show 9: a thousand connected shops, their polls running; how much memory the one process takes.
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use serde_json::json;
use store::{
    account, shop,
    shop::{NewShop, ShopKeys},
};

use crate::{
    Common, Report,
    database::Database,
    fast_clock::FastClock,
    process::Process,
    world::{Goods, Plan, World},
};

const MOST_MB: u64 = 100;
const LOOK: Duration = Duration::from_secs(1);

#[derive(Args)]
pub struct Chosen {
    #[arg(long, default_value_t = 1_000)]
    shops: usize,
    #[arg(long, default_value_t = 5.0)]
    minutes: f64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let world = World::build(&plan(common.seed), &database).await?;
    for at in 0..chosen.shops {
        add(&world, at).await?;
    }
    let process = Process::start(world.wiring.clone())?;
    let begun = tokio::time::Instant::now();
    let mut peak = 0;
    while begun.elapsed().as_secs_f64() < chosen.minutes * 60.0 {
        tokio::time::sleep(LOOK).await;
        peak = peak.max(resident_mb(process.id())?);
    }
    let polls = world.shops[0].world.calls().of("orders.list");
    Ok(Report {
        figures: json!({
            "scenario": "soak",
            "shops": chosen.shops,
            "minutes": chosen.minutes,
            "peak_rss_mb": peak,
            "polls": polls,
        }),
        holds: peak < MOST_MB && polls >= chosen.shops as u64,
    })
}

fn plan(seed: u64) -> Plan {
    Plan {
        email: "kari@nordlys.no".to_owned(),
        clock: FastClock::start(1),
        seed,
        shops: 1,
        goods: vec![Goods {
            sku: "VARE-1".to_owned(),
            price: 249,
            pieces: 40,
        }],
        per_minute: None,
        webhook_delay: Duration::from_secs(1),
    }
}

/// An account whose shop is, as to its address, the one that is simulated; it sold something lately,
/// so that it is polled as often as shops are.
async fn add(world: &World, at: usize) -> anyhow::Result<()> {
    let (store, now, seller) = (&world.ctx.store, world.ctx.now(), &world.shops[0]);
    let account = account::add(store, &format!("Butikk {at} AS"), "NO", now).await?;
    let tenant = store.tenant(account);
    let home = format!("{}/", seller.world.url());
    let new = NewShop {
        name: format!("Butikk {at}"),
        rest_root: format!("{home}wp-json/"),
        identity: format!("butikk-{at}.example.test"),
        home,
        keys: ShopKeys {
            key: seller.keys.key.clone().into(),
            secret: seller.keys.secret.clone().into(),
        },
        keys_in_query: false,
        currency: Some("NOK".to_owned()),
        facts: "{}".to_owned(),
        connected_at: now,
    };
    let id = shop::add(&tenant, &new, now).await?;
    shop::saw_order(&tenant, id, now).await?;
    // The lane learns that there is a shop to poll.
    let look = store::inbox::NewMessage {
        account,
        shop: id,
        kind: store::inbox::Kind::Hooks,
        subject: String::new(),
    };
    Ok(app::inbox::accept(&world.ctx, &[look]).await?)
}

fn resident_mb(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.context("no VmRSS")?.trim().parse::<u64>()? / 1_024)
}
