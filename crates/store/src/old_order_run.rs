//! Runs that take a shop's old orders along: each from its preview to its end.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{Error, OldOrderRunId, Result, Rows, ShopId, Tenant, sql};

mod orders;
mod step;

pub use orders::{Named, absent, found, oldest, put_back, referred, release, waits};
pub use step::{
    Choice, approve, begin, cancel, counted, end, knew, look, next_phase, read_to, released, took,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The shop is asked how many there are.
    Counting,
    /// The count waits for somebody's yes.
    Ready,
    /// The shop's orders are read, and each is taken along.
    Taking,
    /// Rackbeat is searched for those that are there already.
    Looking,
    /// A few at a time they are put in the inbox.
    Releasing,
    /// What is not yet released is put back as it was.
    Stopping,
    Done,
    Stopped,
    /// A preview that was thrown away.
    Dropped,
}

impl State {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Counting, "counting"),
        (Self::Ready, "ready"),
        (Self::Taking, "taking"),
        (Self::Looking, "looking"),
        (Self::Releasing, "releasing"),
        (Self::Stopping, "stopping"),
        (Self::Done, "done"),
        (Self::Stopped, "stopped"),
        (Self::Dropped, "dropped"),
    ];

    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(state, _)| *state == self);
        found.map_or("dropped", |(_, word)| word)
    }

    fn parse(word: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map_or(Self::Dropped, |(state, _)| *state)
    }

    /// Something is being done about it.
    #[must_use]
    pub fn is_live(self) -> bool {
        !matches!(
            self,
            Self::Ready | Self::Done | Self::Stopped | Self::Dropped
        )
    }
}

/// A time and who caused it.
pub type By = (DateTime<Utc>, String);

#[derive(Clone, Debug)]
pub struct OldOrderRun {
    pub id: OldOrderRunId,
    pub shop: ShopId,
    pub state: State,
    pub choice: Choice,
    pub asked: By,
    pub approved: Option<By>,
    pub stopped: Option<By>,
    pub ended_at: Option<DateTime<Utc>>,
    /// What the preview counted.
    pub open: u64,
    pub completed: u64,
    /// The shop's orders up to then are read.
    pub cursor_at: Option<DateTime<Utc>>,
    /// Of those that were made in one and the same second.
    pub page: u32,
    pub taken: u64,
    /// Of them, found in Rackbeat.
    pub known: u64,
    pub released: u64,
    pub put_back: u64,
}

impl OldOrderRun {
    /// How many it is about, as far as is known.
    #[must_use]
    pub fn counted(&self) -> u64 {
        self.open + self.completed
    }
}

/// The newest preview or run of a shop.
pub async fn latest<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Option<OldOrderRun>> {
    let text = format!(
        "SELECT {COLUMNS} FROM old_order_runs WHERE account_id = $1 AND shop_id = $2
         AND state <> 'dropped' ORDER BY asked_at DESC, id DESC LIMIT 1"
    );
    let values = vec![tenant.account().into(), shop.into()];
    let row: Option<Record> = sql::one(tenant.writer(), &text, values).await?;
    Ok(row.map(OldOrderRun::from))
}

pub async fn find<R: Rows>(tenant: &Tenant<R>, id: OldOrderRunId) -> Result<OldOrderRun> {
    let text = format!("SELECT {COLUMNS} FROM old_order_runs WHERE account_id = $1 AND id = $2");
    let values = vec![tenant.account().into(), id.into()];
    let row: Option<Record> = sql::one(tenant.writer(), &text, values).await?;
    row.map(OldOrderRun::from).ok_or(Error::NotFound)
}

const COLUMNS: &str = "id, shop_id, state, since, with_completed, asked_at, asked_by, approved_at,
    approved_by, stopped_at, stopped_by, ended_at, open, completed, cursor_at, page, taken, known,
    released, put_back";

#[derive(FromQueryResult)]
struct Record {
    id: OldOrderRunId,
    shop_id: ShopId,
    state: String,
    since: Option<i64>,
    with_completed: bool,
    asked_at: i64,
    asked_by: String,
    approved_at: Option<i64>,
    approved_by: Option<String>,
    stopped_at: Option<i64>,
    stopped_by: Option<String>,
    ended_at: Option<i64>,
    open: i64,
    completed: i64,
    cursor_at: Option<i64>,
    page: i64,
    taken: i64,
    known: i64,
    released: i64,
    put_back: i64,
}

impl From<Record> for OldOrderRun {
    fn from(row: Record) -> Self {
        let by = |at: Option<i64>, who: Option<String>| Some((sql::time(at?), who?));
        let count = |count: i64| u64::try_from(count).unwrap_or(0);
        Self {
            id: row.id,
            shop: row.shop_id,
            state: State::parse(&row.state),
            choice: Choice {
                since: row.since.map(sql::time),
                with_completed: row.with_completed,
            },
            asked: (sql::time(row.asked_at), row.asked_by),
            approved: by(row.approved_at, row.approved_by),
            stopped: by(row.stopped_at, row.stopped_by),
            ended_at: row.ended_at.map(sql::time),
            open: count(row.open),
            completed: count(row.completed),
            cursor_at: row.cursor_at.map(sql::time),
            page: u32::try_from(row.page).unwrap_or(1).max(1),
            taken: count(row.taken),
            known: count(row.known),
            released: count(row.released),
            put_back: count(row.put_back),
        }
    }
}
