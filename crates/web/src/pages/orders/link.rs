//! An order of a shop and one in Rackbeat: tied by hand, or let go of.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{
    Ctx, order,
    order::{Pair, Untiable},
};
use askama::Template;
use domain::{Side, money};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Row, find, hand::said, own, row};
use crate::{
    error::Result,
    flash::{Flash, told},
    frame::{Frame, page},
    pages::{
        figure,
        shop::{Head, Tab},
    },
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Rackbeat's number of the order.
    #[serde(default)]
    number: String,
    /// The page that shows both sides was seen: tie them although they differ.
    #[serde(default)]
    confirmed: String,
}

#[derive(Template)]
#[template(path = "pages/orders/tie.html")]
struct Tie {
    frame: Frame,
    head: Head,
    order: Row,
    number: i64,
    heading: Option<String>,
    /// What it is, the shop's, Rackbeat's.
    sums: Vec<(String, String, String)>,
}

/// `POST /shops/{id}/orders/{order}/link`
pub(crate) async fn tie(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    (path, form): (Path<(String, String)>, Form<Asked>),
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    let typed = form.number.trim().trim_start_matches('#').trim();
    let Some(number) = typed.parse().ok().filter(|number| *number > 0) else {
        let flash = Flash::bad("flash-order-no-number");
        return Ok(told(&request, &own(&link), &flash));
    };
    let pair = match order::pair(&ctx, &visitor.tenant, &link, number).await? {
        Ok(pair) => pair,
        Err(untiable) => {
            let flash = Flash::bad(why(untiable)).about(typed);
            return Ok(told(&request, &own(&link), &flash));
        }
    };
    if !pair.agrees() && form.confirmed != "yes" {
        let (head, shop) = Head::find(&visitor, &path.0, Tab::Orders).await?;
        let frame = visitor.frame.clone();
        return page(&Tie {
            order: row(&frame, &shop, &link),
            number,
            heading: pair.heading.clone(),
            sums: sums(&frame, &pair),
            head,
            frame,
        });
    }
    let done = order::tie(&ctx, &visitor.tenant, (&link, &pair), visitor.name()).await?;
    let flash = said(done, "flash-order-tied").about(typed);
    Ok(told(&request, &own(&link), &flash))
}

/// `POST /shops/{id}/orders/{order}/link/delete`
pub(crate) async fn let_go(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    let done = order::let_go(&ctx, &visitor.tenant, &link, visitor.name()).await?;
    let flash = said(done, "flash-order-let-go").about(&link.number);
    Ok(told(&request, &own(&link), &flash))
}

fn why(untiable: Untiable) -> &'static str {
    match untiable {
        Untiable::NotThere => "flash-order-not-there",
        Untiable::Dropped => "flash-order-dropped-there",
        Untiable::Taken => "flash-order-tied-elsewhere",
        Untiable::Sent => "flash-order-otherwise",
        Untiable::NotConnected(Side::Shop) => "flash-order-shop-away",
        Untiable::NotConnected(Side::Rackbeat) => "flash-order-rackbeat-away",
        Untiable::NoAnswer(Side::Shop) => "flash-order-shop-silent",
        Untiable::NoAnswer(Side::Rackbeat) => "flash-order-rackbeat-silent",
    }
}

fn sums(frame: &Frame, pair: &Pair) -> Vec<(String, String, String)> {
    let shown = |sum: Option<Decimal>, currency: &str| {
        let minor = sum.and_then(|sum| money::to_minor(sum, currency));
        let shown = minor.map(|minor| figure::amount(frame.words, minor, currency));
        shown.unwrap_or_else(|| "–".to_owned())
    };
    let here = pair.shop_currency.as_str();
    let there = pair.rackbeat_currency.as_deref().unwrap_or(here);
    let (shop, rackbeat) = (pair.shop, pair.rackbeat);
    [
        (
            "order-sum-without-vat",
            shop.without_vat,
            rackbeat.without_vat,
        ),
        ("order-sum-total", shop.total, rackbeat.total),
    ]
    .map(|(key, ours, theirs)| (frame.say(key), shown(ours, here), shown(theirs, there)))
    .to_vec()
}
