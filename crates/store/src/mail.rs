//! The outbox: a mail is a row first, and sent from there.
use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};
use secrecy::SecretString;

use crate::{AccountId, MailId, Result, System, secret::Keyring, sql};

/// A mail to be sent.
#[derive(Clone, Copy, Debug)]
pub struct NewMail<'a> {
    /// Nil when it concerns no account yet. The content is sealed for it.
    pub account: AccountId,
    pub recipient: &'a str,
    pub language: &'a str,
    pub content: &'a SecretString,
    /// What must not be told twice to the same person; `None`: may be.
    pub once: Option<&'a str>,
    /// False: written, never sent. So asking about an unknown address costs what a known one does.
    pub is_meant: bool,
}

/// A mail that somebody has taken to send it.
#[derive(Debug)]
pub struct Mail {
    pub id: MailId,
    pub recipient: String,
    pub language: String,
    /// `None`: it was sealed with a key we no longer have.
    pub content: Option<SecretString>,
    /// Counting this one.
    pub attempts: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: MailId,
    account_id: AccountId,
    recipient: String,
    language: String,
    content: String,
    attempts: i64,
    due_at: i64,
}

/// Puts a mail in the outbox; false when that news is already there.
pub async fn post(system: &System, mail: NewMail<'_>, now: DateTime<Utc>) -> Result<bool> {
    insert(system.writer(), system.keyring(), mail, now).await
}

/// Takes the mail that has been due longest and that nobody else has; `None`: there is none. Whoever takes it and dies
/// leaves it due again after `lease`, so it is taken only when it is about to be sent.
pub async fn take(system: &System, lease: Duration, now: DateTime<Utc>) -> Result<Option<Mail>> {
    // A few, since others take from the front too.
    let text = "SELECT id, account_id, recipient, language, content, attempts, due_at FROM mails
        WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT 4";
    let rows: Vec<Row> = sql::all(system.reader(), text, vec![sql::ms(now).into()]).await?;
    for row in rows {
        if claim(system, &row, now + lease).await? {
            return Ok(Some(Mail {
                id: row.id,
                content: system.keyring().open(row.account_id, &row.content).ok(),
                recipient: row.recipient,
                language: row.language,
                attempts: row.attempts + 1,
            }));
        }
    }
    Ok(None)
}

/// Sent: what it said is erased.
pub async fn sent(system: &System, id: MailId) -> Result<()> {
    settle(system, id, "sent").await
}

/// Will not be tried again.
pub async fn given_up(system: &System, id: MailId) -> Result<()> {
    settle(system, id, "given_up").await
}

pub async fn again(system: &System, id: MailId, due_at: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE mails SET due_at = $1 WHERE id = $2 AND state = 'waiting'";
    sql::run(
        system.writer(),
        text,
        vec![sql::ms(due_at).into(), id.into()],
    )
    .await?;
    Ok(())
}

/// Forgets mails older than this, sent or not.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM mails WHERE created_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    keyring: &Keyring,
    mail: NewMail<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "INSERT INTO mails (id, account_id, recipient, language, content, once, state,
        attempts, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8)
        ON CONFLICT DO NOTHING";
    let values = vec![
        MailId::new().into(),
        mail.account.into(),
        mail.recipient.into(),
        mail.language.into(),
        keyring.seal(mail.account, mail.content)?.into(),
        mail.once.into(),
        if mail.is_meant { "waiting" } else { "unmeant" }.into(),
        sql::ms(now).into(),
    ];
    Ok(sql::run(db, text, values).await? == 1)
}

async fn claim(system: &System, row: &Row, until: DateTime<Utc>) -> Result<bool> {
    let text = "UPDATE mails SET due_at = $1, attempts = attempts + 1
        WHERE id = $2 AND state = 'waiting' AND due_at = $3";
    let values = vec![sql::ms(until).into(), row.id.into(), row.due_at.into()];
    Ok(sql::run(system.writer(), text, values).await? == 1)
}

async fn settle(system: &System, id: MailId, state: &str) -> Result<()> {
    let text = "UPDATE mails SET state = $1, content = '' WHERE id = $2";
    sql::run(system.writer(), text, vec![state.into(), id.into()]).await?;
    Ok(())
}
