//! A shop's stock: what it shows, what Rackbeat has, what it will become, and the owner's answers.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path, Query},
};
use app::{
    Ctx,
    stock::{self, Shown},
};
use askama::Template;
use domain::Outcome;
use serde::Deserialize;
use store::{
    ProductLinkId, product_link, rules,
    shop::{self, Shop},
    stock_level,
    stock_level::Filter,
};

use super::{
    badge::{self, Badge},
    figure,
    shop::{Head, Tab, parse},
};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    form::Choice,
    frame::{Frame, page},
    visitor::Visitor,
};

mod unlinked;

pub(crate) use unlinked::list as unlinked;

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

#[derive(Deserialize)]
pub(crate) struct Answer {
    /// `write` or `keep`.
    answer: String,
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
    let unlinked = unlinked::count(tenant, shop.id).await?;
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

/// `POST /shops/{id}/stock/approval`
pub(crate) async fn approve(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    stock::approve(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-stock-approved"))
}

/// `POST /shops/{id}/stock/hold`
pub(crate) async fn answer(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Answer>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let (write, key) = match &*form.answer {
        "write" => (true, "flash-stock-hold-written"),
        "keep" => (false, "flash-stock-hold-kept"),
        _ => return Err(Error::NotFound),
    };
    stock::answer_hold(&ctx, &visitor.tenant, shop.id, (visitor.name(), write)).await?;
    Ok(back(&request, &shop, key))
}

/// `POST /shops/{id}/stock/comparison`
pub(crate) async fn compare(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    stock::compare_now(&ctx, &visitor.tenant, shop.id).await?;
    Ok(back(&request, &shop, "flash-stock-compare"))
}

/// `POST /shops/{id}/stock/management`
pub(crate) async fn manage(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    stock::manage(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-stock-managed"))
}

async fn own(visitor: &Visitor, id: &str) -> Result<Shop> {
    Ok(shop::find(&visitor.tenant, parse(id)?).await?)
}

fn back(request: &HttpRequest, shop: &Shop, key: &str) -> HttpResponse {
    told(
        request,
        &format!("/shops/{}/stock", shop.id),
        &Flash::good(key),
    )
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
    let reason = one.reason.as_ref();
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
        badge: Badge::of(frame, one.state),
        reason: match reason {
            _ if one.is_held => Some(frame.say("stock-is-held")),
            reason => reason.map(|reason| frame.words.sentences(&reason.sentences())),
        },
        remedy: reason
            .and_then(Outcome::remedy_key)
            .map(|key| frame.say(key)),
    }
}

fn next(shop: &Shop, asked: &Asked, shown: &[Shown]) -> Option<String> {
    let is_full = u32::try_from(shown.len()).is_ok_and(|count| count >= LIMIT);
    let (sku, id) = shown.last().filter(|_| is_full)?.key();
    let query = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("show", &asked.show)
        .append_pair("after", &sku)
        .append_pair("after_id", &id.to_string())
        .finish();
    Some(format!("/shops/{}/stock?{query}", shop.id))
}
