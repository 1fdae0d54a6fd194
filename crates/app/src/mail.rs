//! Mail: a row in the outbox first, sent from there, in the words of its reader.
use std::time::Duration;

use askama::Template;
use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use store::{
    AccountId, Tenant, invoice,
    mail::{self, NewMail},
    user::{self, Role},
};

use crate::{Ctx, Email, Language, Words, billing};

mod content;
mod mailer;

pub use content::{DigestLine, Mail};
pub use mailer::{Attachment, Mailer, SmtpFault};

use mailer::Fault;

/// Whoever takes a mail and dies leaves it due again after this.
const LEASE: Duration = Duration::from_secs(300);
/// A server that takes longer is slow, and nobody else may have begun with the mail by then.
const LONGEST: Duration = Duration::from_secs(240);
/// Minutes after each failed try; then hourly.
const AGAIN_MINUTES: [i64; 3] = [1, 5, 15];
/// About two days.
const MOST_TRIES: i64 = 50;
const AT_ONCE: u32 = 20;

/// A mail in its reader's words.
#[derive(Debug, Default, Template)]
#[template(path = "mail/letter/body.txt")]
pub struct Letter {
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// What the button says, and where it leads.
    pub button: Option<(String, String)>,
    /// A list under the text: what, and where to look.
    pub lines: Vec<(String, String)>,
    pub footer: String,
}

#[derive(Template)]
#[template(path = "mail/letter/body.html")]
struct Html<'a> {
    letter: &'a Letter,
    language: &'a str,
}

/// Tells the account's owners and administrators, each once. `once` names the news: the same name
/// is not told again.
pub async fn post(ctx: &Ctx, tenant: &Tenant, once: &str, mail: &Mail) -> store::Result<()> {
    let content = sealed(mail)?;
    for reader in user::all(tenant).await? {
        if reader.role < Role::Administrator {
            continue;
        }
        let letter = NewMail {
            account: tenant.account(),
            recipient: &reader.email,
            language: &reader.language,
            content: &content,
            once: Some(&format!("{once}:{}", reader.id)),
            is_meant: true,
        };
        mail::post(&ctx.store, letter, ctx.now()).await?;
    }
    Ok(())
}

/// Sends what is due in the outbox; how many went out.
pub async fn send_due(ctx: &Ctx) -> store::Result<u64> {
    let mut sent = 0;
    // Each is taken when its turn has come: one that waits behind slow ones would become due again, and be sent twice.
    for _ in 0..AT_ONCE {
        let Some(taken) = mail::take(&ctx.store, LEASE, ctx.now()).await? else {
            break;
        };
        sent += u64::from(send(ctx, taken).await?);
    }
    Ok(sent)
}

/// The sender: looks into the outbox every second, until the program ends.
pub async fn keep_sending(ctx: Ctx) {
    loop {
        match send_due(&ctx).await {
            Ok(0) => tokio::time::sleep(ctx.clock.real(Duration::from_secs(1))).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "outbox not read");
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
    }
}

/// As it stands in the outbox, where it is sealed: it may carry a link.
pub(crate) fn sealed(mail: &Mail) -> store::Result<SecretString> {
    Ok(serde_json::to_string(mail)?.into())
}

pub(crate) fn to<'a>(
    email: &'a Email,
    language: Language,
    content: &'a SecretString,
    is_meant: bool,
) -> NewMail<'a> {
    NewMail {
        account: AccountId::nil(),
        recipient: email.as_str(),
        language: language.code(),
        content,
        once: None,
        is_meant,
    }
}

async fn send(ctx: &Ctx, taken: mail::Mail) -> store::Result<bool> {
    let language = Language::parse(&taken.language).unwrap_or_default();
    let content = taken.content.as_ref().map(|text| text.expose_secret());
    let Some(Ok(mail)) = content.map(serde_json::from_str::<Mail>) else {
        tracing::error!(mail.id = %taken.id, "a mail cannot be read, given up");
        mail::given_up(&ctx.store, taken.id).await?;
        return Ok(false);
    };
    let letter = mail.letter(Words::new(language), &ctx.public_url);
    let html = Html {
        letter: &letter,
        language: language.code(),
    };
    // Only a failing formatter could fail here, and a mail without text is none: it is tried again.
    let bodies = (
        letter.render().unwrap_or_default(),
        html.render().unwrap_or_default(),
    );
    let attached = billing::attachments(ctx, &mail).await?;
    let sending = ctx.mailer.send(&taken, &letter, bodies, attached);
    let done = tokio::time::timeout(LONGEST, sending).await;
    match done.unwrap_or(Err(Fault::Slow)) {
        Ok(()) => {
            if let Mail::Invoice { id, .. } = &mail {
                invoice::sent(&ctx.store, *id, &taken.recipient, ctx.now()).await?;
            }
            mail::sent(&ctx.store, taken.id).await?;
            return Ok(true);
        }
        Err(fault) if fault.is_final() || taken.attempts >= MOST_TRIES => {
            tracing::error!(mail.id = %taken.id, fault = %fault, "a mail was given up");
            mail::given_up(&ctx.store, taken.id).await?;
        }
        Err(fault) => {
            tracing::warn!(mail.id = %taken.id, fault = %fault, "a mail was not sent");
            let again = ctx.now() + patience(taken.attempts);
            mail::again(&ctx.store, taken.id, again).await?;
        }
    }
    Ok(false)
}

fn patience(attempts: i64) -> TimeDelta {
    let tried = usize::try_from(attempts - 1).unwrap_or(0);
    TimeDelta::minutes(AGAIN_MINUTES.get(tried).copied().unwrap_or(60))
}
