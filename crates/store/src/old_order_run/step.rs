//! How a run goes from step to step.
use chrono::{DateTime, Utc};
use sea_orm::Value;

use super::{By, OldOrderRun, State, sql};
use crate::{Change, OldOrderRunId, Result, Rows, ShopId, Tenant};

/// Which old orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Bought since then; `None`: any that is open still.
    pub since: Option<DateTime<Utc>>,
    /// Those too that the shop is done with.
    pub with_completed: bool,
}

/// A preview is asked for. Older ones that wait give way to it. `Conflict`: one is under way.
pub async fn begin(
    change: &Change,
    (shop, choice): (ShopId, Choice),
    who: &str,
    now: DateTime<Utc>,
) -> Result<OldOrderRunId> {
    let older = "UPDATE old_order_runs SET state = 'dropped'
        WHERE account_id = $1 AND shop_id = $2 AND state = 'ready'";
    let whose: Vec<Value> = vec![change.account().into(), shop.into()];
    sql::run(change.writer(), older, whose.clone()).await?;
    let id = OldOrderRunId::new();
    let text = "INSERT INTO old_order_runs (id, account_id, shop_id, state, since, with_completed,
        asked_at, asked_by, open, completed, page, taken, known, released, put_back)
        VALUES ($3, $1, $2, 'counting', $4, $5, $6, $7, 0, 0, 1, 0, 0, 0, 0)";
    let mut values = whose;
    values.extend([
        id.into(),
        choice.since.map(sql::ms).into(),
        choice.with_completed.into(),
        sql::ms(now).into(),
        who.into(),
    ]);
    sql::run(change.writer(), text, values).await?;
    Ok(id)
}

/// The shop has said how many there are.
pub async fn counted<R: Rows>(
    tenant: &Tenant<R>,
    id: OldOrderRunId,
    (open, completed): (u64, u64),
    now: DateTime<Utc>,
) -> Result<bool> {
    let text =
        "UPDATE old_order_runs SET state = 'ready', open = $3, completed = $4, counted_at = $5
        WHERE account_id = $1 AND id = $2 AND state = 'counting'";
    let more = vec![whole(open), whole(completed), sql::ms(now).into()];
    step(tenant, id, text, more).await
}

/// The owner has seen the count and says yes.
pub async fn approve(change: &Change, id: OldOrderRunId, by: &By) -> Result<bool> {
    let text = "UPDATE old_order_runs SET state = 'taking', approved_at = $3, approved_by = $4
        WHERE account_id = $1 AND id = $2 AND state = 'ready'";
    let more = vec![sql::ms(by.0).into(), by.1.as_str().into()];
    step(change, id, text, more).await
}

/// A preview is thrown away; of a run, what is not yet released is put back.
pub async fn cancel(change: &Change, id: OldOrderRunId, by: &By) -> Result<bool> {
    let text = "UPDATE old_order_runs SET stopped_at = $3, stopped_by = $4,
        state = CASE WHEN state IN ('counting', 'ready') THEN 'dropped' ELSE 'stopping' END
        WHERE account_id = $1 AND id = $2
        AND state IN ('counting', 'ready', 'taking', 'looking', 'releasing')";
    let more = vec![sql::ms(by.0).into(), by.1.as_str().into()];
    step(change, id, text, more).await
}

/// The shop's orders up to then are read; the next page of those made in that very second is this one. `None`: of no
/// order is it known yet when it was made.
pub async fn read_to<R: Rows>(
    tenant: &Tenant<R>,
    id: OldOrderRunId,
    (at, page): (Option<DateTime<Utc>>, u32),
) -> Result<bool> {
    let text = "UPDATE old_order_runs SET cursor_at = $3, page = $4
        WHERE account_id = $1 AND id = $2 AND state = 'taking'";
    let more = vec![at.map(sql::ms).into(), i64::from(page).into()];
    step(tenant, id, text, more).await
}

/// All are read: Rackbeat is searched next.
pub async fn look<R: Rows>(tenant: &Tenant<R>, id: OldOrderRunId) -> Result<bool> {
    next_phase(tenant, id, (State::Taking, State::Looking)).await
}

pub async fn next_phase<R: Rows>(
    tenant: &Tenant<R>,
    id: OldOrderRunId,
    (from, to): (State, State),
) -> Result<bool> {
    let text =
        "UPDATE old_order_runs SET state = $4 WHERE account_id = $1 AND id = $2 AND state = $3";
    step(tenant, id, text, vec![from.word().into(), to.word().into()]).await
}

/// One more is taken along.
pub async fn took(change: &Change, id: OldOrderRunId) -> Result<bool> {
    let text = "UPDATE old_order_runs SET taken = taken + 1 WHERE account_id = $1 AND id = $2";
    step(change, id, text, vec![]).await
}

/// One more was in Rackbeat already.
pub async fn knew(change: &Change, id: OldOrderRunId) -> Result<bool> {
    let text = "UPDATE old_order_runs SET known = known + 1 WHERE account_id = $1 AND id = $2";
    step(change, id, text, vec![]).await
}

/// So many more are in the inbox, or put back.
pub async fn released(change: &Change, id: OldOrderRunId, (on, back): (u64, u64)) -> Result<bool> {
    let text = "UPDATE old_order_runs SET released = released + $3, put_back = put_back + $4
        WHERE account_id = $1 AND id = $2";
    step(change, id, text, vec![whole(on), whole(back)]).await
}

/// Nothing more is to be done about it.
pub async fn end(change: &Change, run: &OldOrderRun, now: DateTime<Utc>) -> Result<bool> {
    let text = "UPDATE old_order_runs SET state = $4, ended_at = $5
        WHERE account_id = $1 AND id = $2 AND state = $3";
    let last = match run.state {
        State::Stopping => State::Stopped,
        _ => State::Done,
    };
    let more = vec![
        run.state.word().into(),
        last.word().into(),
        sql::ms(now).into(),
    ];
    step(change, run.id, text, more).await
}

async fn step<R: Rows>(
    tenant: &Tenant<R>,
    id: OldOrderRunId,
    text: &'static str,
    more: Vec<Value>,
) -> Result<bool> {
    let mut values = vec![tenant.account().into(), id.into()];
    values.extend(more);
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}

fn whole(count: u64) -> Value {
    i64::try_from(count).unwrap_or(i64::MAX).into()
}
