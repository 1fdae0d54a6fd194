//! A batch of messages in one statement: one way to the server and back, and one plan for every size.
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::{NewMessage, sql};
use crate::{
    MessageId, Result,
    lane::{NEWS, Track},
};

/// Lanes after the messages (their count makes it so), and both in the order they are given: so whoever
/// stores messages meets the rows in the same order, and none wait for each other in a ring.
const MESSAGES: &str = "WITH arrived AS (
        INSERT INTO inbox_messages (id, account_id, shop_id, kind, subject, track, urgent, state,
            attempts, due_at, turn, created_at)
        SELECT id, account_id, shop_id, kind, subject, track, urgent, 'waiting', 0, $1, 0, $1
        FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bool[])
            AS new (id, account_id, shop_id, kind, subject, track, urgent)
        ON CONFLICT (account_id, shop_id, kind, subject) WHERE state = 'waiting' DO NOTHING
        RETURNING id),
    stored AS (SELECT count(*) FROM arrived)";
const LANES: &str = "INSERT INTO lanes (account_id, track, state, news, turn, wake_at)
    SELECT account_id, track, 'queued', 1, 0, $1
    FROM unnest($9::uuid[], $10::text[]) AS lane (account_id, track) CROSS JOIN stored";

static ADD: LazyLock<String> = LazyLock::new(|| format!("{MESSAGES} {LANES} {NEWS}"));

/// `messages` sorted, each once.
pub(super) async fn add(pool: &PgPool, messages: &[&NewMessage], now: DateTime<Utc>) -> Result<()> {
    let ids: Vec<Uuid> = messages.iter().map(|_| MessageId::new().0).collect();
    let accounts: Vec<Uuid> = messages.iter().map(|one| one.account.0).collect();
    let shops: Vec<Uuid> = messages.iter().map(|one| one.shop.0).collect();
    let kinds: Vec<&str> = messages.iter().map(|one| one.kind.word()).collect();
    let subjects: Vec<&str> = messages.iter().map(|one| one.subject.as_str()).collect();
    let tracks: Vec<&str> = messages.iter().map(|one| word(one)).collect();
    let urgent: Vec<bool> = messages.iter().map(|one| one.kind.is_urgent()).collect();
    let mut lanes: Vec<(Uuid, Track)> = messages
        .iter()
        .map(|one| (one.account.0, one.kind.track()))
        .collect();
    lanes.sort_unstable();
    lanes.dedup();
    let lane_accounts: Vec<Uuid> = lanes.iter().map(|(account, _)| *account).collect();
    let lane_tracks: Vec<&str> = lanes.iter().map(|(_, track)| track.word()).collect();
    let query = || {
        sqlx::query(ADD.as_str())
            .bind(sql::ms(now))
            .bind(&ids)
            .bind(&accounts)
            .bind(&shops)
            .bind(&kinds)
            .bind(&subjects)
            .bind(&tracks)
            .bind(&urgent)
            .bind(&lane_accounts)
            .bind(&lane_tracks)
    };
    let mut stored = query().execute(pool).await;
    // Each connection that died while it lay idle is found out once. A batch that was stored all the same is only
    // hinted at twice.
    for _ in 0..pool.options().get_max_connections() {
        if !matches!(stored, Err(sqlx::Error::Io(_))) {
            break;
        }
        stored = query().execute(pool).await;
    }
    stored?;
    Ok(())
}

fn word(message: &NewMessage) -> &'static str {
    message.kind.track().word()
}
