//! How the whole is at work: what waits, what does not answer, and what was done by the clock.
use actix_web::{HttpResponse, web::Data};
use app::{Ctx, chore};
use askama::Template;
use chrono::{DateTime, Utc};
use store::{AccountId, health, lane::Track};

use crate::{
    error::Result,
    frame::{Frame, page},
    pages::figure,
    visitor::Operator,
};

/// Sides that are shown; the rest is counted.
const SHOWN: u32 = 50;

#[derive(Template)]
#[template(path = "admin/health.html")]
struct Show {
    frame: Frame,
    queue: Vec<(String, String)>,
    mails: Vec<(String, String)>,
    chores: Vec<(String, String)>,
    parked: Vec<Parked>,
    parked_count: i64,
}

struct Parked {
    account: AccountId,
    company: String,
    side: String,
    since: String,
}

/// `GET /admin/health`
pub(crate) async fn show(ctx: Data<Ctx>, operator: Operator) -> Result<HttpResponse> {
    let (frame, system) = (operator.frame.clone(), &operator.system);
    let parked = health::parked(system, SHOWN).await?.into_iter();
    page(&Show {
        queue: queue(&operator, ctx.now()).await?,
        mails: mails(&operator).await?,
        chores: chores(&operator).await?,
        parked: parked.map(|side| silent(&frame, side)).collect(),
        parked_count: health::parked_count(system).await?,
        frame,
    })
}

async fn queue(operator: &Operator, now: DateTime<Utc>) -> Result<Vec<(String, String)>> {
    const TRACKS: [(Track, &str, &str); 2] = [
        (Track::Realtime, "health-realtime", "health-realtime-oldest"),
        (Track::Bulk, "health-bulk", "health-bulk-oldest"),
    ];
    let frame = &operator.frame;
    let mut told = Vec::new();
    for (track, waiting, oldest) in TRACKS {
        let queue = health::queue(&operator.system, track, now).await?;
        told.push((
            frame.say(waiting),
            figure::count(frame.words, queue.waiting),
        ));
        told.push((frame.say(oldest), since(frame, queue.oldest)));
    }
    Ok(told)
}

async fn mails(operator: &Operator) -> Result<Vec<(String, String)>> {
    let frame = &operator.frame;
    let outbox = health::outbox(&operator.system).await?;
    let count = |number| figure::count(frame.words, number);
    Ok(vec![
        (frame.say("health-mails-unsent"), count(outbox.unsent)),
        (
            frame.say("health-mails-oldest"),
            since(frame, outbox.oldest),
        ),
        (frame.say("health-mails-given-up"), count(outbox.given_up)),
    ])
}

async fn chores(operator: &Operator) -> Result<Vec<(String, String)>> {
    let frame = &operator.frame;
    let chores = health::chores(&operator.system).await?.into_iter();
    let told = chores.map(|chore| {
        let when = match chore.done_at {
            Some(at) => frame.about("health-chore-done", "at", at.to_rfc3339()),
            None => frame.about("health-chore-begun", "at", chore.due_at.to_rfc3339()),
        };
        let called = chore::key(&chore.name).map(|key| frame.say(key));
        (called.unwrap_or(chore.name), when)
    });
    Ok(told.collect())
}

fn silent(frame: &Frame, side: health::Parked) -> Parked {
    Parked {
        account: side.account,
        company: side.company,
        side: side.shop.unwrap_or_else(|| "Rackbeat".to_owned()),
        since: frame.moment(&side.since),
    }
}

fn since(frame: &Frame, at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "–".to_owned(), |at| frame.moment(&at))
}
