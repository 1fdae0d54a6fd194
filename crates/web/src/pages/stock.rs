//! A shop's stock: what it shows, what Rackbeat has, what it will become, and the owner's answers.
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use app::stock::{self, Shown};
use askama::Template;
use domain::{Outcome, State};
use serde::Deserialize;
use store::{ProductLinkId, product_link, rules, shop::Shop, stock_level, stock_level::Filter};

use super::{
    address::with_query,
    badge::{self, Badge},
    figure,
    shop::{Head, Tab},
};
use crate::{
    error::{Error, Result},
    form::Choice,
    frame::{Frame, page},
    visitor::Visitor,
};

mod hand;

pub(crate) use hand::{answer, approve, compare, manage};

const AGREES: &str = "stock-same";
/// Products on a page.
const LIMIT: u32 = 100;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// A state, or `held`.
    show: String,
    /// The last product on the page before: its SKU in lower case, and its id.
    after: String,
    after_id: String,
}

#[derive(Template)]
#[template(path = "pages/stock/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    /// What the owner should know before reading the figures.
    notes: Vec<String>,
    filter: Choice,
    rows: Vec<Row>,
    next: Option<String>,
    is_narrowed: bool,
    unlinked: Option<String>,
    can_approve: bool,
    has_holds: bool,
    can_manage: bool,
    can_change: bool,
}

struct Row {
    sku: String,
    name: String,
    shop_has: String,
    rackbeat_has: String,
    in_flight: String,
    will_become: String,
    changes: bool,
    badge: Badge,
    reason: Option<String>,
    remedy: Option<String>,
}

/// `GET /shops/{id}/stock`
pub(crate) async fn show(
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Stock).await?;
    let (frame, tenant) = (visitor.frame.clone(), &visitor.tenant);
    let shown = stock::page(tenant, shop.id, &filter(&asked)?, LIMIT).await?;
    let can_change = frame.can_change() && shop.is_at_work();
    let not_managed = |one: &Shown| matches!(one.reason, Some(Outcome::StockNotManaged { .. }));
    let unlinked = super::products::unlinked(tenant, shop.id).await?;
    page(&Show {
        notes: notes(&visitor, &shop).await?,
        filter: choice(&frame).holding(&asked.show),
        next: next(&shop, &asked, &shown),
        is_narrowed: !asked.show.is_empty() || !asked.after_id.is_empty(),
        unlinked: (unlinked > 0).then(|| frame.about("stock-unlinked", "count", unlinked)),
        can_approve: can_change && shop.stock_approved_at.is_none() && !shown.is_empty(),
        has_holds: stock_level::has_holds(tenant, shop.id).await?,
        can_manage: can_change && shown.iter().any(not_managed),
        rows: shown.iter().map(|one| row(&frame, one)).collect(),
        can_change,
        head,
        frame,
    })
}

fn filter(asked: &Asked) -> Result<Filter> {
    let after = match &*asked.after_id {
        "" => None,
        id => {
            let id: ProductLinkId = id.parse().map_err(|_| Error::NotFound)?;
            Some((asked.after.clone(), id))
        }
    };
    Ok(Filter {
        state: badge::state(&asked.show),
        held: asked.show == "held",
        after,
    })
}

fn choice(frame: &Frame) -> Choice {
    let mut options = badge::options(frame);
    let sent = |(word, _): &&mut (String, String)| badge::state(word) == Some(State::Sent);
    if let Some((_, label)) = options.iter_mut().find(sent) {
        *label = frame.say(AGREES);
    }
    options.push(("held".to_owned(), frame.say("stock-held")));
    Choice::new("show", frame.say("stock-show"), options)
}

async fn notes(visitor: &Visitor, shop: &Shop) -> Result<Vec<String>> {
    let (frame, tenant) = (&visitor.frame, &visitor.tenant);
    let rules = rules::of(tenant, shop.id).await?;
    let listing = product_link::listing(tenant, shop.id).await?;
    let is_read = listing.is_some_and(|listing| listing.listed_at.is_some());
    let mut notes = Vec::new();
    for (is_so, key) in [
        (!rules.stock_on, "stock-note-off"),
        (!rules.orders_on, "stock-note-orders-off"),
        (!is_read, "stock-note-not-read"),
        (
            rules.stock_on && shop.stock_approved_at.is_none(),
            "stock-note-approve",
        ),
    ] {
        if is_so {
            notes.push(frame.say(key));
        }
    }
    Ok(notes)
}

fn row(frame: &Frame, one: &Shown) -> Row {
    let nothing = || "–".to_owned();
    let pieces = |pieces: i64| figure::count(frame.words, pieces);
    let reason = one.reason.as_ref().filter(|reason| !is_of_all(reason));
    Row {
        sku: one.sku.clone(),
        name: one.name.clone(),
        shop_has: one.shop_has.map_or_else(nothing, pieces),
        rackbeat_has: one
            .rackbeat_has
            .map_or_else(nothing, |has| figure::quantity(frame.words, has)),
        in_flight: figure::quantity(frame.words, one.in_flight),
        will_become: one.will_become.map_or_else(nothing, pieces),
        changes: one.will_become.is_some() && one.will_become != one.shop_has,
        badge: badge_of(frame, one.state),
        reason: match reason {
            _ if one.is_held => Some(frame.say("stock-is-held")),
            reason => reason.map(|reason| frame.words.sentences(&reason.sentences())),
        },
        remedy: reason
            .and_then(Outcome::remedy_key)
            .map(|key| frame.say(key)),
    }
}

/// A figure may be right without our ever having written it.
fn badge_of(frame: &Frame, state: State) -> Badge {
    let badge = Badge::of(frame, state);
    match state {
        State::Sent => Badge::new(frame, badge.class, AGREES),
        _ => badge,
    }
}

/// Told once, above the list.
fn is_of_all(reason: &Outcome) -> bool {
    matches!(
        reason,
        Outcome::StockAwaitsApproval { .. } | Outcome::StockOff
    )
}

fn next(shop: &Shop, asked: &Asked, shown: &[Shown]) -> Option<String> {
    let is_full = u32::try_from(shown.len()).is_ok_and(|count| count >= LIMIT);
    let (sku, id) = shown.last().filter(|_| is_full)?.key();
    let asked = [
        ("show", &*asked.show),
        ("after", &sku),
        ("after_id", &id.to_string()),
    ];
    Some(with_query(&format!("/shops/{}/stock", shop.id), &asked))
}
