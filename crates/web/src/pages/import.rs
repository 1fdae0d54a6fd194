//! The initial synchronisation of a shop: its preview, its run, its report.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{HeaderName, HeaderValue},
    web::{Data, Path, Query},
};
use app::{
    Ctx,
    import::{self, Filter, View},
};
use askama::Template;
use serde::Deserialize;
use store::{import::State, shop::Shop};

use super::{
    address::with_query,
    figure,
    shop::{Head, Tab},
};
use crate::{
    error::Result,
    form::Choice,
    frame::{Frame, page},
    visitor::Visitor,
};

mod hand;
mod row;

pub(crate) use hand::{approve, begin, cancel, paper, pause, resume};
use row::Row;

/// Products on a page.
const LIMIT: u32 = 100;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    show: String,
    /// The number of the last row of the page before.
    after: i64,
}

#[derive(Template)]
#[template(path = "pages/import/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    can_change: bool,
    /// `None`: nothing was ever asked for.
    run: Option<Run>,
}

/// A preview or a run as the page tells it.
struct Run {
    /// The preview's id, so that a yes is to what was seen.
    id: String,
    text: String,
    /// Counts with what they count.
    counts: Vec<(String, String)>,
    percent: Option<u64>,
    left: Option<String>,
    is_live: bool,
    is_paused: bool,
    is_ready: bool,
    can_cancel: bool,
    /// Where levels may be set; empty: products alone.
    locations: Option<Choice>,
    filter: Choice,
    rows: Vec<Row>,
    next: Option<String>,
    paper: String,
}

/// What follows a run only asks for itself while the run is live; what comes after stands elsewhere on the page, so the
/// browser is told to open it anew.
const ASKED_BY_SCRIPT: &str = "hx-request";
const AS_A_WHOLE: &str = "hx-refresh";

/// How the page spells each filter.
const FILTERS: [(&str, Filter, &str); 7] = [
    ("", Filter::All, "import-show-all"),
    ("skipped", Filter::Skipped, "import-show-skipped"),
    ("created", Filter::Created, "import-show-created"),
    ("linked", Filter::Linked, "import-show-linked"),
    ("levels", Filter::Levels, "import-show-levels"),
    ("failed", Filter::Failed, "import-show-failed"),
    ("written", Filter::Written, "import-show-written"),
];

/// `GET /shops/{id}/import`
pub(crate) async fn show(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    (id, asked): (Path<String>, Query<Asked>),
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Import).await?;
    let frame = visitor.frame.clone();
    let run = match import::latest(&ctx, &visitor.tenant, shop.id).await? {
        Some(view) => Some(told(&visitor, &shop, &view, &asked).await?),
        None => None,
    };
    let has_ended = run.as_ref().is_none_or(|run| !run.is_live);
    let mut answer = page(&Show {
        can_change: frame.can_change() && shop.is_at_work(),
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

fn filter(asked: &str) -> Filter {
    let found = FILTERS.iter().find(|(word, ..)| *word == asked);
    found.map_or(Filter::All, |(_, filter, _)| *filter)
}

async fn told(visitor: &Visitor, shop: &Shop, view: &View, asked: &Asked) -> Result<Run> {
    let (frame, import) = (&visitor.frame, &view.import);
    let is_read = import.read_at.is_some();
    let rows = if is_read {
        let from = (asked.after, LIMIT);
        import::rows(&visitor.tenant, import, filter(&asked.show), from).await?
    } else {
        Vec::new()
    };
    let options = FILTERS.iter();
    let options = options.map(|(word, _, key)| ((*word).to_owned(), frame.say(key)));
    let is_full = u32::try_from(rows.len()).is_ok_and(|count| count >= LIMIT);
    let base = format!("/shops/{}/import", shop.id);
    let next = rows.last().filter(|_| is_full).map(|last| {
        let after = last.seq.to_string();
        with_query(&base, &[("show", &*asked.show), ("after", &after)])
    });
    let is_ready = import.state == State::Ready;
    Ok(Run {
        id: import.id.to_string(),
        text: frame.say(text(view)),
        counts: counts(frame, view),
        percent: import.approved.is_some().then_some(view.percent),
        left: left(frame, view),
        is_live: import.state.is_live() && import.paused.is_none(),
        is_paused: import.paused.is_some() && import.state.is_live(),
        is_ready,
        can_cancel: is_ready || matches!(import.state, State::Reading | State::Running),
        locations: (is_ready && import.offers_stock).then(|| locations(frame, view)),
        filter: Choice::new("show", frame.say("import-show"), options.collect())
            .holding(&asked.show),
        rows: rows.iter().map(|row| Row::of(frame, row)).collect(),
        next,
        paper: with_query(&format!("{base}/rows.csv"), &[("show", &*asked.show)]),
    })
}

/// What is going on, in a sentence.
fn text(view: &View) -> &'static str {
    let import = &view.import;
    match import.state {
        _ if import.paused.is_some() && import.state.is_live() => "import-is-paused",
        State::Reading => "import-is-reading",
        State::Ready => "import-is-ready",
        State::Running => "import-is-running",
        State::Stopping => "import-is-stopping",
        State::Done => "import-is-done",
        State::Cancelled | State::Dropped => "import-is-cancelled",
    }
}

fn counts(frame: &Frame, view: &View) -> Vec<(String, String)> {
    let (seen, did) = (&view.import.seen, &view.import.did);
    let counts: &[(&str, u64)] = match view.import.state {
        State::Reading => &[],
        State::Ready => &[
            ("import-count-link", seen.links),
            ("import-count-create", seen.creates),
            ("import-count-skip", seen.skips),
            ("import-count-differ", seen.differs),
        ],
        _ => &[
            ("import-count-linked", did.linked),
            ("import-count-created", did.created),
            ("import-count-levels", did.levels),
            ("import-count-left-out", did.left_out),
            ("import-count-skipped", seen.skips),
            ("import-count-failed", did.failed),
        ],
    };
    let shown = |count: u64| figure::count(frame.words, i64::try_from(count).unwrap_or(i64::MAX));
    counts
        .iter()
        .map(|(key, count)| (frame.say(key), shown(*count)))
        .collect()
}

/// In whole minutes, so that it does not flicker.
fn left(frame: &Frame, view: &View) -> Option<String> {
    let minutes = view.left?.num_seconds().max(0) / 60 + 1;
    Some(frame.about("import-left", "minutes", minutes))
}

fn locations(frame: &Frame, view: &View) -> Choice {
    let mut options: Vec<_> = view
        .places
        .iter()
        .map(|place| (place.number.to_string(), place.name.clone()))
        .collect();
    options.push((String::new(), frame.say("import-products-alone")));
    let proposed = view.places.iter().find(|place| place.is_default);
    let proposed = proposed.or(view.places.first());
    let held = proposed.map(|place| place.number.to_string());
    Choice::new("location", frame.say("import-location"), options)
        .holding(&held.unwrap_or_default())
        .hinting(frame.say("import-location-hint"))
}
