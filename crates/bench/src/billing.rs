//! A month of many accounts is closed: how long that takes and how much memory, while other work goes on. The documents
//! are made afterwards, account by account, and are not part of it.
use std::process::{Command, Stdio};

use anyhow::Context;
use chrono::{DateTime, Utc};
use clap::Args;
use domain::plan::Period;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Clock;

use crate::{Common, Report, database::Database, fast_clock::FastClock, house::Wiring};

mod close;
pub mod fill;

pub use close::close;

/// Show 5: the most that a close may take.
const MOST_S: f64 = 120.0;
const MOST_MB: u64 = 300;
/// Shops of each account; of every tenth, one leaves in the middle of the month.
pub const SHOPS: usize = 3;

#[derive(Args)]
pub struct Chosen {
    #[arg(long, default_value_t = 100_000)]
    accounts: usize,
}

/// What the process that closes is told.
#[derive(Serialize, Deserialize)]
pub struct Order {
    wiring: Wiring,
    /// `2026-08`.
    period: String,
}

/// What it says when it is done.
#[derive(Serialize, Deserialize)]
struct Said {
    /// Of the last night of the month: every account is counted.
    count_s: f64,
    close_s: f64,
    /// Of both together.
    peak_rss_mb: u64,
    /// How long a webhook's message waited to be stored meanwhile.
    other_p95_ms: f64,
    other_max_ms: f64,
}

pub async fn run(common: &Common, chosen: &Chosen) -> anyhow::Result<Report> {
    let database = Database::open(common).await?;
    let clock = FastClock::start(1);
    let period = Period::at(clock.now()).before();
    fill::fill(&database, chosen.accounts, period).await?;
    let wiring = Wiring {
        database: database.url.clone(),
        key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8".to_owned(),
        rackbeat: "http://127.0.0.1:1/".parse()?,
        public_url: "http://127.0.0.1:2/".parse()?,
        folder: database.folder().to_owned(),
        clock,
        works: false,
        connections: 8,
    };
    let order = Order {
        wiring,
        period: period.to_string(),
    };
    let said = in_a_process(&order)?;
    let faults = faults(&database, chosen.accounts).await?;
    for fault in &faults {
        eprintln!("FAULT {fault}");
    }
    let within = said.close_s < MOST_S && said.peak_rss_mb < MOST_MB;
    Ok(Report {
        figures: json!({
            "scenario": "billing",
            "accounts": chosen.accounts,
            "shops": chosen.accounts * SHOPS,
            "wall_s": tenths(said.close_s),
            "peak_rss_mb": said.peak_rss_mb,
            "count_s": tenths(said.count_s),
            "other_p95_ms": tenths(said.other_p95_ms),
            "other_max_ms": tenths(said.other_max_ms),
            "wrong": faults.len(),
        }),
        holds: faults.is_empty() && within,
    })
}

/// Its memory is its own, and not that of who filled the database.
fn in_a_process(order: &Order) -> anyhow::Result<Said> {
    let ended = Command::new(std::env::current_exe()?)
        .arg("close")
        .arg(serde_json::to_string(order)?)
        .stderr(Stdio::inherit())
        .output()?;
    anyhow::ensure!(ended.status.success(), "the close failed");
    serde_json::from_slice(&ended.stdout).context("the close said nothing")
}

/// Every account one invoice, no number left out, and the sums as one reckons them by hand.
async fn faults(database: &Database, accounts: usize) -> anyhow::Result<Vec<String>> {
    let text = "SELECT CAST(COUNT(*) AS TEXT), CAST(COUNT(DISTINCT account_id) AS TEXT),
        CAST(MAX(number) - MIN(number) + 1 AS TEXT), CAST(SUM(total) AS TEXT) FROM invoices
        WHERE final_at IS NOT NULL AND kind = 'invoice'";
    let found = database.rows(text).await?.concat();
    let (danish, count) = (accounts / 10, accounts.to_string());
    // All month two extra shops; of the Danish, one of them until the 16th of a month of 31 days.
    let total = (accounts - danish) * 37_250 + danish * (10_000 + 5_161);
    let should = [count.clone(), count.clone(), count, total.to_string()];
    let sums = "SELECT CAST(SUM(total) AS TEXT), CAST(SUM(invoices) AS TEXT) FROM invoice_sums";
    let sums = database.rows(sums).await?.concat();
    let mut faults = Vec::new();
    if found != should {
        faults.push(format!("{found:?} and not {should:?}"));
    }
    if sums != [should[3].clone(), should[0].clone()] {
        faults.push(format!("the sums say {sums:?}"));
    }
    Ok(faults)
}

fn tenths(figure: f64) -> f64 {
    (figure * 10.0).round() / 10.0
}

/// Noon in Oslo, or nearly, of a day of the month.
fn noon(period: Period, day: i64) -> DateTime<Utc> {
    domain::plan::begins(period.first()) + chrono::TimeDelta::hours(24 * (day - 1) + 12)
}
