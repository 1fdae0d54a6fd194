//! What an operator waits for: the dashboard and the lists beside it, over a hundred thousand accounts.
use std::time::Instant;

use anyhow::ensure;
use app::account;
use domain::plan::Period;
use serde_json::{Map, Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use store::{Clock, user};
use testkit::{Method, Visitor};

use super::wait::Waits;
use crate::{
    billing,
    database::Database,
    fast_clock::FastClock,
    house::{self, Wiring},
    world::PASSWORD,
};

const EMAIL: &str = "drift@varebro.no";
/// Show 5: ninety-five of a hundred must come within so many milliseconds.
const LIMIT_MS: f64 = 100.0;
/// Months that are closed.
const MONTHS: usize = 24;

/// What is asked for, by which key it is told, and what stands on the page.
const ASKED: [(&str, &str, &str); 4] = [
    ("dashboard", "/admin", "<svg class=\"chart\""),
    ("accounts", "/admin/accounts", "Firma "),
    (
        "accounts_search",
        "/admin/accounts?words=Firma+4711",
        "Firma 4711",
    ),
    ("health", "/admin/health", "<main"),
];

/// Accounts with shops, and what two years of months and nights came to.
pub async fn fill(database: &Database, accounts: usize) -> anyhow::Result<()> {
    let now = Period::at(FastClock::start(1).now());
    billing::fill::fill(database, accounts, now.before()).await?;
    let statements = statements(now, accounts);
    if database.url.starts_with("postgres") {
        let mut rows = PgConnection::connect(&database.url).await?;
        for one in statements {
            sqlx::query(AssertSqlSafe(one)).execute(&mut rows).await?;
        }
    } else {
        let mut rows = SqliteConnection::connect(&database.url).await?;
        for one in statements {
            sqlx::query(AssertSqlSafe(one)).execute(&mut rows).await?;
        }
        rows.close().await?;
    }
    Ok(())
}

fn statements(now: Period, accounts: usize) -> Vec<String> {
    let mut statements = vec!["DELETE FROM counted_days".to_owned()];
    let mut period = now;
    for _ in 0..MONTHS {
        period = period.before();
        let extra = accounts * 2;
        let days = period
            .days()
            .map(|day| format!("('{day}', {accounts}, {}, {extra}, 0)", accounts * 3));
        statements.push(format!(
            "INSERT INTO counted_days (day, accounts, shops, extra, counted_at) VALUES {}",
            days.collect::<Vec<_>>().join(", ")
        ));
        let due = period.next().first();
        let sums = ["NOK", "DKK"].map(|currency| {
            format!(
                "('{period}', '{due}', '{currency}', {accounts}, {accounts}00, 0, {accounts}00, 60, 0, 0, 0, 0,
                 {accounts}, 7, 700, {accounts}, {accounts}00)"
            )
        });
        statements.push(format!(
            "INSERT INTO invoice_sums (period, due_on, currency, invoices, net, vat, total, shop_days,
             credit_notes, credited_net, credited_vat, credited_total, sent, owing, unpaid, paid,
             paid_total) VALUES {}",
            sums.join(", ")
        ));
    }
    statements
}

/// True when nobody waits longer than is good.
pub async fn measure(
    wiring: &Wiring,
    requests: usize,
    figures: &mut Map<String, Value>,
) -> anyhow::Result<bool> {
    let visitor = operator(wiring).await?;
    let mut holds = true;
    for (name, address, shows) in ASKED {
        let mut waits = Waits::default();
        for at in 0..requests + 5 {
            let begun = Instant::now();
            let page = visitor.ask(Method::GET, address, &[]).await;
            let waited = begun.elapsed();
            ensure!(page.status == 200, "{address}: {}", page.status);
            ensure!(
                page.html.contains(shows),
                "{address} shows nothing of what is asked for"
            );
            // The first do not count: nobody has asked for any of it yet.
            if at >= 5 {
                waits.add(waited);
            }
        }
        let p95 = waits.percent_ms(95);
        eprintln!("{name}: p50 {} ms, p95 {p95} ms", waits.percent_ms(50));
        figures.insert(format!("{name}_p95_ms"), json!(p95));
        holds &= p95 < LIMIT_MS;
    }
    Ok(holds)
}

/// Signed in over the form, as a person comes in.
async fn operator(wiring: &Wiring) -> anyhow::Result<Visitor> {
    let ctx = house::ctx(wiring).await?;
    let email = EMAIL.parse().map_err(|_| anyhow::anyhow!("no address"))?;
    let founded = account::found(&ctx, "Varebro", &email, PASSWORD.into()).await;
    founded.map_err(|denied| anyhow::anyhow!("{denied:?}"))?;
    let user = user::by_email(&ctx.store, EMAIL).await?;
    let user = user.ok_or_else(|| anyhow::anyhow!("nobody"))?;
    user::make_operator(&ctx.store, user.id, ctx.now()).await?;
    let visitor = Visitor::at(wiring.public_url.clone());
    visitor.open("/sign-in").await;
    let page = visitor
        .send("/sign-in", &[("email", EMAIL), ("password", PASSWORD)])
        .await;
    ensure!(page.status == 200, "nobody was let in: {}", page.status);
    Ok(visitor)
}
