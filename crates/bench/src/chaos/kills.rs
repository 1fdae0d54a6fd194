//! SIGKILL at chosen moments, and a new process each time.
use std::time::Duration;

use crate::{database::Database, process::Process};

/// What each kill left in somebody's hands: message ids.
pub async fn at(
    moments: Vec<Duration>,
    process: &mut Process,
    database: &Database,
) -> anyhow::Result<Vec<Vec<String>>> {
    let begun = tokio::time::Instant::now();
    let mut left = Vec::with_capacity(moments.len());
    for moment in moments {
        tokio::time::sleep_until(begun + moment).await;
        process.kill();
        left.push(in_hand(database).await?);
        process.start_again()?;
    }
    Ok(left)
}

/// Messages that are being worked.
pub async fn in_hand(database: &Database) -> anyhow::Result<Vec<String>> {
    let text = "SELECT id(id) FROM inbox_messages WHERE state = 'working'";
    Ok(database.rows(text).await?.concat())
}
