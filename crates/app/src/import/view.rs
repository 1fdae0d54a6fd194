//! A synchronisation as a page shows it: its counts, how far it is, how long it will take.
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use store::{
    ShopId, Tenant,
    import::{self, Filter, Import, Row},
};

use crate::{Ctx, error::Result};

/// A location of Rackbeat's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub number: i64,
    pub name: String,
    /// Rackbeat's own choice, and so proposed.
    pub is_default: bool,
}

#[derive(Clone, Debug)]
pub struct View {
    pub import: Import,
    pub places: Vec<Place>,
    /// Of what was approved, in hundredths; 100 when it is at its end.
    pub percent: u64,
    /// By the pace so far; `None`: none can be told yet, or it does not run.
    pub left: Option<TimeDelta>,
}

/// The shop's newest preview or run.
pub async fn latest(ctx: &Ctx, tenant: &Tenant, shop: ShopId) -> Result<Option<View>> {
    let import = import::latest(tenant, shop).await?;
    Ok(import.map(|import| View::of(import, ctx.now())))
}

/// The newest run that was approved, also where a newer preview waits.
pub async fn report(ctx: &Ctx, tenant: &Tenant, shop: ShopId) -> Result<Option<View>> {
    let import = import::latest_run(tenant, shop).await?;
    Ok(import.map(|import| View::of(import, ctx.now())))
}

/// A page of its rows, those after the one numbered `after` (0: from the first).
pub async fn rows(
    tenant: &Tenant,
    import: &Import,
    filter: Filter,
    (after, limit): (i64, u32),
) -> Result<Vec<Row>> {
    Ok(import::page(tenant, import.id, filter, after, limit).await?)
}

/// As the preview found them.
pub(super) fn places(import: &Import) -> Vec<Place> {
    serde_json::from_str(&import.places).unwrap_or_default()
}

impl View {
    fn of(import: Import, now: DateTime<Utc>) -> Self {
        let (todo, ended) = (import.todo, import.did.ended.min(import.todo));
        let percent = (ended * 100).checked_div(todo).unwrap_or(100);
        Self {
            places: places(&import),
            percent: if import.ended_at.is_some() {
                100
            } else {
                percent
            },
            left: left(&import, now),
            import,
        }
    }
}

fn left(import: &Import, now: DateTime<Utc>) -> Option<TimeDelta> {
    import.working_since?;
    let done = i64::try_from(import.did.ended)
        .ok()
        .filter(|done| *done > 0)?;
    let rest = i64::try_from(import.todo).ok()? - done;
    let worked = import.worked(now).num_milliseconds();
    let left = i128::from(worked) * i128::from(rest.max(0)) / i128::from(done);
    i64::try_from(left).ok().map(TimeDelta::milliseconds)
}
