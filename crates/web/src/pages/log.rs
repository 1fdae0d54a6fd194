//! The log: every try, the newest first.
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use askama::Template;
use serde::Deserialize;
use store::{
    OutcomeId, ShopId, outcome,
    outcome::{Entry, Filter},
    shop,
    shop::Shop,
};

use super::{
    address::with_query,
    badge,
    line::{Line, lines},
    shop::{Head, Tab},
};
use crate::{
    error::Result,
    form::Choice,
    frame::{Frame, page},
    visitor::Visitor,
};

/// Lines on a page.
const LIMIT: u32 = 50;

/// What the address narrows the log to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: String,
    shop: String,
    /// The id of the last line on the page before.
    before: String,
}

#[derive(Template)]
#[template(path = "pages/log/all.html")]
struct All {
    frame: Frame,
    filters: Vec<Choice>,
    lines: Vec<Line>,
    shows_shop: bool,
    older: Option<String>,
    /// Asked for again by itself; `None` on older pages.
    live: Option<String>,
    back: String,
}

#[derive(Template)]
#[template(path = "pages/log/shop.html")]
struct OfShop {
    frame: Frame,
    head: Head,
    filters: Vec<Choice>,
    lines: Vec<Line>,
    shows_shop: bool,
    older: Option<String>,
    live: Option<String>,
    back: String,
}

/// `GET /log`
pub(crate) async fn all(visitor: Visitor, asked: Query<Asked>) -> Result<HttpResponse> {
    let shops = shop::all(&visitor.tenant).await?;
    let shop = asked.shop.parse::<ShopId>().ok();
    let entries = read(&visitor, shop, &asked).await?;
    let frame = visitor.frame.clone();
    page(&All {
        filters: vec![
            shop_choice(&frame, &shops).holding(&asked.shop),
            state_choice(&frame).holding(&asked.state),
        ],
        lines: lines(&frame, &shops, &entries),
        shows_shop: true,
        older: older("/log", &asked, &entries),
        live: live("/log", &asked),
        back: address("/log", &asked, &asked.before),
        frame,
    })
}

/// `GET /shops/{id}/log`
pub(crate) async fn of_shop(
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Log).await?;
    let entries = read(&visitor, Some(shop.id), &asked).await?;
    let frame = visitor.frame.clone();
    let path = format!("/shops/{}/log", shop.id);
    page(&OfShop {
        filters: vec![state_choice(&frame).holding(&asked.state)],
        lines: lines(&frame, std::slice::from_ref(&shop), &entries),
        shows_shop: false,
        older: older(&path, &asked, &entries),
        live: live(&path, &asked),
        back: address(&path, &asked, &asked.before),
        head,
        frame,
    })
}

async fn read(visitor: &Visitor, shop: Option<ShopId>, asked: &Asked) -> Result<Vec<Entry>> {
    let filter = Filter {
        shop,
        state: badge::state(&asked.state),
        subject: None,
        before: asked.before.parse::<OutcomeId>().ok(),
    };
    Ok(outcome::latest(&visitor.tenant, &filter, LIMIT).await?)
}

fn state_choice(frame: &Frame) -> Choice {
    Choice::new("state", frame.say("log-state"), badge::options(frame))
}

fn shop_choice(frame: &Frame, shops: &[Shop]) -> Choice {
    let all = (String::new(), frame.say("log-all-shops"));
    let shops = shops
        .iter()
        .map(|shop| (shop.id.to_string(), shop.name.clone()));
    let options = std::iter::once(all).chain(shops).collect();
    Choice::new("shop", frame.say("log-shop"), options)
}

fn older(path: &str, asked: &Asked, entries: &[Entry]) -> Option<String> {
    let is_full = u32::try_from(entries.len()).is_ok_and(|count| count >= LIMIT);
    let last = entries.last().filter(|_| is_full)?;
    Some(address(path, asked, &last.id.to_string()))
}

fn live(path: &str, asked: &Asked) -> Option<String> {
    asked.before.is_empty().then(|| address(path, asked, ""))
}

fn address(path: &str, asked: &Asked, before: &str) -> String {
    let asked = [
        ("state", &*asked.state),
        ("shop", &asked.shop),
        ("before", before),
    ];
    with_query(path, &asked)
}
