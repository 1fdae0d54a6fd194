//! The process that counts and closes, and meanwhile stores what shops tell.
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use app::{Ctx, billing};
use domain::plan::Period;
use store::{
    AccountId, ShopId, billing_period,
    inbox::{Kind, NewMessage},
};

use super::{Order, Said};
use crate::{house, sync::peak_mb};

/// Between two messages of the other work.
const PAUSE: Duration = Duration::from_millis(20);

pub async fn close(order: &str) -> anyhow::Result<()> {
    let order: Order = serde_json::from_str(order)?;
    let period = Period::parse(&order.period).context("no month")?;
    let ctx = Ctx {
        billing: Some(Arc::new(testkit::build::sales())),
        ..house::ctx(&order.wiring).await?
    };
    billing_period::open(&ctx.store, period, ctx.now()).await?;
    let begun = Instant::now();
    billing::count(&ctx).await?;
    let count_s = begun.elapsed().as_secs_f64();

    let is_done = Arc::new(AtomicBool::new(false));
    let other = tokio::spawn(other_work(ctx.clone(), is_done.clone()));
    let begun = Instant::now();
    billing::close_now(&ctx, period).await?;
    let close_s = begun.elapsed().as_secs_f64();
    is_done.store(true, Ordering::Relaxed);
    let mut waits = other.await??;
    waits.sort_unstable();
    let at = |part: f64| {
        let place = (waits.len() as f64 * part) as usize;
        let wait = waits.get(place.min(waits.len().saturating_sub(1)));
        wait.map_or(0.0, |wait| wait.as_secs_f64() * 1_000.0)
    };
    let said = Said {
        count_s,
        close_s,
        peak_rss_mb: peak_mb(std::process::id())?,
        other_p95_ms: at(0.95),
        other_max_ms: at(1.0),
    };
    println!("{}", serde_json::to_string(&said)?);
    Ok(())
}

/// How long each message took to be stored.
async fn other_work(ctx: Ctx, is_done: Arc<AtomicBool>) -> anyhow::Result<Vec<Duration>> {
    let (account, shop) = (AccountId::new(), ShopId::new());
    let mut waits = Vec::new();
    while !is_done.load(Ordering::Relaxed) {
        let order = waits.len().to_string();
        let message = NewMessage::new(account, shop, Kind::Order).about(order);
        let begun = Instant::now();
        app::inbox::accept(&ctx, &[message]).await?;
        waits.push(begun.elapsed());
        tokio::time::sleep(PAUSE).await;
    }
    Ok(waits)
}
