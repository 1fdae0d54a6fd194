//! Waiting until nothing moves any more, with the troubles on for as long as patience allows.
use std::time::{Duration, Instant};

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::customers::Purchase;
use crate::{database::Database, world::World};

const LOOK: Duration = Duration::from_millis(250);
/// Looks in a row at which everything must be right.
const STILL: u32 = 8;

/// How it came to rest, or did not.
pub struct Rest {
    /// What was still wrong when patience ended.
    pub faults: Vec<String>,
    /// Real time from the last order until everything was right.
    pub after: Duration,
    /// Orders that were booked while calls still failed.
    pub booked: usize,
    /// It did not come to rest before the troubles were taken away.
    pub was_lifted: bool,
}

pub async fn wait(
    world: &World,
    database: &Database,
    placed: &[Purchase],
    patience: Duration,
) -> anyhow::Result<Rest> {
    let begun = Instant::now();
    let mut rest = Rest {
        faults: Vec::new(),
        after: Duration::ZERO,
        booked: 0,
        was_lifted: false,
    };
    let mut still = 0;
    while still < STILL && begun.elapsed() < patience {
        tokio::time::sleep(LOOK).await;
        if !rest.was_lifted {
            rest.booked = booked(world);
            if begun.elapsed() > patience.mul_f64(0.75) {
                rest.was_lifted = true;
                lift(world);
            }
        }
        let right = booked(world) == placed.len()
            && wrong_figures(world).is_empty()
            && moving(database, world).await?.is_empty();
        still = if right { still + 1 } else { 0 };
    }
    rest.after = begun.elapsed();
    rest.faults = wrong_figures(world);
    if !rest.faults.is_empty() {
        rest.faults.extend(behind(database).await?);
    }
    rest.faults.extend(moving(database, world).await?);
    Ok(rest)
}

/// From here on nothing fails.
fn lift(world: &World) {
    world.rackbeat.trouble().clear();
    for shop in &world.shops {
        shop.world.trouble().clear();
    }
}

/// Figures of a shop that differ from what Rackbeat has available.
fn wrong_figures(world: &World) -> Vec<String> {
    let mut wrong = Vec::new();
    for goods in &world.goods {
        let available = world.agreement.available(&goods.sku).unwrap_or_default();
        let right = available.max(Decimal::ZERO).floor().to_i64();
        for (at, shop) in world.shops.iter().enumerate() {
            let shows = shop.world.stock_of_sku(&goods.sku);
            if shows != right {
                let sku = &goods.sku;
                wrong.push(format!(
                    "shop {at} shows {shows:?} of {sku}, Rackbeat has {right:?}"
                ));
            }
        }
    }
    wrong
}

/// What we believe of the figures that are not settled, or left alone: where to begin looking.
async fn behind(database: &Database) -> anyhow::Result<Vec<String>> {
    let text = "SELECT l.item_number || ' in ' || id(l.shop_id) || ': shop says ' || COALESCE(CAST(l.shop_says AS TEXT), '-')
         || ', marked ' || l.marked || ', done ' || l.done || ', again at ' || COALESCE(CAST(l.again_at AS TEXT), '-')
         || ', corrections ' || l.corrections || ', left alone at ' || COALESCE(CAST(l.left_alone_at AS TEXT), '-')
         || ', ' || l.state || ' ' || COALESCE(l.result, '') || '; item: available '
         || COALESCE(CAST(i.available AS TEXT), '-') || ', reading ' || i.reading || ', read at ' || i.read_at
         FROM stock_levels l JOIN items i ON i.account_id = l.account_id AND i.number = l.item_number
         WHERE l.state <> 'sent' OR l.marked > l.done OR l.shop_says <> i.available";
    Ok(database.rows(text).await?.concat())
}

/// Messages that are worked or wait for a time within the next minutes.
async fn moving(database: &Database, world: &World) -> anyhow::Result<Vec<String>> {
    let soon = world.ctx.now().timestamp_millis() + 3_600_000;
    let text = format!(
        "SELECT kind || ' ' || subject || ' is ' || state || ' until ' || CAST(due_at AS TEXT)
         FROM inbox_messages WHERE settled_at IS NULL AND due_at < {soon}"
    );
    Ok(database.rows(&text).await?.concat())
}

fn booked(world: &World) -> usize {
    let orders = world.agreement.orders();
    orders.iter().filter(|order| order.is_booked()).count()
}
