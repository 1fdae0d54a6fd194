//! Does the log tell of every try, and does nothing we wrote hold a secret?
use std::collections::{BTreeMap, BTreeSet};

use super::kills::Left;
use crate::{database::Database, process, world::World};

pub async fn judge(
    world: &World,
    database: &Database,
    killed: &BTreeSet<Left>,
) -> anyhow::Result<Vec<String>> {
    let mut faults = tries(database).await?;
    faults.extend(interruptions(database, killed).await?);
    faults.extend(leaks(world, database).await?);
    Ok(faults)
}

/// Every try at an order has its line: sent, already sent, waiting, failed, or interrupted.
async fn tries(database: &Database) -> anyhow::Result<Vec<String>> {
    let text = "SELECT subject, CAST(attempts AS TEXT),
            CAST((SELECT COUNT(*) FROM outcomes WHERE message_id = m.id) AS TEXT)
        FROM inbox_messages m WHERE kind = 'order' AND settled_at IS NOT NULL
        AND attempts > (SELECT COUNT(*) FROM outcomes WHERE message_id = m.id)";
    let rows = database.rows(text).await?.into_iter();
    let fault = |row: Vec<String>| {
        let [subject, tries, lines] = &row[..] else {
            return format!("{row:?}");
        };
        format!("order {subject} was tried {tries} times and has {lines} lines")
    };
    Ok(rows.map(fault).collect())
}

/// Each message that a kill left in somebody's hands was taken over, with a line that says so.
async fn interruptions(
    database: &Database,
    killed: &BTreeSet<Left>,
) -> anyhow::Result<Vec<String>> {
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, _) in killed {
        *wanted.entry(id).or_default() += 1;
    }
    let text = "SELECT id(message_id) FROM outcomes WHERE result LIKE '%\"interrupted\"%'";
    let mut told: BTreeMap<String, usize> = BTreeMap::new();
    for id in database.rows(text).await?.concat() {
        *told.entry(id).or_default() += 1;
    }
    let fault = |(id, wanted): (&str, usize)| {
        let told = told.get(id).copied().unwrap_or_default();
        (told < wanted)
            .then(|| format!("{id} was interrupted {wanted} times and told {told} times"))
    };
    Ok(wanted.into_iter().filter_map(fault).collect())
}

async fn leaks(world: &World, database: &Database) -> anyhow::Result<Vec<String>> {
    let mut places = database.dump().await?;
    let log = String::from_utf8_lossy(&std::fs::read(process::log_of(&world.wiring))?).into_owned();
    let personal = ["kari@example.test", "Storgata 1", "+4722334455"];
    let mut faults: Vec<_> = personal
        .iter()
        .filter(|text| log.contains(**text))
        .map(|text| format!("the log tells of {text}"))
        .collect();
    places.push(("the log".to_owned(), log));
    for secret in world.secrets().await? {
        for (place, text) in &places {
            if text.contains(&secret) {
                faults.push(format!(
                    "{place} holds a secret that begins with {}",
                    &secret[..6]
                ));
            }
        }
    }
    Ok(faults)
}
