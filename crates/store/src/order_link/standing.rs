//! Orders that stand in Rackbeat and are not known to be shipped, as far as a look at all of them needs them.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::{OrderLink, Stage, sql};
use crate::{OrderLinkId, Result, Rows, Tenant};

/// A few columns of a row: with an account's open orders there may be many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub id: OrderLinkId,
    pub number: i64,
    /// Created or booked.
    pub stage: Stage,
    pub booked_tally: Option<i64>,
    pub seen_at: DateTime<Utc>,
}

impl Standing {
    /// Whether it is still tied to that number, as far as it was, and by the same booking.
    #[must_use]
    pub fn holds_for(&self, link: &OrderLink) -> bool {
        Some(self.number) == link.rackbeat_number
            && (self.stage, self.booked_tally) == (link.stage, link.booked_tally)
    }
}

pub async fn standing<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<Standing>> {
    let text = "SELECT id, rackbeat_number, stage, booked_tally, seen_at FROM order_links
        WHERE account_id = $1 AND closed_at IS NULL AND stage IN ('created', 'booked')
        AND rackbeat_number IS NOT NULL";
    let rows: Vec<Row> = sql::all(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(Standing::from).collect())
}

#[derive(FromQueryResult)]
struct Row {
    id: OrderLinkId,
    rackbeat_number: i64,
    stage: String,
    booked_tally: Option<i64>,
    seen_at: i64,
}

impl From<Row> for Standing {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.rackbeat_number,
            stage: Stage::parse(&row.stage),
            booked_tally: row.booked_tally,
            seen_at: sql::time(row.seen_at),
        }
    }
}
