//! What a run comes to, as its line of JSON.
use chrono::{DateTime, Utc};
use serde_json::json;
use store::import::Import;

use super::{Chosen, PER_MINUTE, Switch, cost::Cost};
use crate::{Common, Report};

/// Show 5: calls beside the least, and time beside what Rackbeat's limit allows.
const MOST_CALLS: f64 = 1.05;
const MOST_TIME: f64 = 1.1;

pub(super) struct Ran {
    pub preview: Import,
    pub done: Import,
    pub peak_mb: u64,
    pub faults: Vec<String>,
    pub cost: Cost,
}

pub(super) fn report(
    common: &Common,
    chosen: &Chosen,
    (products, levels): (usize, usize),
    ran: &Ran,
) -> Report {
    let preview_s = seconds(Some(ran.preview.asked.0), ran.preview.read_at);
    let approved = ran.done.approved.as_ref().map(|by| by.0);
    let wall_s = seconds(approved, ran.done.ended_at);
    let cost = &ran.cost;
    let most_s = MOST_TIME * cost.calls as f64 / f64::from(PER_MINUTE) * 60.0;
    let is_limited = chosen.limit == Switch::On;
    let within = cost.ratio() <= MOST_CALLS && (!is_limited || wall_s <= most_s);
    Report {
        figures: json!({
            "scenario": "sync",
            "seed": common.seed,
            "products": products,
            "variations": chosen.variations,
            "levels": levels,
            "answer_ms": chosen.answer_ms,
            "limit": is_limited,
            "speed": chosen.speed(),
            "preview_s": preview_s,
            "wall_s": wall_s,
            "wall_most_s": is_limited.then(|| tenths(most_s)),
            "products_per_min": (products as f64 / wall_s.max(0.001) * 60.0).round(),
            "calls": cost.calls,
            "least_calls": cost.least_calls,
            "ratio": cost.ratio(),
            "shop_calls": cost.shop_calls,
            "shop_pages": cost.shop_pages,
            "shop_writes": cost.shop_writes,
            "peak_rss_mb": ran.peak_mb,
            "kills": chosen.kills,
            "wrong": ran.faults.len(),
            "all_calls": cost.by_kind,
        }),
        holds: ran.faults.is_empty() && (chosen.kills > 0 || within),
    }
}

/// By the clock that the product goes by.
fn seconds(from: Option<DateTime<Utc>>, to: Option<DateTime<Utc>>) -> f64 {
    let span = from.zip(to).map(|(from, to)| to - from);
    tenths(span.unwrap_or_default().num_milliseconds() as f64 / 1_000.0)
}

fn tenths(seconds: f64) -> f64 {
    (seconds * 10.0).round() / 10.0
}
