//! Orders from before a shop was connected: which to take along, how many that is, and how far it has come.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderName, HeaderValue},
    web::{Data, Form, Path},
};
use app::{
    Ctx,
    old_order::{self, Choice, Run, RunState},
};
use askama::Template;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::Deserialize;
use store::{OldOrderRunId, rules, shop, shop::Shop};

use super::{
    figure,
    shop::{Head, Tab, parse},
};
use crate::{
    error::Result,
    flash::{Flash, told},
    frame::{Frame, page},
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// `open` or `since`.
    #[serde(default)]
    which: String,
    /// As a date field sends it: `2026-01-31`.
    #[serde(default)]
    since: String,
    /// Ticked: those too that the shop is done with.
    #[serde(default)]
    completed: String,
}

#[derive(Deserialize)]
pub(crate) struct Approval {
    /// The count that was seen.
    #[serde(default)]
    run: String,
}

#[derive(Template)]
#[template(path = "pages/old_orders/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    connected: String,
    can_change: bool,
    /// No run is under way.
    may_ask: bool,
    /// Completed orders start the transfer by the shop's settings, so they may be taken along.
    offers_completed: bool,
    /// `None`: nobody has asked yet.
    run: Option<Told>,
}

/// A count or a run as the page tells it.
struct Told {
    id: String,
    text: String,
    counts: Vec<(String, String)>,
    percent: Option<u64>,
    is_live: bool,
    is_ready: bool,
    is_empty: bool,
    with_completed: bool,
    can_cancel: bool,
}

const ASKED_BY_SCRIPT: &str = "hx-request";
const AS_A_WHOLE: &str = "hx-refresh";

/// `GET /shops/{id}/old-orders`
pub(crate) async fn show(
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Orders).await?;
    let frame = visitor.frame.clone();
    let own = rules::of(&visitor.tenant, shop.id).await?;
    let run = old_order::latest(&visitor.tenant, shop.id).await?;
    let run = run.map(|run| tell(&frame, &run));
    let has_ended = run.as_ref().is_none_or(|run| !run.is_live);
    let can_change = frame.can_change() && shop.is_at_work();
    let mut answer = page(&Show {
        connected: frame.moment(&shop.connected_at),
        can_change,
        may_ask: can_change && has_ended,
        offers_completed: own.starts("completed"),
        run,
        head,
        frame,
    })?;
    if has_ended && request.headers().contains_key(ASKED_BY_SCRIPT) {
        let name = HeaderName::from_static(AS_A_WHOLE);
        let headers = answer.headers_mut();
        headers.insert(name, HeaderValue::from_static("true"));
    }
    Ok(answer)
}

/// `POST /shops/{id}/old-orders`
pub(crate) async fn begin(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Asked>),
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&id)?).await?;
    if !shop.is_at_work() {
        return Ok(back(&request, &shop, "flash-import-not-at-work", false));
    }
    let own = rules::of(&visitor.tenant, shop.id).await?;
    let Some(choice) = form.choice(&shop, own.starts("completed")) else {
        return Ok(back(&request, &shop, "flash-old-orders-no-date", false));
    };
    let asked = (shop.id, choice);
    let begun = old_order::preview(&ctx, &visitor.tenant, asked, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-old-orders-counting", begun))
}

/// `POST /shops/{id}/old-orders/approval`
pub(crate) async fn approve(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Approval>),
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&id)?).await?;
    let done = match form.run.parse::<OldOrderRunId>() {
        Ok(seen) => {
            let (tenant, who) = (&visitor.tenant, visitor.name());
            old_order::approve(&ctx, tenant, (shop.id, seen), who).await?
        }
        Err(_) => false,
    };
    Ok(back(&request, &shop, "flash-old-orders-approved", done))
}

/// `POST /shops/{id}/old-orders/cancellation`
pub(crate) async fn cancel(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&id)?).await?;
    let done = old_order::cancel(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-old-orders-stopped", done))
}

impl Asked {
    /// `None`: no date that lies before the shop was connected.
    fn choice(&self, shop: &Shop, may_be_completed: bool) -> Option<Choice> {
        if self.which != "since" {
            return Some(Choice {
                since: None,
                with_completed: false,
            });
        }
        let day = self.since.trim().parse::<NaiveDate>().ok()?;
        let zone = app::shop::facts(shop).zone();
        let begins = zone.from_local_datetime(&day.and_time(NaiveTime::MIN));
        let since: DateTime<Utc> = begins.earliest()?.to_utc();
        (since < shop.connected_at).then_some(Choice {
            since: Some(since),
            with_completed: may_be_completed && !self.completed.is_empty(),
        })
    }
}

fn tell(frame: &Frame, run: &Run) -> Told {
    let text = match run.state {
        RunState::Counting => "old-orders-are-counted",
        RunState::Ready if run.counted() == 0 => "old-orders-none",
        RunState::Ready => "old-orders-ready",
        RunState::Taking => "old-orders-taking",
        RunState::Looking => "old-orders-looking",
        RunState::Releasing => "old-orders-releasing",
        RunState::Stopping => "old-orders-stopping",
        RunState::Done => "old-orders-done",
        RunState::Stopped | RunState::Dropped => "old-orders-are-stopped",
    };
    let is_ready = run.state == RunState::Ready;
    let is_running = matches!(
        run.state,
        RunState::Taking | RunState::Looking | RunState::Releasing
    );
    Told {
        id: run.id.to_string(),
        text: frame.say(text),
        counts: counts(frame, run),
        percent: percent(run),
        is_live: run.state.is_live(),
        is_ready,
        is_empty: run.counted() == 0,
        with_completed: run.completed > 0,
        can_cancel: is_ready || is_running || run.state == RunState::Counting,
    }
}

/// Half for being taken along, half for being released.
fn percent(run: &Run) -> Option<u64> {
    run.approved.as_ref()?;
    let whole = run.counted().max(run.taken).max(1);
    let part = |done: u64, of: u64| (done.min(of) * 50).checked_div(of.max(1)).unwrap_or(0);
    Some(match run.state {
        RunState::Done | RunState::Stopped => 100,
        RunState::Taking => part(run.taken, whole),
        _ => 50 + part(run.released + run.put_back, run.taken),
    })
}

fn counts(frame: &Frame, run: &Run) -> Vec<(String, String)> {
    let counts: &[(&str, u64)] = match run.state {
        RunState::Counting => &[],
        RunState::Ready => &[
            ("old-orders-count-open", run.open),
            ("old-orders-count-completed", run.completed),
        ],
        _ => &[
            ("old-orders-count-taken", run.taken),
            ("old-orders-count-known", run.known),
            ("old-orders-count-released", run.released),
            ("old-orders-count-put-back", run.put_back),
        ],
    };
    let counts = counts
        .iter()
        .filter(|(key, count)| *count > 0 || !key.ends_with("-put-back"));
    let shown = |count: u64| figure::count(frame.words, i64::try_from(count).unwrap_or(i64::MAX));
    counts
        .map(|(key, count)| (frame.say(key), shown(*count)))
        .collect()
}

fn back(request: &HttpRequest, shop: &Shop, key: &str, is_good: bool) -> HttpResponse {
    let flash = match is_good {
        true => Flash::good(key),
        false if key.ends_with("no-date") || key.ends_with("not-at-work") => Flash::bad(key),
        false => Flash::bad("flash-import-otherwise"),
    };
    told(request, &format!("/shops/{}/old-orders", shop.id), &flash)
}
