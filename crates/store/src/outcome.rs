//! The log: one row for every try, never changed afterwards.
use chrono::{DateTime, Utc};
use domain::{Outcome, State};
use sea_orm::FromQueryResult;

use crate::{
    MessageId, OutcomeId, Result, Rows, ShopId, System, Tenant,
    inbox::{Kind, Message},
    sql,
};

/// A line to be written.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Nil for what concerns the agreement.
    pub shop: ShopId,
    pub message: Option<MessageId>,
    pub kind: Kind,
    pub subject: &'a str,
    /// The person who caused it, if one did.
    pub who: Option<&'a str>,
}

impl<'a> Line<'a> {
    /// About no single thing, caused by nobody; `about` and `by` say otherwise.
    #[must_use]
    pub fn new(shop: ShopId, kind: Kind) -> Self {
        Self {
            shop,
            message: None,
            kind,
            subject: "",
            who: None,
        }
    }

    /// What came of a message.
    #[must_use]
    pub fn of(message: &'a Message) -> Self {
        Self {
            message: Some(message.id),
            subject: &message.subject,
            // A kind of a later version is settled with a warning, and nothing is written about it.
            ..Self::new(message.shop_id, message.kind().unwrap_or(Kind::Hooks))
        }
    }

    #[must_use]
    pub fn about(self, subject: &'a str) -> Self {
        Self { subject, ..self }
    }

    #[must_use]
    pub fn by(self, who: &'a str) -> Self {
        let who = Some(who);
        Self { who, ..self }
    }
}

/// A line as it was written.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: OutcomeId,
    pub shop: ShopId,
    pub kind: Option<Kind>,
    pub subject: String,
    pub outcome: Outcome,
    pub who: Option<String>,
    pub at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    id: OutcomeId,
    shop_id: ShopId,
    kind: String,
    subject: String,
    result: String,
    who: Option<String>,
    at: i64,
}

pub async fn record<R: Rows>(
    tenant: &Tenant<R>,
    line: Line<'_>,
    outcome: &Outcome,
    at: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO outcomes
        (id, account_id, shop_id, message_id, kind, subject, state, result, who, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let values = vec![
        OutcomeId::new().into(),
        tenant.account().into(),
        line.shop.into(),
        line.message.into(),
        line.kind.word().into(),
        line.subject.into(),
        word(outcome.state()).into(),
        serde_json::to_string(outcome)?.into(),
        line.who.into(),
        sql::ms(at).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Which lines a page asks for; every field narrows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub shop: Option<ShopId>,
    pub state: Option<State>,
    pub subject: Option<(Kind, String)>,
    /// Only older lines than this one: the next page.
    pub before: Option<OutcomeId>,
}

/// The newest lines that fit, at most `limit`.
pub async fn latest(tenant: &Tenant, filter: &Filter, limit: u32) -> Result<Vec<Entry>> {
    let mut text = "SELECT id, shop_id, kind, subject, result, who, at FROM outcomes
        WHERE account_id = $1"
        .to_owned();
    let mut values: Vec<sea_orm::Value> = vec![tenant.account().into()];
    let mut narrow = |column: &str, value: sea_orm::Value| {
        values.push(value);
        text.push_str(&format!(" AND {column} ${}", values.len()));
    };
    if let Some(shop) = filter.shop {
        narrow("shop_id =", shop.into());
    }
    if let Some(state) = filter.state {
        narrow("state =", word(state).into());
    }
    if let Some((kind, subject)) = &filter.subject {
        narrow("kind =", kind.word().into());
        narrow("subject =", subject.as_str().into());
    }
    if let Some(before) = filter.before {
        narrow("id <", before.into());
    }
    text.push_str(&format!(" ORDER BY id DESC LIMIT {limit}"));
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(entry).collect()
}

/// Forgets lines older than this (after 90 days).
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM outcomes WHERE at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}

fn entry(row: Row) -> Result<Entry> {
    Ok(Entry {
        id: row.id,
        shop: row.shop_id,
        kind: Kind::parse(&row.kind),
        subject: row.subject,
        outcome: serde_json::from_str(&row.result)?,
        who: row.who,
        at: sql::time(row.at),
    })
}

/// How a state stands in a row.
pub(crate) fn word(state: State) -> &'static str {
    match state {
        State::Sent => "sent",
        State::Waiting => "waiting",
        State::NotSent => "not_sent",
        State::Failed => "failed",
        State::Info => "info",
    }
}

pub(crate) fn state(word: &str) -> State {
    match word {
        "sent" => State::Sent,
        "waiting" => State::Waiting,
        "not_sent" => State::NotSent,
        "failed" => State::Failed,
        _ => State::Info,
    }
}
