//! Initial synchronisations of a shop: each run, from its preview to its end.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{Error, ImportId, Result, Rows, ShopId, Tenant, sql};

mod goods;
mod hold;
mod list;
mod reach;
mod row;
mod save;
mod sold;
mod step;

pub use goods::{Goods, Namesakes, families, goods, namesakes};
pub use hold::{Earlier, earlier, held, one_at_a_time, recently_written, sets_levels_elsewhere};
pub use list::{Filter, count, page};
pub use reach::Step;
pub use row::{NewRow, Row, open, put, unfinished, waiting};
pub use save::{save, take_turn};
pub use sold::{Sold, sold};
pub use step::{
    Approval, Did, Seen, approve, begin, cancel, drop_rows, end, pause, ready, resume,
    withhold_stock,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The shop and Rackbeat are read for the preview.
    Reading,
    /// The preview waits for somebody's yes.
    Ready,
    Running,
    /// Cancelled: what is half done is brought to its end, nothing new is begun.
    Stopping,
    Done,
    Cancelled,
    /// A preview that a newer one took the place of.
    Dropped,
}

impl State {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Reading, "reading"),
        (Self::Ready, "ready"),
        (Self::Running, "running"),
        (Self::Stopping, "stopping"),
        (Self::Done, "done"),
        (Self::Cancelled, "cancelled"),
        (Self::Dropped, "dropped"),
    ];

    #[must_use]
    pub fn word(self) -> &'static str {
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
        matches!(self, Self::Reading | Self::Running | Self::Stopping)
    }
}

/// A time and who caused it.
pub type By = (DateTime<Utc>, String);

#[derive(Clone, Debug)]
pub struct Import {
    pub id: ImportId,
    pub shop: ShopId,
    pub state: State,
    pub asked: By,
    /// When the preview was complete.
    pub read_at: Option<DateTime<Utc>>,
    pub approved: Option<By>,
    pub paused: Option<By>,
    pub cancelled: Option<By>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Levels may be set: no other shop's figures are Rackbeat's truth already.
    pub offers_stock: bool,
    pub with_stock: bool,
    /// Where levels are set: Rackbeat's number of the location.
    pub location: Option<i64>,
    /// Rackbeat's locations as the preview found them (JSON).
    pub places: String,
    pub seen: Seen,
    /// How many rows were approved to be worked, and what became of them so far.
    pub todo: u64,
    pub did: Did,
    /// How long it has worked, in milliseconds, until `working_since`.
    pub worked_ms: i64,
    pub working_since: Option<DateTime<Utc>>,
}

/// The newest preview or run of a shop.
pub async fn latest<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Option<Import>> {
    let text = format!(
        "SELECT {COLUMNS} FROM imports WHERE account_id = $1 AND shop_id = $2
         AND state <> 'dropped' ORDER BY asked_at DESC, id DESC LIMIT 1"
    );
    let values = vec![tenant.account().into(), shop.into()];
    let row: Option<Record> = sql::one(tenant.writer(), &text, values).await?;
    Ok(row.map(Import::from))
}

/// The newest run of a shop that was approved: its report.
pub async fn latest_run<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Option<Import>> {
    let text = format!(
        "SELECT {COLUMNS} FROM imports WHERE account_id = $1 AND shop_id = $2
         AND approved_at IS NOT NULL ORDER BY approved_at DESC, id DESC LIMIT 1"
    );
    let values = vec![tenant.account().into(), shop.into()];
    let row: Option<Record> = sql::one(tenant.reader(), &text, values).await?;
    Ok(row.map(Import::from))
}

pub async fn find<R: Rows>(tenant: &Tenant<R>, id: ImportId) -> Result<Import> {
    let text = format!("SELECT {COLUMNS} FROM imports WHERE account_id = $1 AND id = $2");
    let values = vec![tenant.account().into(), id.into()];
    let row: Option<Record> = sql::one(tenant.writer(), &text, values).await?;
    row.map(Import::from).ok_or(Error::NotFound)
}

const COLUMNS: &str = "id, shop_id, state, asked_at, asked_by, read_at, approved_at, approved_by,
    paused_at, paused_by, cancelled_at, cancelled_by, ended_at, offers_stock, with_stock, location,
    places, links, creates, skips, differs, todo, ended, created, linked, levels, left_out, failed,
    worked_ms, working_since";

#[derive(FromQueryResult)]
struct Record {
    id: ImportId,
    shop_id: ShopId,
    state: String,
    asked_at: i64,
    asked_by: String,
    read_at: Option<i64>,
    approved_at: Option<i64>,
    approved_by: Option<String>,
    paused_at: Option<i64>,
    paused_by: Option<String>,
    cancelled_at: Option<i64>,
    cancelled_by: Option<String>,
    ended_at: Option<i64>,
    offers_stock: bool,
    with_stock: bool,
    location: Option<i64>,
    places: String,
    links: i64,
    creates: i64,
    skips: i64,
    differs: i64,
    todo: i64,
    ended: i64,
    created: i64,
    linked: i64,
    levels: i64,
    left_out: i64,
    failed: i64,
    worked_ms: i64,
    working_since: Option<i64>,
}

impl From<Record> for Import {
    fn from(row: Record) -> Self {
        let by = |at: Option<i64>, who: Option<String>| Some((sql::time(at?), who?));
        Self {
            id: row.id,
            shop: row.shop_id,
            state: State::parse(&row.state),
            asked: (sql::time(row.asked_at), row.asked_by),
            read_at: row.read_at.map(sql::time),
            approved: by(row.approved_at, row.approved_by),
            paused: by(row.paused_at, row.paused_by),
            cancelled: by(row.cancelled_at, row.cancelled_by),
            ended_at: row.ended_at.map(sql::time),
            offers_stock: row.offers_stock,
            with_stock: row.with_stock,
            location: row.location,
            places: row.places,
            seen: Seen {
                links: count_of(row.links),
                creates: count_of(row.creates),
                skips: count_of(row.skips),
                differs: count_of(row.differs),
            },
            todo: count_of(row.todo),
            did: Did {
                ended: count_of(row.ended),
                created: count_of(row.created),
                linked: count_of(row.linked),
                levels: count_of(row.levels),
                left_out: count_of(row.left_out),
                failed: count_of(row.failed),
            },
            worked_ms: row.worked_ms,
            working_since: row.working_since.map(sql::time),
        }
    }
}

fn count_of(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
