//! SIGKILL at chosen moments, and a new process each time.
use std::{collections::BTreeSet, time::Duration};

use crate::{database::Database, process::Process};

/// A message and the turn that had it in hand.
pub type Left = (String, String);

/// What the kills left in somebody's hands; what nobody had taken up between two kills stands once.
pub async fn at(
    moments: Vec<Duration>,
    process: &mut Process,
    database: &Database,
) -> anyhow::Result<BTreeSet<Left>> {
    let begun = tokio::time::Instant::now();
    let mut left = BTreeSet::new();
    for moment in moments {
        tokio::time::sleep_until(begun + moment).await;
        process.kill();
        database.until_worker_is_gone().await?;
        left.extend(in_hand(database).await?);
        process.start_again()?;
    }
    Ok(left)
}

async fn in_hand(database: &Database) -> anyhow::Result<Vec<Left>> {
    let text = "SELECT id(id), CAST(turn AS TEXT) FROM inbox_messages WHERE state = 'working'";
    let rows = database.rows(text).await?.into_iter();
    Ok(rows
        .filter_map(|row| <[String; 2]>::try_from(row).ok())
        .map(|[id, turn]| (id, turn))
        .collect())
}
