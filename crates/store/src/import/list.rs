//! Pages of what a synchronisation is to do, or did, for people to read.
use super::{
    row::{COLUMNS, Record, Row},
    sql,
};
use crate::{ImportId, Result, Tenant};

/// Which rows a page asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    #[default]
    All,
    Linked,
    Created,
    Skipped,
    /// Levels that are to be set, or were.
    Levels,
    /// What came to nothing, though it was approved.
    Failed,
    /// What was written in Rackbeat.
    Written,
}

impl Filter {
    fn says(self) -> &'static str {
        match self {
            Self::All => "1 = 1",
            Self::Linked => "act = 'link'",
            Self::Created => "act = 'create'",
            Self::Skipped => "act = 'skip'",
            Self::Levels => {
                "wants_level AND (leveled_at IS NOT NULL OR (step NOT IN ('done', 'skipped')
                 AND (on_hand IS NULL OR on_hand <> target)))"
            }
            Self::Failed => "(step = 'failed' OR (step = 'skipped' AND act <> 'skip'))",
            Self::Written => "(created_at IS NOT NULL OR leveled_at IS NOT NULL)",
        }
    }
}

/// A page of rows that follow the one numbered `after`, a parent before its variations.
pub async fn page(
    tenant: &Tenant,
    id: ImportId,
    filter: Filter,
    after: i64,
    limit: u32,
) -> Result<Vec<Row>> {
    let text = format!(
        "SELECT {COLUMNS} FROM import_rows WHERE account_id = $1 AND import_id = $2 AND seq > $3
         AND {} ORDER BY seq LIMIT {limit}",
        filter.says()
    );
    let values = vec![tenant.account().into(), id.into(), after.into()];
    let rows: Vec<Record> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(Row::try_from).collect()
}

pub async fn count(tenant: &Tenant, id: ImportId, filter: Filter) -> Result<u64> {
    let text = format!(
        "SELECT COUNT(*) FROM import_rows WHERE account_id = $1 AND import_id = $2 AND {}",
        filter.says()
    );
    let values = vec![tenant.account().into(), id.into()];
    let count: Option<i64> = sql::value(tenant.reader(), &text, values).await?;
    Ok(u64::try_from(count.unwrap_or(0)).unwrap_or(0))
}
