//! Writing down how far a run's rows are, in the name of the turn that works it.
use super::{
    Did,
    row::{Row, json},
    sql,
    step::whole,
};
use crate::{Change, ImportId, Result, Tenant, agreement, agreement::Tally};

/// A turn of the lane takes the run. False: a later turn has it.
pub async fn take_turn(tenant: &Tenant, id: ImportId, turn: i64) -> Result<bool> {
    let text = "UPDATE imports SET turn = $3 WHERE account_id = $1 AND id = $2 AND turn <= $3";
    let values = vec![tenant.account().into(), id.into(), turn.into()];
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}

/// Writes how far these rows are and adds what was done. False: a later turn has the run, so nothing was written.
pub async fn save(
    change: &Change,
    (id, turn): (ImportId, i64),
    rows: &[&Row],
    did: &Did,
) -> Result<bool> {
    let text = "UPDATE imports SET ended = ended + $4, created = created + $5,
        levels = levels + $6, left_out = left_out + $7, failed = failed + $8
        WHERE account_id = $1 AND id = $2 AND turn = $3";
    let values = vec![
        change.account().into(),
        id.into(),
        turn.into(),
        whole(did.ended),
        whole(did.created),
        whole(did.levels),
        whole(did.left_out),
        whole(did.failed),
    ];
    if sql::run(change.writer(), text, values).await? == 0 {
        return Ok(false);
    }
    let leveled = rows.iter().any(|row| row.leveled_at.is_some());
    let tally = if leveled {
        Some(agreement::raise(change).await?)
    } else {
        None
    };
    for row in rows {
        save_row(change, id, row, tally).await?;
    }
    Ok(true)
}

async fn save_row(change: &Change, id: ImportId, row: &Row, tally: Option<Tally>) -> Result<()> {
    let text = "UPDATE import_rows SET reason = $4, wants_level = $5, shop_says = $6, reduced = $7,
        on_hand = $8, target = $9, step = $10, tries = $11, claimed_at = $12, mark = $13,
        found = $14, elsewhere = $15, reckoned_at = $16, adjustment_id = $17, drafted = $18,
        created_at = $19, leveled_at = $20, leveled_tally = COALESCE(leveled_tally, $21)
        WHERE account_id = $1 AND import_id = $2 AND seq = $3";
    let leveled = tally.filter(|_| row.leveled_at.is_some());
    let values = vec![
        change.account().into(),
        id.into(),
        row.seq.into(),
        json(row.reason.as_ref())?.into(),
        row.wants_level.into(),
        row.shop_says.into(),
        row.reduced.into(),
        row.on_hand.into(),
        row.target.into(),
        row.step.word().into(),
        row.tries.into(),
        row.claimed_at.map(sql::ms).into(),
        row.mark.as_deref().into(),
        row.found.into(),
        row.elsewhere.into(),
        row.reckoned_at.map(sql::ms).into(),
        row.adjustment_id.into(),
        row.drafted.into(),
        row.created_at.map(sql::ms).into(),
        row.leveled_at.map(sql::ms).into(),
        leveled.map(|tally| tally.0).into(),
    ];
    sql::run(change.writer(), text, values).await?;
    Ok(())
}
