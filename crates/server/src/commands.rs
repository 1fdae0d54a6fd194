//! What `varebro` can be told to do.
use std::{sync::Arc, time::Duration};

use anyhow::{anyhow, ensure};
use app::Email;
use clap::{Parser, Subcommand};
use domain::plan::Period;
use store::SystemClock;

use crate::{
    demo,
    roles::{self, Roles},
    settings::Settings,
    simulate, telemetry, wiring,
};

/// Joins a Rackbeat agreement with any number of WooCommerce shops.
///
/// Settings come from the environment; docs/settings.md lists them.
#[derive(Parser)]
#[command(name = "varebro", version)]
pub struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Pages, webhooks and the work behind them, in one process (as without a command)
    Serve,
    /// Only pages and webhooks
    Web,
    /// Only the work behind them
    Worker,
    /// Brings the database's schema up to date and stops
    Migrate,
    /// The people who run Varebro
    Operator {
        #[command(subcommand)]
        verb: Operator,
    },
    /// Counts a month's shops anew from the ledger, and says how many rows were not as they should be
    Recount {
        /// Such as 2026-11
        month: String,
    },
    /// A simulated Rackbeat and simulated shops, to try with
    Simulate(simulate::Simulate),
    /// Everything in a throw-away folder, with simulated outside worlds, ready to play with
    Demo(demo::Demo),
    /// Asks the process that listens on VAREBRO_LISTEN whether it is well
    Health,
}

#[derive(Subcommand)]
enum Operator {
    /// Marks this person as an operator
    Add { email: String },
}

pub async fn run(line: Line) -> anyhow::Result<()> {
    let mut settings = Settings::read()?;
    let command = line.command.unwrap_or(Command::Serve);
    if matches!(command, Command::Demo(_)) {
        demo::hush(&mut settings.log);
    }
    telemetry::start(&settings.log)?;
    match command {
        Command::Serve => roles::play(&settings, Roles::BOTH).await,
        Command::Web => roles::play(&settings, Roles::WEB).await,
        Command::Worker => roles::play(&settings, Roles::WORKER).await,
        Command::Migrate => wiring::store(&settings).await.map(drop),
        Command::Operator {
            verb: Operator::Add { email },
        } => add_operator(&settings, &email).await,
        Command::Recount { month } => recount(&settings, &month).await,
        Command::Simulate(asked) => simulate::run(&asked).await,
        Command::Demo(asked) => demo::run(settings, &asked).await,
        Command::Health => health(&settings).await,
    }
}

async fn add_operator(settings: &Settings, email: &str) -> anyhow::Result<()> {
    let email: Email = email
        .parse()
        .map_err(|_| anyhow!("\"{email}\" is no e-mail address"))?;
    let public = roles::public_url(settings, settings.http.listen)?;
    let ctx = wiring::ctx(settings, Arc::new(SystemClock), public).await?;
    app::account::make_operator(&ctx, &email).await?;
    println!("{} is an operator now", email.as_str());
    Ok(())
}

async fn recount(settings: &Settings, month: &str) -> anyhow::Result<()> {
    let period = Period::parse(month).ok_or_else(|| anyhow!("\"{month}\" is no month"))?;
    let public = roles::public_url(settings, settings.http.listen)?;
    let ctx = wiring::ctx(settings, Arc::new(SystemClock), public).await?;
    let wrong = app::billing::rebuild(&ctx, period).await?;
    println!("{wrong} rows were not as they should be, and are now");
    Ok(())
}

async fn health(settings: &Settings) -> anyhow::Result<()> {
    let url = format!("http://localhost:{}/healthz", settings.http.listen.port());
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(4))
        .no_proxy()
        .build()?;
    let status = http.get(url).send().await?.status();
    ensure!(status.is_success(), "the answer is {status}");
    println!("well");
    Ok(())
}
