//! What is billed: the ledger of shops, their days, prices of one's own, months, invoices and what became of them.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

mod kept;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_postgres = manager.get_database_backend() == DbBackend::Postgres;
        crate::all(manager, &TABLES).await?;
        crate::all(manager, &[NUMBERS_BEGIN]).await?;
        let (activated, removed) = (backfill(is_postgres, true), backfill(is_postgres, false));
        crate::all(manager, &[&activated, &removed]).await?;
        let kept = kept::triggers(is_postgres);
        let kept: Vec<_> = kept.iter().map(String::as_str).collect();
        crate::all(manager, &kept).await
    }
}

const TABLES: [&str; 26] = [
    LEDGER,
    LEDGER_ACCOUNT,
    DAYS,
    DAYS_COUNT,
    COUNTED,
    AGREED,
    AGREED_ACCOUNT,
    DETAILS,
    PERIODS,
    NUMBERS,
    INVOICES,
    INVOICES_NUMBER,
    INVOICES_PERIOD,
    INVOICES_ACCOUNT,
    INVOICES_CREDITS,
    INVOICES_ISSUED,
    EVENTS,
    EVENTS_INVOICE,
    STANDINGS,
    STANDINGS_ACCOUNT,
    STANDINGS_NUMBER,
    STANDINGS_UNPAID,
    STANDINGS_PAID,
    STANDINGS_UNSENT,
    SUMS,
    PAPERS,
];

/// `kind`: activated, removed. `why`: connected, reconnected, disconnected, backfilled.
const LEDGER: &str = "CREATE TABLE shop_ledger (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    kind text NOT NULL,
    at bigint NOT NULL,
    who text NOT NULL,
    why text NOT NULL)";
const LEDGER_ACCOUNT: &str =
    "CREATE INDEX shop_ledger_account ON shop_ledger (account_id, shop_id, at)";

/// Reckoned from the ledger, for quick reading: days (`2026-11-30`, Oslo's) on which shops of the account counted.
/// `shops` are their short codes, apart by blanks.
const DAYS: &str = "CREATE TABLE shop_days (
    account_id uuid NOT NULL,
    day text NOT NULL,
    count bigint NOT NULL,
    shops text NOT NULL,
    PRIMARY KEY (account_id, day))";
const DAYS_COUNT: &str = "CREATE INDEX shop_days_count ON shop_days (day, count, account_id)";
/// A day that every account is counted for, and what that came to.
const COUNTED: &str = "CREATE TABLE counted_days (
    day text PRIMARY KEY,
    accounts bigint NOT NULL,
    shops bigint NOT NULL,
    extra bigint NOT NULL,
    counted_at bigint NOT NULL)";

/// Another price than the list's, in øre for a month and shop; 0 is a waiver. `last` is NULL until it is ended.
const AGREED: &str = "CREATE TABLE agreed_prices (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    first text NOT NULL,
    last text,
    monthly bigint NOT NULL,
    who text NOT NULL,
    why text NOT NULL,
    agreed_at bigint NOT NULL,
    ended_at bigint,
    ended_by text)";
const AGREED_ACCOUNT: &str = "CREATE INDEX agreed_prices_account ON agreed_prices (account_id, id)";

/// As the customer wrote it (JSON).
const DETAILS: &str = "CREATE TABLE billing_details (
    account_id uuid PRIMARY KEY,
    details text NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text NOT NULL)";

/// Months (`2026-11`) that are billed. `drafted_at`: all drafts are made; `closed_at`: all invoices are final.
const PERIODS: &str = "CREATE TABLE billing_periods (
    period text PRIMARY KEY,
    opened_at bigint NOT NULL,
    drafted_at bigint,
    closed_at bigint,
    closed_by text)";

/// The last number given. Whoever gives one holds the row until the invoice is committed.
const NUMBERS: &str = "CREATE TABLE number_series (
    name text PRIMARY KEY,
    last bigint NOT NULL)";
const NUMBERS_BEGIN: &str = "INSERT INTO number_series (name, last) VALUES ('sales', 10000)";

/// `kind`: invoice, credit_note; a credit note `credits` an invoice. A draft has no `number` and no `final_at`.
/// `document` (JSON) is all that stands on it. Sums are øre, not below nothing. `shop_days` are extra shops' days.
const INVOICES: &str = "CREATE TABLE invoices (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    period text NOT NULL,
    kind text NOT NULL,
    credits uuid,
    number bigint,
    currency text NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    total bigint NOT NULL,
    shop_days bigint NOT NULL,
    issued_on text NOT NULL,
    due_on text,
    document text NOT NULL,
    drawn_at bigint NOT NULL,
    final_at bigint)";
const INVOICES_NUMBER: &str = "CREATE UNIQUE INDEX invoices_number ON invoices (number)
    WHERE number IS NOT NULL";
/// An account gets one invoice for a month, however often and by however many it is closed.
const INVOICES_PERIOD: &str = "CREATE UNIQUE INDEX invoices_period ON invoices (period, account_id)
    WHERE kind = 'invoice'";
const INVOICES_ACCOUNT: &str = "CREATE INDEX invoices_account ON invoices (account_id, period)";
const INVOICES_CREDITS: &str = "CREATE INDEX invoices_credits ON invoices (credits)
    WHERE credits IS NOT NULL";
const INVOICES_ISSUED: &str = "CREATE INDEX invoices_issued ON invoices (issued_on, number)
    WHERE final_at IS NOT NULL";

/// What became of an invoice. `kind`: mailed (put in the outbox), sent (left it), paid, unpaid (that was a mistake),
/// credited. `day` is when it was paid; `amount` is øre.
const EVENTS: &str = "CREATE TABLE invoice_events (
    id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    day text,
    amount bigint NOT NULL,
    who text NOT NULL,
    note text NOT NULL,
    at bigint NOT NULL)";
const EVENTS_INVOICE: &str =
    "CREATE INDEX invoice_events_invoice ON invoice_events (invoice_id, id)";

/// What the events come to, for lists. `unpaid` is what is still owed, in øre; `credited` what was given back.
const STANDINGS: &str = "CREATE TABLE invoice_standings (
    invoice_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    period text NOT NULL,
    currency text NOT NULL,
    due_on text,
    total bigint NOT NULL,
    credited bigint NOT NULL,
    unpaid bigint NOT NULL,
    mailed_at bigint,
    sent_at bigint,
    paid_on text)";
const STANDINGS_ACCOUNT: &str =
    "CREATE INDEX invoice_standings_account ON invoice_standings (account_id, number)";
const STANDINGS_NUMBER: &str =
    "CREATE UNIQUE INDEX invoice_standings_number ON invoice_standings (number)";
const STANDINGS_UNPAID: &str = "CREATE INDEX invoice_standings_unpaid
    ON invoice_standings (due_on, number) WHERE unpaid > 0";
const STANDINGS_PAID: &str = "CREATE INDEX invoice_standings_paid ON invoice_standings (number)
    WHERE paid_on IS NOT NULL";
const STANDINGS_UNSENT: &str = "CREATE INDEX invoice_standings_unsent ON invoice_standings (number)
    WHERE sent_at IS NULL";

/// What a month's invoices come to, by due date and currency, so that no page adds them up.
const SUMS: &str = "CREATE TABLE invoice_sums (
    period text NOT NULL,
    due_on text NOT NULL,
    currency text NOT NULL,
    invoices bigint NOT NULL,
    net bigint NOT NULL,
    vat bigint NOT NULL,
    total bigint NOT NULL,
    shop_days bigint NOT NULL,
    credit_notes bigint NOT NULL,
    credited_net bigint NOT NULL,
    credited_vat bigint NOT NULL,
    credited_total bigint NOT NULL,
    sent bigint NOT NULL,
    owing bigint NOT NULL,
    unpaid bigint NOT NULL,
    paid bigint NOT NULL,
    paid_total bigint NOT NULL,
    PRIMARY KEY (period, due_on, currency))";

/// The documents as they were sent. `xml` is NULL where the customer cannot be sent one: a firm abroad without a number.
/// SQLite does not know `bytea`, and keeps what it is given.
const PAPERS: &str = "CREATE TABLE invoice_papers (
    invoice_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    pdf bytea NOT NULL,
    pdf_hash text NOT NULL,
    xml text,
    xml_hash text,
    made_at bigint NOT NULL)";

/// Shops that were there before the ledger are in it from when they were first connected. Of one that came back
/// meanwhile nobody knows when it was away; no month before this is billed.
fn backfill(is_postgres: bool, is_activation: bool) -> String {
    let id = match is_postgres {
        true => "gen_random_uuid()",
        false => "randomblob(16)",
    };
    let (kind, at, which) = match is_activation {
        true => ("activated", "created_at", ""),
        // Never before it was activated, whatever the clocks said.
        false => (
            "removed",
            "CASE WHEN disconnected_at > created_at THEN disconnected_at ELSE created_at + 1 END",
            "WHERE disconnected_at IS NOT NULL",
        ),
    };
    format!(
        "INSERT INTO shop_ledger (id, account_id, shop_id, kind, at, who, why)
         SELECT {id}, account_id, id, '{kind}', {at}, '', 'backfilled' FROM shops {which}"
    )
}
