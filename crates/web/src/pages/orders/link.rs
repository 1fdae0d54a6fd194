//! An order of a shop and one in Rackbeat: tied by hand, or let go of.
use actix_web::{HttpResponse, web::Form};
use app::{
    order,
    order::{Pair, Untiable},
};
use askama::Template;
use domain::{Side, money};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Row, pressed::Pressed, row};
use crate::{
    error::Result,
    flash::Flash,
    frame::{Frame, page},
    pages::{
        figure,
        shop::{Head, Tab},
    },
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
pub(crate) async fn tie(pressed: Pressed, form: Form<Asked>) -> Result<HttpResponse> {
    let (ctx, tenant, link) = (&pressed.ctx, &pressed.visitor.tenant, &pressed.link);
    let typed = form.number.trim().trim_start_matches('#').trim();
    let Some(number) = typed.parse().ok().filter(|number| *number > 0) else {
        return Ok(pressed.told(&Flash::bad("flash-order-no-number")));
    };
    let pair = match order::pair(ctx, tenant, link, number).await? {
        Ok(pair) => pair,
        Err(untiable) => return Ok(pressed.told(&Flash::bad(why(untiable)).about(typed))),
    };
    if !pair.agrees() && form.confirmed != "yes" {
        let shop = link.shop.to_string();
        let (head, shop) = Head::find(&pressed.visitor, &shop, Tab::Orders).await?;
        let frame = pressed.visitor.frame.clone();
        return page(&Tie {
            order: row(&frame, &shop, link),
            number,
            heading: pair.heading.clone(),
            sums: sums(&frame, &pair),
            head,
            frame,
        });
    }
    let done = order::tie(ctx, tenant, (link, &pair), pressed.who()).await?;
    Ok(pressed.said(done, "flash-order-tied", typed))
}

/// `POST /shops/{id}/orders/{order}/link/delete`
pub(crate) async fn let_go(pressed: Pressed) -> Result<HttpResponse> {
    let (link, who) = (&pressed.link, pressed.who());
    let done = order::let_go(&pressed.ctx, &pressed.visitor.tenant, link, who).await?;
    Ok(pressed.said(done, "flash-order-let-go", &link.number))
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
