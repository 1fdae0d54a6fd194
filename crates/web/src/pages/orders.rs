//! A shop's orders: how far each is, why, and what a person can do about it.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path, Query},
};
use app::{Ctx, order};
use askama::Template;
use serde::Deserialize;
use store::{
    order_link,
    order_link::{OrderLink, Page},
    shop::Shop,
};

use super::{
    address::with_query,
    badge::{self, Badge},
    figure,
    shop::{Head, Tab, parse},
};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    form::{Choice, Field},
    frame::{Frame, page},
    visitor::Visitor,
};

mod one;

pub(crate) use one::show;

/// Orders on a page.
const LIMIT: u32 = 50;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: String,
    /// The shop's number, from its start.
    number: String,
    /// The shop's id of the last order on the page before.
    before: String,
}

#[derive(Template)]
#[template(path = "pages/orders/list.html")]
struct List {
    frame: Frame,
    head: Head,
    state: Choice,
    number: Field,
    orders: Vec<Row>,
    older: Option<String>,
    is_narrowed: bool,
    back: String,
}

/// An order as the list and its own page show it.
pub(crate) struct Row {
    pub address: String,
    pub number: String,
    pub placed: String,
    pub customer: String,
    pub total: String,
    pub rackbeat: Option<String>,
    pub badge: Badge,
    pub text: String,
    pub remedy: Option<String>,
    /// Shared with other orders that wait for the same.
    pub cause: Option<String>,
    pub can_retry: bool,
}

/// `GET /shops/{id}/orders`
pub(crate) async fn list(
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Orders).await?;
    let number = asked.number.trim().trim_start_matches('#');
    let sought = Page {
        shop: Some(shop.id),
        state: badge::state(&asked.state),
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        before: asked.before.parse().ok(),
    };
    let links = order_link::page(&visitor.tenant, &sought, LIMIT).await?;
    let frame = visitor.frame.clone();
    page(&List {
        state: Choice::new("state", frame.say("orders-state"), badge::options(&frame))
            .holding(&asked.state),
        number: Field::new("search", "number", frame.say("orders-number"))
            .holding(number)
            .optional(),
        orders: links.iter().map(|link| row(&frame, &shop, link)).collect(),
        older: older(&shop, &asked, &links),
        is_narrowed: sought.state.is_some() || sought.number.is_some() || sought.before.is_some(),
        back: address(&shop, &asked, &asked.before),
        head,
        frame,
    })
}

/// `POST /shops/{id}/orders/{order}/retry`
pub(crate) async fn retry(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    order::retry(&ctx, &visitor.tenant, &link).await?;
    Ok(told(&request, &own(&link), &Flash::good("flash-retry")))
}

/// `POST /shops/{id}/orders/{order}/exclusion`
pub(crate) async fn exclude(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    order::ignore(&ctx, &visitor.tenant, &link, visitor.name()).await?;
    let flash = Flash::good("flash-order-excluded").about(&link.number);
    Ok(told(&request, &own(&link), &flash))
}

/// `POST /shops/{id}/orders/{order}/discount`
pub(crate) async fn discount(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    order::put_on_discount(&ctx, &visitor.tenant, &link).await?;
    Ok(told(
        &request,
        &own(&link),
        &Flash::good("flash-order-discount"),
    ))
}

/// The visitor's own order, by the shop's id of it.
async fn find(visitor: &Visitor, (shop, order): &(String, String)) -> Result<OrderLink> {
    let order = order.parse().map_err(|_| Error::NotFound)?;
    let link = order_link::find(&visitor.tenant, parse(shop)?, order).await?;
    link.ok_or(Error::NotFound)
}

fn row(frame: &Frame, shop: &Shop, link: &OrderLink) -> Row {
    let result = link.result.as_ref();
    let said = result.map(|result| frame.words.sentences(&result.sentences()));
    Row {
        address: own(link),
        number: link.number.clone(),
        placed: frame.moment(&link.placed_at),
        customer: link.customer.clone().unwrap_or_default(),
        total: figure::amount(frame.words, link.total, &link.currency),
        rackbeat: link.rackbeat_number.map(|number| number.to_string()),
        badge: Badge::of(frame, link.state),
        text: said.unwrap_or_else(|| frame.say("orders-not-looked-at")),
        remedy: result
            .and_then(domain::Outcome::remedy_key)
            .map(|key| frame.say(key)),
        cause: result.and_then(domain::Outcome::cause),
        can_retry: can_retry(frame, shop, link),
    }
}

fn can_retry(frame: &Frame, shop: &Shop, link: &OrderLink) -> bool {
    use domain::State::{Failed, NotSent, Waiting};
    let is_open = matches!(link.state, NotSent | Failed | Waiting) && link.ignored_at.is_none();
    is_open && shop.is_at_work() && frame.can_change()
}

fn own(link: &OrderLink) -> String {
    format!("/shops/{}/orders/{}", link.shop, link.woo_id)
}

fn older(shop: &Shop, asked: &Asked, links: &[OrderLink]) -> Option<String> {
    let is_full = u32::try_from(links.len()).is_ok_and(|count| count >= LIMIT);
    let last = links.last().filter(|_| is_full)?;
    Some(address(shop, asked, &last.woo_id.to_string()))
}

fn address(shop: &Shop, asked: &Asked, before: &str) -> String {
    let asked = [
        ("state", &*asked.state),
        ("number", &asked.number),
        ("before", before),
    ];
    with_query(&format!("/shops/{}/orders", shop.id), &asked)
}
