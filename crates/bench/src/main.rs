//! Loads and chaos: `bench SCENARIO --database sqlite|postgres` does one thing and prints one line of JSON last.
mod beside;
mod billing;
mod chaos;
mod database;
mod fairness;
mod fast_clock;
mod house;
mod ingest;
mod pages;
mod process;
mod propagation;
mod serve;
mod soak;
mod spread;
mod sweep;
mod sync;
mod webhook;
mod wire;
mod world;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use database::Engine;
use mimalloc::MiMalloc;

// As the product has it, which runs in this program too.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

#[derive(Parser)]
#[command(about)]
struct Line {
    #[command(subcommand)]
    scenario: Scenario,
}

#[derive(Subcommand)]
enum Scenario {
    /// A thousand orders while everything fails and the worker is killed ten times.
    Chaos {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        chaos: chaos::Chosen,
    },
    /// How many signed webhooks a second the door stores and answers.
    Ingest {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        ingest: ingest::Chosen,
    },
    /// From a webhook to Rackbeat and to the other shop, and how many calls that takes.
    Propagation {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        propagation: propagation::Chosen,
    },
    /// What a quiet account notices of a busy one.
    Fairness {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        fairness: fairness::Chosen,
    },
    /// A thousand connected shops, and how much memory that takes.
    Soak {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        soak: soak::Chosen,
    },
    /// The initial synchronisation of a shop into an empty Rackbeat, killed on the way if you like.
    Sync {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        sync: sync::Chosen,
    },
    /// How long people wait for lists, searches and the log among a million orders.
    Pages {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        pages: pages::Chosen,
    },
    /// What orders notice of an initial synchronisation that runs in the same account.
    Beside {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        beside: beside::Chosen,
    },
    /// A night with many linked items of which some have drifted in the shop.
    Sweep {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        sweep: sweep::Chosen,
    },
    /// A month of many accounts is closed, while other work goes on.
    Billing {
        #[command(flatten)]
        common: Common,
        #[command(flatten)]
        billing: billing::Chosen,
    },
    /// The process that closes the month.
    #[command(hide = true)]
    Close { order: String },
    /// The product in a process of its own, for the other scenarios.
    #[command(hide = true)]
    Serve { wiring: String },
}

#[derive(Args)]
struct Common {
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Engine,
    /// A PostgreSQL server to make a database on; without it a private one is started.
    #[arg(long)]
    url: Option<String>,
    /// What the dice begin with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    // Before anything speaks TLS; nobody else has chosen yet.
    drop(rustls::crypto::ring::default_provider().install_default());
    let done = match Line::parse().scenario {
        Scenario::Serve { wiring } => serve::run(&wiring).await.map(|()| None),
        Scenario::Close { order } => billing::close(&order).await.map(|()| None),
        Scenario::Billing { common, billing } => billing::run(&common, &billing).await.map(Some),
        Scenario::Chaos { common, chaos } => chaos::run(&common, &chaos).await.map(Some),
        Scenario::Ingest { common, ingest } => ingest::run(&common, &ingest).await.map(Some),
        Scenario::Fairness { common, fairness } => {
            fairness::run(&common, &fairness).await.map(Some)
        }
        Scenario::Soak { common, soak } => soak::run(&common, &soak).await.map(Some),
        Scenario::Sync { common, sync } => sync::run(&common, &sync).await.map(Some),
        Scenario::Pages { common, pages } => pages::run(&common, &pages).await.map(Some),
        Scenario::Beside { common, beside } => beside::run(&common, &beside).await.map(Some),
        Scenario::Sweep { common, sweep } => sweep::run(&common, &sweep).await.map(Some),
        Scenario::Propagation {
            common,
            propagation,
        } => propagation::run(&common, &propagation).await.map(Some),
    };
    match done {
        Ok(None) => ExitCode::SUCCESS,
        Ok(Some(report)) => {
            println!("{}", report.figures);
            match report.holds {
                true => ExitCode::SUCCESS,
                false => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What a scenario saw: its line of JSON, and whether what it asserts held.
struct Report {
    figures: serde_json::Value,
    holds: bool,
}
