//! What surrounds a run: connecting, simulators that take their time, and waiting until nothing moves.
use std::time::Duration;

use anyhow::Context;
use simulator::trouble::Fault;

use crate::{database::Database, process::Process, world::World};

const LOOK: Duration = Duration::from_millis(100);
/// Looks in a row at which nothing may move.
const STILL: u32 = 3;
/// So long nothing has moved when that is seen.
pub const STILL_FOR: Duration = Duration::from_millis(100 * STILL as u64);

/// Connects both ends before anything is worked: what is sold is read by the process that is measured.
pub async fn connect(world: &mut World, database: &Database) -> anyhow::Result<()> {
    let mut answering = world.wiring.clone();
    answering.works = false;
    let _process = Process::start(answering)?;
    world.connect(database).await
}

/// Every answer of both sides comes after this, by the world's clock.
pub fn answer_after(world: &World, span: Duration) {
    if span.is_zero() {
        return;
    }
    let shops = world.shops.iter().map(|shop| shop.world.trouble());
    for trouble in shops.chain([world.rackbeat.trouble()]) {
        trouble.on(Fault::Slow(span));
    }
}

/// Waits until no message is worked or waits for a time within the next hour.
pub async fn still(world: &World, database: &Database, patience: Duration) -> anyhow::Result<()> {
    let wait = async {
        let mut looks = 0;
        while looks < STILL {
            tokio::time::sleep(LOOK).await;
            looks = match moving(world, database).await? {
                0 => looks + 1,
                _ => 0,
            };
        }
        anyhow::Ok(())
    };
    let waited = tokio::time::timeout(patience, wait).await;
    waited.context("something always moves")?
}

/// Waits until so many products of the first shop are linked and their figures known.
pub async fn linked(
    world: &World,
    database: &Database,
    (products, patience): (usize, Duration),
) -> anyhow::Result<()> {
    let wait = async {
        while followed(world, database).await? < products {
            tokio::time::sleep(LOOK).await;
        }
        anyhow::Ok(())
    };
    let waited = tokio::time::timeout(patience, wait).await;
    waited.context("not every product was linked")?
}

/// Products of the first shop whose figure is known and followed.
pub async fn followed(world: &World, database: &Database) -> anyhow::Result<usize> {
    let shop = database.quoted(&world.shops[0].id.to_string());
    let text = format!(
        "SELECT CAST(COUNT(*) AS TEXT) FROM stock_levels WHERE shop_says IS NOT NULL AND shop_id = {shop}"
    );
    Ok(database.rows(&text).await?.concat().concat().parse()?)
}

async fn moving(world: &World, database: &Database) -> anyhow::Result<usize> {
    let soon = world.ctx.now().timestamp_millis() + 3_600_000;
    let text = format!(
        "SELECT kind FROM inbox_messages WHERE settled_at IS NULL AND due_at < {soon} LIMIT 5"
    );
    Ok(database.rows(&text).await?.len())
}
