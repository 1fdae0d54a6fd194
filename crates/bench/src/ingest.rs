//! How many signed webhooks a second are answered after their commit, and how fast at half that rate.
use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use clap::Args;
use serde_json::json;
use simulator::woo::{OrderDraft, Setup, Shop};

use crate::{
    Common, Report,
    database::Database,
    house::Wiring,
    process::Process,
    webhook::{Body, Sender},
};

mod load;
mod raw;
mod shops;

#[derive(Args)]
pub struct Chosen {
    /// Connections that are kept.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    #[arg(long, default_value_t = 100)]
    shops: usize,
    /// Of each measurement.
    #[arg(long, default_value_t = 8)]
    seconds: u64,
    /// SIGKILL in mid-run instead of measuring: is every id that was answered 200 a row?
    #[arg(long)]
    kill: bool,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let house = shops::House::build(&database, chosen.shops).await?;
    let mut process = Process::start(house.wiring.clone())?;
    let load = load::Load::new(house.senders.clone(), chosen.connections, order()?);
    let span = Duration::from_secs(chosen.seconds);
    match chosen.kill {
        true => kill(&database, &mut process, load, span).await,
        false => measure(chosen, &database, load, span).await,
    }
}

async fn measure(
    chosen: &Chosen,
    database: &Database,
    load: load::Load,
    span: Duration,
) -> anyhow::Result<Report> {
    // Doors find their shops, the database its pages.
    load.flood(span / 4).await?;
    let raw = raw::rate(database, chosen.connections, span).await?;
    let flood = load.flood(span).await?;
    let rate = flood.answered.len() as f64 / span.as_secs_f64();
    let calm = load.steady(rate / 2.0, span).await?;
    let lost = lost(database, &load).await?;
    Ok(Report {
        figures: json!({
            "scenario": "ingest",
            "rate_per_s": rate.round(),
            "raw_rate_per_s": raw.round(),
            "p50_ms": calm.percent_ms(50),
            "p99_ms": calm.percent_ms(99),
            "connections": chosen.connections,
            "shops": chosen.shops,
            "lost": lost,
        }),
        holds: lost == 0,
    })
}

async fn kill(
    database: &Database,
    process: &mut Process,
    load: load::Load,
    span: Duration,
) -> anyhow::Result<Report> {
    let load = Arc::new(load);
    let flood = tokio::spawn({
        let load = load.clone();
        async move { load.flood(span).await }
    });
    tokio::time::sleep(span / 2).await;
    process.kill();
    // Every connection is cut: what was on its way was not answered.
    drop(flood.await?);
    process.start_again()?;
    let again = load.flood(span / 4).await?;
    let (answered, lost) = (load.answered().len(), lost(database, &load).await?);
    Ok(Report {
        figures: json!({
            "scenario": "ingest --kill",
            "answered": answered,
            "answered_after": again.answered.len(),
            "lost": lost,
        }),
        holds: lost == 0 && !again.answered.is_empty(),
    })
}

/// How many were answered 200 and have no row.
async fn lost(database: &Database, load: &load::Load) -> anyhow::Result<usize> {
    let text = "SELECT id(shop_id) || ' ' || subject FROM inbox_messages WHERE kind = 'order'";
    let rows: std::collections::HashSet<_> =
        database.rows(text).await?.concat().into_iter().collect();
    let squeezed = |text: &str| text.replace('-', "").to_lowercase();
    let rows: std::collections::HashSet<_> = rows.iter().map(|row| squeezed(row)).collect();
    let answered = load.answered();
    Ok(answered
        .iter()
        .filter(|(shop, order)| !rows.contains(&squeezed(&format!("{shop} {order}"))))
        .count())
}

/// As a shop tells of an order with two lines, freight and tax: about six kilobytes.
fn order() -> anyhow::Result<Body> {
    let shop = Shop::start(Setup::default())?;
    let mut draft = OrderDraft::default();
    for sku in ["VARE-1", "VARE-2"] {
        draft = draft.and(shop.add_product(sku, sku, 249.into(), Some(40)), 1);
    }
    draft.shipping = Some(("Frakt".to_owned(), 79.into()));
    let id = shop.place_order(&draft)?;
    Body::of(&shop.order(id).context("the order just placed")?)
}

/// Where the door is.
fn door(wiring: &Wiring) -> SocketAddr {
    let port = wiring.public_url.port().unwrap_or_default();
    SocketAddr::from(([127, 0, 0, 1], port))
}

type Senders = Arc<Vec<Sender>>;
