//! What operators did, to whom and why. Rows are only added; the database refuses all else.
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{AccountId, OperatorActId, Result, Rows, System, Tenant, UserId, sql};

/// One thing that an operator does.
#[derive(Clone, Copy, Debug)]
pub struct NewAct<'a> {
    pub user: UserId,
    pub email: &'a str,
    /// The key of its words: `act-invoice-paid` …
    pub what: &'a str,
    /// Which thing, and why.
    pub about: &'a str,
    /// The network address it came from.
    pub address: IpAddr,
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Act {
    pub id: OperatorActId,
    pub email: String,
    /// Nil when it concerned no account.
    pub account: AccountId,
    /// Of the account, as it is called now.
    pub company: Option<String>,
    pub what: String,
    pub about: String,
    pub address: String,
    pub at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    id: OperatorActId,
    email: String,
    account_id: AccountId,
    company: Option<String>,
    what: String,
    about: String,
    address: String,
    at: i64,
}

/// Of this account; the nil account's when it concerns none. In the change that does it, so that there is a line of what
/// was done, and of nothing else.
pub async fn note<R: Rows>(tenant: &Tenant<R>, act: NewAct<'_>, now: DateTime<Utc>) -> Result<()> {
    insert(tenant.writer(), tenant.account(), act, now).await
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    account: AccountId,
    act: NewAct<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let text =
        "INSERT INTO operator_acts (id, user_id, email, account_id, what, about, address, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        OperatorActId::new().into(),
        act.user.into(),
        act.email.into(),
        account.into(),
        act.what.into(),
        act.about.into(),
        act.address.to_string().into(),
        sql::ms(now).into(),
    ];
    sql::run(db, text, values).await?;
    Ok(())
}

/// The newest lines, of one account or of all, from before the one that is named.
pub async fn page(
    system: &System,
    account: Option<AccountId>,
    before: Option<OperatorActId>,
    limit: u32,
) -> Result<Vec<Act>> {
    let mut values = Vec::new();
    let mut place = |value: sea_orm::Value| {
        values.push(value);
        values.len()
    };
    let mut narrowed = Vec::new();
    if let Some(account) = account {
        narrowed.push(format!(
            "operator_acts.account_id = ${}",
            place(account.into())
        ));
    }
    if let Some(before) = before {
        narrowed.push(format!("operator_acts.id < ${}", place(before.into())));
    }
    let filter = match narrowed.as_slice() {
        [] => String::new(),
        some => format!("WHERE {}", some.join(" AND ")),
    };
    let text = format!(
        "SELECT operator_acts.id, operator_acts.email, operator_acts.account_id,
         accounts.name AS company, operator_acts.what, operator_acts.about,
         operator_acts.address, operator_acts.at
         FROM operator_acts LEFT JOIN accounts ON accounts.id = operator_acts.account_id
         {filter} ORDER BY operator_acts.id DESC LIMIT {limit}"
    );
    let rows: Vec<Row> = sql::all(system.reader(), &text, values).await?;
    Ok(rows.into_iter().map(Act::from).collect())
}

impl From<Row> for Act {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            email: row.email,
            account: row.account_id,
            company: row.company,
            what: row.what,
            about: row.about,
            address: row.address,
            at: sql::time(row.at),
        }
    }
}
