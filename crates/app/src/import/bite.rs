//! A bite of a run: what is half done first, then as much as is new.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ImportNews, Outcome, Refusal};
use store::{
    ShopId,
    import::{self, Did, Import, Row, State, Step},
    inbox::{self, Kind, NewMessage},
    outcome::{self, Line},
    shop,
    shop::Shop,
};

use super::{
    count::count,
    create::{create, offer},
    doubt, draft, level, message,
    run::{Run, is_reckoned, rests, start_over, tally},
};
use crate::{Error, Work, error::Result, park, retry, stock};

/// After this no more rows are begun, and after that no more calls: others of the account wait.
const BITE: TimeDelta = TimeDelta::seconds(2);
const CALLS: TimeDelta = TimeDelta::seconds(5);
/// Rows at a time.
const ROWS: usize = 100;
/// So much earlier than Rackbeat's limit lets go: the rest is waited out in the call.
const EARLY: TimeDelta = TimeDelta::seconds(2);
const LEAST: TimeDelta = TimeDelta::seconds(1);
/// Rackbeat may ask for as long a wait, and no longer.
const LONGEST: TimeDelta = TimeDelta::minutes(15);

/// What is left to do after a round.
enum Left {
    More,
    /// Nothing until then.
    Rests(DateTime<Utc>),
    Nothing,
}

/// The lines of the log it came to.
pub(super) async fn bite(work: &Work, shop: &Shop, import: Import) -> Result<Vec<Outcome>> {
    let begun = work.now();
    let run = match Run::open(work, shop, import, begun + CALLS).await? {
        Ok(run) => run,
        Err(refusal) => return stand_still(work, shop, refusal).await,
    };
    loop {
        match round(&run).await {
            Ok(Left::Nothing) => return finish(&run).await,
            Ok(Left::Rests(until)) => return come_again(&run, until).await,
            Ok(Left::More) if work.now() - begun < BITE => {}
            Ok(Left::More) => return come_again(&run, work.now()).await,
            // Our own limit is no failure: it goes on as soon as there is room.
            Err(Error::Retry {
                after: Some(wait), ..
            }) => {
                let wait = TimeDelta::from_std(wait).unwrap_or(LONGEST).min(LONGEST);
                let wait = (wait - EARLY).max(LEAST);
                return come_again(&run, work.now() + wait).await;
            }
            // A failure that is not one in a row: tried again as after the first.
            Err(error) if run.went_on() => {
                come_again(&run, retry::next(1, work.now())).await?;
                return Err(error);
            }
            Err(error) => return Err(error),
        }
        // Somebody may have paused it.
        let now = import::find(&work.tenant, run.import.id).await?;
        if now.paused.is_some() || now.state != run.import.state {
            return come_again(&run, work.now()).await;
        }
    }
}

/// It waits, as paused, until somebody has put right what it lacks.
async fn stand_still(work: &Work, shop: &Shop, refusal: Refusal) -> Result<Vec<Outcome>> {
    let change = work.tenant.begin().await?;
    if let Some(import) = import::latest(&change, shop.id).await? {
        let nobody = (work.now(), String::new());
        match import.state {
            State::Stopping => import::end(&change, import.id, work.now()).await?,
            _ => import::pause(&change, import.id, &nobody).await?,
        };
    }
    change.commit().await?;
    Ok(vec![Outcome::Refused { refusal }])
}

async fn round(run: &Run<'_>) -> Result<Left> {
    let (tenant, id, now) = (&run.work.tenant, run.import.id, run.now());
    let open = import::open(tenant, id, ROWS * 2).await?;
    let rested_at = open.iter().filter_map(|row| rests(row, now)).min();
    let mut rows: Vec<_> = open
        .into_iter()
        .filter(|row| rests(row, now).is_none())
        .collect();
    rows.truncate(ROWS);
    let doubtful = |row: &Row| matches!(row.step, Step::Adjusting | Step::Booking);
    let (doubts, mut rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(doubtful);
    if !doubts.is_empty() {
        doubt::resolve(run, doubts).await?;
        return Ok(Left::More);
    }
    if run.import.state == State::Running && rows.len() < ROWS {
        rows.extend(import::waiting(tenant, id, ROWS - rows.len()).await?);
    }
    if rows.is_empty() {
        return Ok(rested_at.map_or(Left::Nothing, Left::Rests));
    }
    work_on(run, rows).await?;
    Ok(Left::More)
}

async fn work_on(run: &Run<'_>, rows: Vec<Row>) -> Result<()> {
    let now = run.now();
    let mut rows = rows;
    // A draft that was left for long says what was true then.
    let is_stale = |row: &&mut Row| row.step == Step::Adjusted && !is_reckoned(row, now);
    rows.iter_mut().filter(is_stale).for_each(start_over);
    let ready =
        |row: &Row| row.step == Step::Adjusted || row.step == Step::Made && is_reckoned(row, now);
    let (mut levels, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(ready);
    let (mut made, new): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.step == Step::Made);
    // Older than this reckoning is to be: read again, before the orders are.
    made.iter_mut().for_each(|row| row.found = None);
    let made = level::read(run, made).await?;
    let counted = count(run, made.into_iter().chain(new).collect()).await?;
    let (mut news, mut ended) = (Vec::new(), Vec::new());
    for (mut row, fresh) in counted.rows {
        match (row.step, fresh) {
            (Step::Made, _) if row.wants_level => levels.push(row),
            (Step::Made, _) => {
                row.step = Step::Done;
                ended.push(row);
            }
            (Step::Waiting | Step::Creating, Some(fresh)) => match offer(run, &mut row, fresh) {
                Some(new) => news.push((row, new)),
                None => ended.push(row),
            },
            _ => ended.push(row),
        }
    }
    draft::throw_away_ended(run, &mut ended).await?;
    run.save(&ended.iter().collect::<Vec<_>>(), &tally(&ended))
        .await?;
    run.save(&levels.iter().collect::<Vec<_>>(), &Did::default())
        .await?;
    levels.extend(create(run, news).await?);
    draft::set(run, levels).await
}

/// The run goes on then, in its turn.
async fn come_again(run: &Run<'_>, at: DateTime<Utc>) -> Result<Vec<Outcome>> {
    let change = run.work.tenant.begin().await?;
    let next = message(&change, run.shop.id);
    inbox::add_for(&change, &[next], at, run.now()).await?;
    change.commit().await?;
    run.work.ctx.wake.now();
    Ok(Vec::new())
}

/// Everything that was approved is at its end. Rackbeat's items are read, so that what was made is linked.
async fn finish(run: &Run<'_>) -> Result<Vec<Outcome>> {
    let (tenant, id, now) = (&run.work.tenant, run.import.id, run.now());
    let import = import::find(tenant, id).await?;
    let change = tenant.begin().await?;
    if !import::end(&change, id, now).await? {
        return Ok(Vec::new());
    }
    if import.state == State::Running {
        shop::settle_import(&change, run.shop.id, now).await?;
    }
    let news = ImportNews::Done {
        created: import.did.created,
        linked: import.seen.links,
        levels: import.did.levels,
        skipped: import.seen.skips + import.did.left_out,
        failed: import.did.failed,
    };
    let line = Line::new(run.shop.id, Kind::Import);
    outcome::record(&change, line, &news.into(), now).await?;
    let items = NewMessage::new(change.account(), ShopId::nil(), Kind::Index);
    let figures = stock::message(&change, run.shop.id);
    inbox::add_within(&change, &[items, figures], now).await?;
    change.commit().await?;
    run.work.ctx.wake.now();
    park::shop_answered(run.work, run.shop).await?;
    Ok(Vec::new())
}
