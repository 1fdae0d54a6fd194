//! What a link in a mail is good for, once: a sign-up to confirm, a password to choose.
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Error, Result, System, UserId, mail, mail::NewMail, sql};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    SignUp,
    Reset,
}

/// A token as it stands; only its hash is kept.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    pub hash: &'a str,
    pub purpose: Purpose,
    /// `None` for a sign-up, and for a reset asked for an address we do not know.
    pub user: Option<UserId>,
    /// What the token is about, for its purpose to read.
    pub content: &'a str,
    pub expires_at: DateTime<Utc>,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Token {
    pub user_id: Option<UserId>,
    pub content: String,
}

/// Keeps the token and the mail that carries it, both or neither.
pub async fn add(
    system: &System,
    token: NewToken<'_>,
    letter: NewMail<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = system.begin().await?;
    let text = "INSERT INTO tokens (hash, kind, user_id, content, expires_at)
        VALUES ($1, $2, $3, $4, $5)";
    let values = vec![
        token.hash.into(),
        word(token.purpose).into(),
        token.user.into(),
        token.content.into(),
        sql::ms(token.expires_at).into(),
    ];
    sql::run(&rows, text, values).await?;
    mail::insert(&rows, system.keyring(), letter, now).await?;
    Ok(rows.commit().await?)
}

/// A token that can still be used.
pub async fn find(
    system: &System,
    purpose: Purpose,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Token>> {
    let text = "SELECT user_id, content FROM tokens
        WHERE hash = $1 AND kind = $2 AND used_at IS NULL AND expires_at > $3";
    let values = vec![hash.into(), word(purpose).into(), sql::ms(now).into()];
    sql::one(system.reader(), text, values).await
}

/// Uses the user's reset token and every other reset token of theirs; `NotFound` for all but one caller.
pub async fn reset(
    system: &System,
    hash: &str,
    user: UserId,
    phc: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = system.begin().await?;
    spend(&rows, hash, now).await?;
    let others = "UPDATE tokens SET used_at = $1 WHERE user_id = $2 AND used_at IS NULL";
    sql::run(&rows, others, vec![sql::ms(now).into(), user.into()]).await?;
    let password = "UPDATE users SET password = $1 WHERE id = $2";
    sql::run(&rows, password, vec![phc.into(), user.into()]).await?;
    let sessions = "DELETE FROM sessions WHERE user_id = $1";
    sql::run(&rows, sessions, vec![user.into()]).await?;
    Ok(rows.commit().await?)
}

/// Forgets tokens that ran out before this.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM tokens WHERE expires_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}

pub(crate) async fn spend(db: &impl ConnectionTrait, hash: &str, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE tokens SET used_at = $1 WHERE hash = $2 AND used_at IS NULL";
    let spent = sql::run(db, text, vec![sql::ms(now).into(), hash.into()]).await?;
    if spent == 1 {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

fn word(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignUp => "sign_up",
        Purpose::Reset => "reset",
    }
}
