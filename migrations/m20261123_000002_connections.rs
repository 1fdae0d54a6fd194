//! The two ends: Rackbeat agreements and shops, with their keys sealed, their rules and their due times.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                AGREEMENTS,
                AGREEMENTS_ACCOUNT,
                AGREEMENTS_NUMBER,
                SHOPS,
                SHOPS_ACCOUNT,
                SHOPS_IDENTITY,
                SHOPS_CODE,
                RULES,
                AUTH_STATES,
            ],
        )
        .await
    }
}

/// One agreement belongs to one account. `tally` counts what changed Rackbeat's figures: raised
/// after the answer to a booking or shipment, noted before a reading.
const AGREEMENTS: &str = "CREATE TABLE agreements (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    company text NOT NULL,
    country text NOT NULL,
    currency text,
    key text,
    door_secret text NOT NULL,
    door_hash text NOT NULL,
    hooks text NOT NULL,
    picked text NOT NULL,
    tally bigint NOT NULL,
    connected_at bigint NOT NULL,
    disconnected_at bigint,
    other_integration text,
    other_confirmed_at bigint,
    sweep_due bigint NOT NULL,
    swept_at bigint,
    nightly_due bigint NOT NULL,
    failures bigint NOT NULL,
    parked_at bigint,
    parked_reason text,
    probe_at bigint,
    probes bigint NOT NULL)";
const AGREEMENTS_ACCOUNT: &str =
    "CREATE UNIQUE INDEX agreements_account ON agreements (account_id)";
const AGREEMENTS_NUMBER: &str = "CREATE UNIQUE INDEX agreements_number ON agreements (number)
    WHERE disconnected_at IS NULL";

/// `connected_at` and `cursor_at` are by the shop's own clock. `looks_begun` and `looks_done` number
/// the readings of its new orders; see stock_levels.
const SHOPS: &str = "CREATE TABLE shops (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    home text NOT NULL,
    rest_root text NOT NULL,
    identity text NOT NULL,
    keys text,
    keys_in text NOT NULL,
    webhook_secret text NOT NULL,
    hooks text NOT NULL,
    facts text NOT NULL,
    currency text,
    connected_at bigint NOT NULL,
    created_at bigint NOT NULL,
    disconnected_at bigint,
    paused_at bigint,
    paused_by text,
    other_confirmed_at bigint,
    import_settled_at bigint,
    stock_approved_at bigint,
    stock_approved_by text,
    cursor_at bigint NOT NULL,
    poll_due bigint NOT NULL,
    polled_at bigint,
    last_order_at bigint,
    open_due bigint NOT NULL,
    nightly_due bigint NOT NULL,
    looks_begun bigint NOT NULL,
    looks_done bigint NOT NULL,
    batch_size bigint NOT NULL,
    failures bigint NOT NULL,
    parked_at bigint,
    parked_reason text,
    probe_at bigint,
    probes bigint NOT NULL)";
const SHOPS_ACCOUNT: &str = "CREATE INDEX shops_account ON shops (account_id, created_at)";
const SHOPS_IDENTITY: &str = "CREATE UNIQUE INDEX shops_identity ON shops (identity)
    WHERE disconnected_at IS NULL";
const SHOPS_CODE: &str = "CREATE UNIQUE INDEX shops_code ON shops (account_id, code)";

const RULES: &str = "CREATE TABLE rules (
    shop_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    rules text NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text)";

/// A wc-auth round trip under way: single use, bound to account and address.
const AUTH_STATES: &str = "CREATE TABLE auth_states (
    hash text PRIMARY KEY,
    account_id uuid NOT NULL,
    home text NOT NULL,
    rest_root text NOT NULL,
    shop_id uuid,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint,
    keys text,
    fault text)";
