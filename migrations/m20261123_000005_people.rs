//! Accounts, the people who sign in to them, and the mail that goes out.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                ACCOUNTS,
                USERS,
                USERS_EMAIL,
                USERS_ACCOUNT,
                SESSIONS,
                SESSIONS_USER,
                TOKENS,
                TOKENS_AGE,
                ATTEMPTS,
                ATTEMPTS_KEY,
                ATTEMPTS_AGE,
                AUDIT,
                AUDIT_ACCOUNT,
                MAILS,
                MAILS_ONCE,
                MAILS_DUE,
            ],
        )
        .await
    }
}

const ACCOUNTS: &str = "CREATE TABLE accounts (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    country text NOT NULL,
    created_at bigint NOT NULL)";

/// `email` is in lower case. `password` is a PHC text; NULL: invited, has not chosen one yet.
const USERS: &str = "CREATE TABLE users (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    password text,
    language text NOT NULL,
    operator_at bigint,
    disabled_at bigint,
    created_at bigint NOT NULL)";
const USERS_EMAIL: &str = "CREATE UNIQUE INDEX users_email ON users (email)";
const USERS_ACCOUNT: &str = "CREATE INDEX users_account ON users (account_id, created_at)";

/// `hash` is of the token that only the browser keeps.
const SESSIONS: &str = "CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    user_id uuid NOT NULL,
    address text NOT NULL,
    agent text NOT NULL,
    created_at bigint NOT NULL,
    seen_at bigint NOT NULL)";
const SESSIONS_USER: &str = "CREATE INDEX sessions_user ON sessions (user_id)";

/// What a link in a mail is good for, once. `user_id` is NULL for a sign-up, and for a reset that
/// somebody asked for an address we do not know.
const TOKENS: &str = "CREATE TABLE tokens (
    hash text PRIMARY KEY,
    kind text NOT NULL,
    user_id uuid,
    content text NOT NULL,
    expires_at bigint NOT NULL,
    used_at bigint)";
const TOKENS_AGE: &str = "CREATE INDEX tokens_age ON tokens (expires_at)";

/// Tries that are counted: `key` is a hash of an e-mail address or of a network address.
const ATTEMPTS: &str = "CREATE TABLE attempts (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    key text NOT NULL,
    at bigint NOT NULL)";
const ATTEMPTS_KEY: &str = "CREATE INDEX attempts_key ON attempts (kind, key, at)";
const ATTEMPTS_AGE: &str = "CREATE INDEX attempts_age ON attempts (at)";

/// Who did what to an account's locks, and from where. Rows are only added.
const AUDIT: &str = "CREATE TABLE audit_lines (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    user_id uuid NOT NULL,
    what text NOT NULL,
    address text NOT NULL,
    at bigint NOT NULL)";
const AUDIT_ACCOUNT: &str = "CREATE INDEX audit_lines_account ON audit_lines (account_id, id)";

/// The outbox. `content` is sealed, since it may hold a link; it is erased when the mail is sent.
/// `once` keeps one piece of news from being told twice.
const MAILS: &str = "CREATE TABLE mails (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    recipient text NOT NULL,
    language text NOT NULL,
    content text NOT NULL,
    once text,
    state text NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    created_at bigint NOT NULL)";
const MAILS_ONCE: &str = "CREATE UNIQUE INDEX mails_once ON mails (once) WHERE once IS NOT NULL";
const MAILS_DUE: &str = "CREATE INDEX mails_due ON mails (due_at) WHERE state = 'waiting'";
