//! The ledger: when each shop was connected and let go of. Rows are only added, and all that is billed follows from them.
use chrono::{DateTime, TimeDelta, Utc};
use domain::plan::Connected;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{AccountId, Change, Result, Rows, ShopId, System, Tenant, sql};

/// What happened to a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Connected,
    /// It had been here before: the same shop, as old as it was.
    Reconnected,
    Disconnected,
    /// It was connected, or gone, before there was a ledger.
    Backfilled,
}

impl Move {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Reconnected => "reconnected",
            Self::Disconnected => "disconnected",
            Self::Backfilled => "backfilled",
        }
    }

    fn parse(word: &str) -> Self {
        match word {
            "connected" => Self::Connected,
            "reconnected" => Self::Reconnected,
            "disconnected" => Self::Disconnected,
            _ => Self::Backfilled,
        }
    }
}

/// One row, with the shop's name and address as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub shop: ShopId,
    pub name: String,
    pub home: String,
    /// Else removed.
    pub is_activation: bool,
    pub why: Move,
    /// Empty when nobody is known.
    pub who: String,
    pub at: DateTime<Utc>,
}

/// All the times that a shop was ever connected, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    pub account: AccountId,
    pub shop: ShopId,
    /// Four letters and digits.
    pub code: String,
    pub name: String,
    pub home: String,
    pub ever: Vec<Connected>,
}

/// The account's newest rows.
pub async fn latest<R: Rows>(tenant: &Tenant<R>, limit: u32) -> Result<Vec<Entry>> {
    let text = format!(
        "SELECT shop_id, shops.name, home, kind, why, who, at FROM shop_ledger
         JOIN shops ON shops.id = shop_id WHERE shop_ledger.account_id = $1
         ORDER BY at DESC, shop_ledger.id DESC LIMIT {limit}"
    );
    let rows: Vec<EntryRow> =
        sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Every shop the account ever had.
pub async fn histories<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<History>> {
    let account = tenant.account();
    read(tenant.reader(), (account, account)).await
}

/// The next accounts that ever had a shop, by their ids, from after this one. Those with fewer shops are passed over.
pub async fn accounts_after(
    system: &System,
    after: AccountId,
    (shops, limit): (u32, u32),
) -> Result<Vec<AccountId>> {
    let text = format!(
        "SELECT account_id FROM shop_ledger WHERE account_id > $1 GROUP BY account_id
         HAVING COUNT(DISTINCT shop_id) >= {shops} ORDER BY account_id LIMIT {limit}"
    );
    let rows: Vec<Owner> = sql::all(system.reader(), &text, vec![after.into()]).await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

/// Every shop of the accounts from the first to the last by their ids, both included, account by account.
pub async fn histories_of(system: &System, range: (AccountId, AccountId)) -> Result<Vec<History>> {
    read(system.reader(), range).await
}

/// When the first shop ever was connected; `None` while there was none.
pub async fn begins(system: &System) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT MIN(at) FROM shop_ledger";
    let at: Option<Option<i64>> = sql::value(system.reader(), text, vec![]).await?;
    Ok(at.flatten().map(sql::time))
}

/// A shop's rows follow each other in time, whatever the clocks of two processes say.
pub(crate) async fn note(
    change: &Change,
    shop: ShopId,
    why: Move,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let last = "SELECT MAX(at) FROM shop_ledger WHERE account_id = $1 AND shop_id = $2";
    let values = vec![change.account().into(), shop.into()];
    let last: Option<Option<i64>> = sql::value(change.writer(), last, values).await?;
    let at = match last.flatten().map(sql::time) {
        Some(last) => now.max(last + TimeDelta::milliseconds(1)),
        None => now,
    };
    let kind = match why {
        Move::Disconnected => REMOVED,
        Move::Connected | Move::Reconnected | Move::Backfilled => ACTIVATED,
    };
    let text = "INSERT INTO shop_ledger (id, account_id, shop_id, kind, at, who, why)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        Uuid::now_v7().into(),
        change.account().into(),
        shop.into(),
        kind.into(),
        sql::ms(at).into(),
        who.into(),
        why.word().into(),
    ];
    sql::run(change.writer(), text, values).await?;
    Ok(())
}

const ACTIVATED: &str = "activated";
const REMOVED: &str = "removed";

async fn read(
    db: &(impl sea_orm::ConnectionTrait + sea_orm::StreamTrait),
    (first, last): (AccountId, AccountId),
) -> Result<Vec<History>> {
    let text = "SELECT shop_ledger.account_id, shop_id, code, shops.name, home, kind, at
        FROM shop_ledger JOIN shops ON shops.id = shop_id
        WHERE shop_ledger.account_id >= $1 AND shop_ledger.account_id <= $2
        ORDER BY shop_ledger.account_id, shop_id, at, shop_ledger.id";
    let rows: Vec<Row> = sql::all(db, text, vec![first.into(), last.into()]).await?;
    let mut histories: Vec<History> = Vec::new();
    for row in rows {
        let at = sql::time(row.at);
        let known = histories.last().is_some_and(|one| one.shop == row.shop_id);
        let is_activation = row.kind == ACTIVATED;
        if !known {
            histories.push(History {
                account: row.account_id,
                shop: row.shop_id,
                code: row.code,
                name: row.name,
                home: row.home,
                ever: Vec::new(),
            });
        }
        if let Some(history) = histories.last_mut() {
            history.note(is_activation, at);
        }
    }
    Ok(histories)
}

impl History {
    fn note(&mut self, is_activation: bool, at: DateTime<Utc>) {
        let open = self.ever.last_mut().filter(|one| one.until.is_none());
        match (is_activation, open) {
            (true, None) => self.ever.push(Connected {
                from: at,
                until: None,
            }),
            (false, Some(open)) => open.until = Some(at),
            // Connected twice, or removed twice: the first says it.
            (true, Some(_)) | (false, None) => {}
        }
    }

    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.ever.last().is_some_and(|one| one.until.is_none())
    }
}

#[derive(FromQueryResult)]
struct Owner {
    account_id: AccountId,
}

#[derive(FromQueryResult)]
struct Row {
    account_id: AccountId,
    shop_id: ShopId,
    code: String,
    name: String,
    home: String,
    kind: String,
    at: i64,
}

#[derive(FromQueryResult)]
struct EntryRow {
    shop_id: ShopId,
    name: String,
    home: String,
    kind: String,
    why: String,
    who: String,
    at: i64,
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            shop: row.shop_id,
            name: row.name,
            home: row.home,
            is_activation: row.kind == ACTIVATED,
            why: Move::parse(&row.why),
            who: row.who,
            at: sql::time(row.at),
        }
    }
}
