//! How a synchronisation goes from step to step, as a whole and row by row.
use chrono::{DateTime, Utc};

use super::{By, Import, sql};
use crate::{Change, ImportId, Result, ShopId};

/// What the preview counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub links: u64,
    pub creates: u64,
    pub skips: u64,
    /// Levels that are another than they are to be.
    pub differs: u64,
}

/// What became of the rows of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Did {
    pub ended: u64,
    pub created: u64,
    pub linked: u64,
    pub levels: u64,
    /// Not touched after all, since it changed after the preview.
    pub left_out: u64,
    pub failed: u64,
}

/// What the owner said yes to.
#[derive(Clone, Copy, Debug)]
pub struct Approval<'a> {
    pub who: &'a str,
    /// Where levels are set; `None`: no levels.
    pub location: Option<i64>,
}

/// A preview is asked for. `Conflict`: the shop has one under way. Older previews give way to it.
pub async fn begin(
    change: &Change,
    shop: ShopId,
    who: &str,
    now: DateTime<Utc>,
) -> Result<ImportId> {
    let older = "UPDATE imports SET state = 'dropped' WHERE account_id = $1 AND shop_id = $2
        AND state = 'ready'";
    let whose = vec![change.account().into(), shop.into()];
    sql::run(change.writer(), older, whose.clone()).await?;
    let rows = "DELETE FROM import_rows WHERE account_id = $1 AND import_id IN
        (SELECT id FROM imports WHERE account_id = $1 AND shop_id = $2 AND state = 'dropped')";
    sql::run(change.writer(), rows, whose).await?;
    let id = ImportId::new();
    let text = "INSERT INTO imports (id, account_id, shop_id, state, asked_at, asked_by,
        offers_stock, with_stock, places, links, creates, skips, differs, todo, ended, created,
        linked, levels, left_out, failed, turn, worked_ms)
        VALUES ($3, $1, $2, 'reading', $4, $5, false, false, '[]',
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)";
    let values = vec![
        change.account().into(),
        shop.into(),
        id.into(),
        sql::ms(now).into(),
        who.into(),
    ];
    sql::run(change.writer(), text, values).await?;
    Ok(id)
}

/// The reading begins again: nothing of an earlier try stays.
pub async fn drop_rows(change: &Change, id: ImportId) -> Result<()> {
    let text = "DELETE FROM import_rows WHERE account_id = $1 AND import_id = $2";
    let values = vec![change.account().into(), id.into()];
    sql::run(change.writer(), text, values).await?;
    Ok(())
}

/// The preview is complete.
pub async fn ready(
    change: &Change,
    id: ImportId,
    seen: &Seen,
    (offers_stock, places): (bool, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE imports SET state = 'ready', read_at = $3, links = $4, creates = $5,
        skips = $6, differs = $7, offers_stock = $8, places = $9
        WHERE account_id = $1 AND id = $2 AND state = 'reading'";
    let values = vec![
        change.account().into(),
        id.into(),
        sql::ms(now).into(),
        whole(seen.links),
        whole(seen.creates),
        whole(seen.skips),
        whole(seen.differs),
        offers_stock.into(),
        places.into(),
    ];
    Ok(sql::run(change.writer(), text, values).await? == 1)
}

/// Of a preview that waits: levels are no longer offered, since Rackbeat holds the truth by now.
pub async fn withhold_stock(change: &Change, id: ImportId) -> Result<()> {
    let text = "UPDATE imports SET offers_stock = false, differs = 0
        WHERE account_id = $1 AND id = $2 AND state = 'ready'";
    let values = || vec![change.account().into(), id.into()];
    if sql::run(change.writer(), text, values()).await? == 1 {
        let rows = "UPDATE import_rows SET wants_level = false
            WHERE account_id = $1 AND import_id = $2";
        sql::run(change.writer(), rows, values()).await?;
    }
    Ok(())
}

/// The owner says yes. False: there is no preview that waits for it. Rows of earlier runs are forgotten.
pub async fn approve(
    change: &Change,
    (id, shop): (ImportId, ShopId),
    approval: Approval<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE imports SET state = 'running', approved_at = $3, approved_by = $4,
        with_stock = $5, location = $6, working_since = $3
        WHERE account_id = $1 AND id = $2 AND state = 'ready'";
    let values = vec![
        change.account().into(),
        id.into(),
        sql::ms(now).into(),
        approval.who.into(),
        approval.location.is_some().into(),
        approval.location.into(),
    ];
    if sql::run(change.writer(), text, values).await? == 0 {
        return Ok(false);
    }
    let earlier = "DELETE FROM import_rows WHERE account_id = $1 AND shop_id = $2
        AND import_id <> $3";
    let values = vec![change.account().into(), shop.into(), id.into()];
    sql::run(change.writer(), earlier, values).await?;
    set_out(change, id, approval.location.is_some()).await?;
    Ok(true)
}

/// What is approved waits; what there is nothing to do about is at its end.
async fn set_out(change: &Change, id: ImportId, with_stock: bool) -> Result<()> {
    let rows = "UPDATE import_rows SET wants_level = wants_level AND $3, step = CASE
        WHEN act = 'skip' THEN 'skipped' WHEN act = 'create' THEN 'waiting'
        WHEN wants_level AND $3 AND (on_hand IS NULL OR on_hand <> target) THEN 'made'
        ELSE 'done' END WHERE account_id = $1 AND import_id = $2";
    let values = vec![change.account().into(), id.into(), with_stock.into()];
    sql::run(change.writer(), rows, values).await?;
    let counts = "UPDATE imports SET linked = links, todo = (SELECT COUNT(*) FROM import_rows
        WHERE import_id = $2 AND step IN ('waiting', 'made'))
        WHERE account_id = $1 AND id = $2";
    let values = vec![change.account().into(), id.into()];
    sql::run(change.writer(), counts, values).await?;
    Ok(())
}

/// False: it does not run, or is paused already.
pub async fn pause(change: &Change, id: ImportId, by: &By) -> Result<bool> {
    let text = "UPDATE imports SET paused_at = $3, paused_by = $4,
        worked_ms = worked_ms + $3 - COALESCE(working_since, $3), working_since = NULL
        WHERE account_id = $1 AND id = $2 AND state = 'running' AND paused_at IS NULL";
    step(change, id, text, by).await
}

pub async fn resume(change: &Change, id: ImportId, by: &By) -> Result<bool> {
    let text = "UPDATE imports SET paused_at = NULL, paused_by = NULL, working_since = $3
        WHERE account_id = $1 AND id = $2 AND state = 'running' AND paused_at IS NOT NULL
        AND $4 <> ''";
    step(change, id, text, by).await
}

/// A preview is thrown away; a run brings what is half done to its end and stops.
pub async fn cancel(change: &Change, id: ImportId, by: &By) -> Result<bool> {
    let text = "UPDATE imports SET cancelled_at = $3, cancelled_by = $4, paused_at = NULL,
        paused_by = NULL, working_since = COALESCE(working_since, $3),
        state = CASE WHEN state = 'running' THEN 'stopping' ELSE 'cancelled' END
        WHERE account_id = $1 AND id = $2 AND state IN ('reading', 'ready', 'running')";
    step(change, id, text, by).await
}

async fn step(change: &Change, id: ImportId, text: &str, by: &By) -> Result<bool> {
    let values = vec![
        change.account().into(),
        id.into(),
        sql::ms(by.0).into(),
        by.1.as_str().into(),
    ];
    Ok(sql::run(change.writer(), text, values).await? == 1)
}

/// The run is at its end. False: it was already.
pub async fn end(change: &Change, id: ImportId, now: DateTime<Utc>) -> Result<bool> {
    let text = "UPDATE imports SET ended_at = $3,
        worked_ms = worked_ms + $3 - COALESCE(working_since, $3), working_since = NULL,
        state = CASE WHEN state = 'running' THEN 'done' ELSE 'cancelled' END
        WHERE account_id = $1 AND id = $2 AND state IN ('running', 'stopping')";
    let values = vec![change.account().into(), id.into(), sql::ms(now).into()];
    Ok(sql::run(change.writer(), text, values).await? == 1)
}

pub(super) fn whole(count: u64) -> sea_orm::Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}

impl Import {
    /// How long it has worked so far.
    #[must_use]
    pub fn worked(&self, now: DateTime<Utc>) -> chrono::TimeDelta {
        let since = self
            .working_since
            .map_or(0, |since| (now - since).num_milliseconds());
        chrono::TimeDelta::milliseconds(self.worked_ms + since.max(0))
    }
}
