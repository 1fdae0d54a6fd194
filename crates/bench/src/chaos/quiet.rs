//! Waiting until nothing moves any more: first with the troubles on, then without.
use std::time::{Duration, Instant};

use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::customers::Purchase;
use crate::{database::Database, world::World};

const LOOK: Duration = Duration::from_millis(250);
/// Looks in a row at which everything must be right.
const STILL: u32 = 8;

/// What was still wrong when patience ended.
#[derive(Default)]
pub struct Unquiet(Vec<String>);

impl Unquiet {
    pub fn into_faults(self) -> Vec<String> {
        self.0
    }
}

pub async fn wait(
    world: &World,
    database: &Database,
    placed: &[Purchase],
    patience: Duration,
) -> anyhow::Result<Unquiet> {
    let begun = Instant::now();
    let troubled = patience / 3;
    while booked(world) < placed.len() && begun.elapsed() < troubled {
        tokio::time::sleep(LOOK).await;
    }
    eprintln!(
        "{} booked {:?} after the last was placed; from here on nothing fails",
        booked(world),
        begun.elapsed()
    );
    world.rackbeat.trouble().clear();
    for shop in &world.shops {
        shop.world.trouble().clear();
    }
    let mut still = 0;
    while still < STILL && begun.elapsed() < patience {
        tokio::time::sleep(LOOK).await;
        let right = wrong_figures(world).is_empty() && moving(database, world).await?.is_empty();
        still = if right { still + 1 } else { 0 };
    }
    eprintln!("quiet {:?} after the last was placed", begun.elapsed());
    let mut unquiet = wrong_figures(world);
    unquiet.extend(moving(database, world).await?);
    Ok(Unquiet(unquiet))
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
