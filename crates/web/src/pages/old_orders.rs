//! Orders from before a shop was connected: which to take along, how many that is, and how far it has come.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderName, HeaderValue},
    web::Path,
};
use app::old_order::{self, Run, RunState};
use askama::Template;
use store::rules;

use super::{
    figure,
    shop::{Head, Tab},
};
use crate::{
    error::Result,
    frame::{Frame, page},
    visitor::Visitor,
};

mod hand;

pub(crate) use hand::{approve, begin, cancel};

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
