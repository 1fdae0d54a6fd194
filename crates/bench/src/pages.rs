//! How long people wait for the pages: lists, searches, one order and the log, with a million orders in the database.
use std::time::Instant;

use anyhow::ensure;
use clap::Args;
use serde_json::{Map, Value, json};
use testkit::Visitor;

use crate::{Common, Report, database::Database, process::Process, world::PASSWORD};

mod asked;
mod dashboard;
mod fill;
mod rows;
mod told;
mod wait;

use asked::Kind;
use wait::Waits;

#[derive(Args)]
pub struct Chosen {
    /// In all accounts together.
    #[arg(long, default_value_t = 1_000_000)]
    orders: usize,
    #[arg(long, default_value_t = 100)]
    accounts: usize,
    /// Lines of the log.
    #[arg(long, default_value_t = 1_000_000)]
    lines: usize,
    /// Accounts beside those, with three shops each, that an operator sees at a glance.
    #[arg(long, default_value_t = 100_000)]
    paying: usize,
    /// Of each kind of page.
    #[arg(long, default_value_t = 100)]
    requests: usize,
    /// Ninety-five of a hundred pages must come within so many milliseconds.
    #[arg(long, default_value_t = 50.0)]
    limit_ms: f64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let begun = Instant::now();
    dashboard::fill(&database, chosen.paying).await?;
    let filled = fill::fill(&database, chosen, common.seed).await?;
    let fill_s = begun.elapsed().as_secs_f64().round();
    let mut process = Process::start(filled.wiring.clone())?;
    let visitor = signed_in(&filled).await?;
    let mut figures = Map::new();
    figures.insert("scenario".to_owned(), json!("pages"));
    figures.insert("orders".to_owned(), json!(chosen.orders));
    figures.insert("log_lines".to_owned(), json!(chosen.lines));
    figures.insert("fill_s".to_owned(), json!(fill_s));
    let mut worst = Vec::new();
    for kind in Kind::ALL {
        let p95 = measure(&visitor, kind, &filled, (chosen.requests, &mut figures)).await?;
        worst.push((kind.page(), p95));
    }
    let mut holds = dashboard::measure(&filled.wiring, chosen.requests, &mut figures).await?;
    process.kill();
    for page in ["orders", "order", "log"] {
        let of_page = worst.iter().filter(|(of, _)| *of == page);
        let p95 = of_page.map(|(_, p95)| *p95).fold(0.0, f64::max);
        holds &= p95 < chosen.limit_ms;
        figures.insert(format!("{page}_p95_ms"), json!(p95));
    }
    Ok(Report {
        figures: Value::Object(figures),
        holds,
    })
}

/// Over the form, as a person comes in.
async fn signed_in(filled: &fill::Filled) -> anyhow::Result<Visitor> {
    let visitor = Visitor::at(filled.wiring.public_url.clone());
    visitor.open("/sign-in").await;
    let fields = [("email", fill::EMAIL), ("password", PASSWORD)];
    let page = visitor.send("/sign-in", &fields).await;
    ensure!(page.status == 200, "nobody was let in: {}", page.status);
    Ok(visitor)
}

/// After a few that do not count: the process has just started.
async fn measure(
    visitor: &Visitor,
    kind: Kind,
    filled: &fill::Filled,
    (requests, figures): (usize, &mut Map<String, Value>),
) -> anyhow::Result<f64> {
    let mut waits = Waits::default();
    let addresses = kind.addresses(filled, requests);
    for address in addresses.iter().take(5) {
        ask(visitor, kind, address).await?;
    }
    for address in &addresses {
        waits.add(ask(visitor, kind, address).await?);
    }
    let name = kind.name();
    figures.insert(format!("{name}_p50_ms"), json!(waits.percent_ms(50)));
    figures.insert(format!("{name}_p95_ms"), json!(waits.percent_ms(95)));
    eprintln!(
        "{name}: p50 {} ms, p95 {} ms, most {} ms",
        waits.percent_ms(50),
        waits.percent_ms(95),
        waits.percent_ms(100)
    );
    Ok(waits.percent_ms(95))
}

async fn ask(visitor: &Visitor, kind: Kind, address: &str) -> anyhow::Result<std::time::Duration> {
    let begun = Instant::now();
    let page = visitor.ask(testkit::Method::GET, address, &[]).await;
    let waited = begun.elapsed();
    ensure!(page.status == 200, "{address}: {}", page.status);
    ensure!(
        page.html.contains(kind.shows()),
        "{address} shows nothing of what is asked for"
    );
    Ok(waited)
}
