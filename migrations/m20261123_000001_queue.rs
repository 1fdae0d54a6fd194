//! The inbox, the lanes that work it, the log, and the chores that have run.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                LANES,
                LANES_CLAIM,
                MESSAGES,
                MESSAGES_ONE_WAITING,
                MESSAGES_PICK,
                MESSAGES_SETTLED,
                OUTCOMES,
                OUTCOMES_LOG,
                OUTCOMES_SUBJECT,
                OUTCOMES_AGE,
                CHORES,
            ],
        )
        .await
    }
}

/// `wake_at` is when the dispatcher may take the lane, whatever its state: since when it is queued,
/// when an idle one is next due, when the lease of a working one lapses. So one index serves the claim.
const LANES: &str = "CREATE TABLE lanes (
    account_id uuid NOT NULL,
    track text NOT NULL,
    state text NOT NULL,
    news bigint NOT NULL,
    turn bigint NOT NULL,
    wake_at bigint NOT NULL,
    PRIMARY KEY (account_id, track))";
const LANES_CLAIM: &str = "CREATE INDEX lanes_claim ON lanes (track, wake_at)";

/// `shop_id` is the nil uuid for messages about the agreement: NULLs would defeat the unique index.
/// `urgent` ones go before the others, however long those have waited.
/// `waits_for` names the parked side a message waits for (`rackbeat`), if any.
const MESSAGES: &str = "CREATE TABLE inbox_messages (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    track text NOT NULL,
    urgent boolean NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    turn bigint NOT NULL,
    waits_for text,
    created_at bigint NOT NULL,
    settled_at bigint)";
/// Ten webhooks about one order are one message, until somebody starts on it.
const MESSAGES_ONE_WAITING: &str = "CREATE UNIQUE INDEX inbox_messages_one_waiting
    ON inbox_messages (account_id, shop_id, kind, subject) WHERE state = 'waiting'";
const MESSAGES_PICK: &str = "CREATE INDEX inbox_messages_pick
    ON inbox_messages (account_id, track, urgent, due_at) WHERE settled_at IS NULL";
const MESSAGES_SETTLED: &str = "CREATE INDEX inbox_messages_settled
    ON inbox_messages (settled_at) WHERE settled_at IS NOT NULL";

const OUTCOMES: &str = "CREATE TABLE outcomes (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    message_id uuid,
    kind text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    result text NOT NULL,
    who text,
    at bigint NOT NULL)";
const OUTCOMES_LOG: &str = "CREATE INDEX outcomes_log ON outcomes (account_id, shop_id, id)";
const OUTCOMES_SUBJECT: &str =
    "CREATE INDEX outcomes_subject ON outcomes (account_id, shop_id, kind, subject, id)";
const OUTCOMES_AGE: &str = "CREATE INDEX outcomes_age ON outcomes (at)";

const CHORES: &str = "CREATE TABLE chores (
    name text NOT NULL,
    due_at bigint NOT NULL,
    claimed_at bigint NOT NULL,
    done_at bigint,
    PRIMARY KEY (name, due_at))";
