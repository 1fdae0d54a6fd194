//! Prices that one account has instead of the list's: waivers and special prices. Never deleted, ended by a date.
use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::Agreed;
use sea_orm::{ConnectionTrait, FromQueryResult, StreamTrait};

use crate::{AccountId, AgreedPriceId, Error, Result, Rows, System, Tenant, sql};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedPrice {
    pub id: AgreedPriceId,
    pub account: AccountId,
    pub agreed: Agreed,
    pub who: String,
    pub why: String,
    pub at: DateTime<Utc>,
    /// When and by whom its last day was set.
    pub ended: Option<(DateTime<Utc>, String)>,
}

/// A price to be agreed upon.
#[derive(Clone, Copy, Debug)]
pub struct NewPrice<'a> {
    pub agreed: Agreed,
    pub who: &'a str,
    pub why: &'a str,
}

pub async fn add<R: Rows>(
    tenant: &Tenant<R>,
    new: NewPrice<'_>,
    now: DateTime<Utc>,
) -> Result<AgreedPriceId> {
    let id = AgreedPriceId::new();
    let text =
        "INSERT INTO agreed_prices (id, account_id, first, last, monthly, who, why, agreed_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = vec![
        id.into(),
        tenant.account().into(),
        new.agreed.first.to_string().into(),
        new.agreed.last.map(|day| day.to_string()).into(),
        new.agreed.monthly.into(),
        new.who.into(),
        new.why.into(),
        sql::ms(now).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(id)
}

/// This is its last day; the day before its first, when it was never to hold. `NotFound`: it has been ended already, or
/// ends before that.
pub async fn end<R: Rows>(
    tenant: &Tenant<R>,
    id: AgreedPriceId,
    last: NaiveDate,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE agreed_prices SET last = $3, ended_at = $4, ended_by = $5
        WHERE id = $1 AND account_id = $2 AND ended_at IS NULL AND (last IS NULL OR last >= $3)
        AND first <= $6";
    let next = last.succ_opt().unwrap_or(last);
    let values = vec![
        id.into(),
        tenant.account().into(),
        last.to_string().into(),
        sql::ms(now).into(),
        who.into(),
        next.to_string().into(),
    ];
    match sql::run(tenant.writer(), text, values).await? {
        1 => Ok(()),
        _ => Err(Error::NotFound),
    }
}

/// All there ever were for the account, the oldest first: the later one wins where two hold.
pub async fn all<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<AgreedPrice>> {
    let account = tenant.account();
    read(tenant.reader(), (account, account)).await
}

/// Those of the accounts from the first to the last by their ids, both included, account by account.
pub async fn all_of(system: &System, range: (AccountId, AccountId)) -> Result<Vec<AgreedPrice>> {
    read(system.reader(), range).await
}

/// The newest of all accounts, with the account's name: those before this one.
pub async fn latest(
    system: &System,
    before: Option<AgreedPriceId>,
    limit: u32,
) -> Result<Vec<(String, AgreedPrice)>> {
    let text = format!(
        "SELECT {COLUMNS}, (SELECT name FROM accounts WHERE id = agreed_prices.account_id) AS name
         FROM agreed_prices WHERE $1 OR id < $2 ORDER BY id DESC LIMIT {limit}"
    );
    let values = vec![
        before.is_none().into(),
        before.unwrap_or(AgreedPriceId::nil()).into(),
    ];
    let rows: Vec<Named> = sql::all(system.reader(), &text, values).await?;
    let named = |row: Named| (row.name.unwrap_or_default(), row.price.into());
    Ok(rows.into_iter().map(named).collect())
}

/// How many hold on this day, of all accounts.
pub async fn count(system: &System, day: NaiveDate) -> Result<i64> {
    let text = "SELECT COUNT(*) FROM agreed_prices
        WHERE (last IS NULL OR last >= $1) AND first <= $1";
    let count = sql::value(system.reader(), text, vec![day.to_string().into()]).await?;
    Ok(count.unwrap_or(0))
}

async fn read(
    db: &(impl ConnectionTrait + StreamTrait),
    (first, last): (AccountId, AccountId),
) -> Result<Vec<AgreedPrice>> {
    let text = format!(
        "SELECT {COLUMNS} FROM agreed_prices WHERE account_id >= $1 AND account_id <= $2
         ORDER BY account_id, id"
    );
    let rows: Vec<Row> = sql::all(db, &text, vec![first.into(), last.into()]).await?;
    Ok(rows.into_iter().map(AgreedPrice::from).collect())
}

const COLUMNS: &str =
    "id, account_id, first, last, monthly, who, why, agreed_at, ended_at, ended_by";

#[derive(FromQueryResult)]
struct Row {
    id: AgreedPriceId,
    account_id: AccountId,
    first: String,
    last: Option<String>,
    monthly: i64,
    who: String,
    why: String,
    agreed_at: i64,
    ended_at: Option<i64>,
    ended_by: Option<String>,
}

#[derive(FromQueryResult)]
struct Named {
    name: Option<String>,
    #[sea_orm(nested)]
    price: Row,
}

impl From<Row> for AgreedPrice {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            agreed: Agreed {
                first: sql::day(&row.first),
                last: row.last.as_deref().map(sql::day),
                monthly: row.monthly,
            },
            who: row.who,
            why: row.why,
            at: sql::time(row.agreed_at),
            ended: row.ended_at.map(sql::time).zip(row.ended_by),
        }
    }
}
