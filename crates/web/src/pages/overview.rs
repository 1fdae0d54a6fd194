//! The first page: each side at a glance, what needs a person, and what happened last.
use actix_web::HttpResponse;
use askama::Template;
use domain::State;
use store::{
    ShopId, order_link, outcome,
    outcome::Filter,
    shop::{self, Shop},
    stock_level,
};

use super::{
    badge::Badge,
    figure,
    line::{Line, lines},
    standing::{self, Standing},
};
use crate::{
    error::Result,
    frame::{Frame, page},
    visitor::Visitor,
};

/// Lines of the log on the first page.
const NEWEST: u32 = 10;

#[derive(Template)]
#[template(path = "pages/overview/show.html")]
struct Show {
    frame: Frame,
    rackbeat: Rackbeat,
    shops: Vec<Row>,
    calls: Vec<Call>,
    lines: Vec<Line>,
    shows_shop: bool,
    back: String,
}

struct Rackbeat {
    is_connected: bool,
    badge: Badge,
    name: String,
    /// When all its figures were last read.
    swept: Option<String>,
}

struct Row {
    id: ShopId,
    name: String,
    badge: Badge,
    last_order: Option<String>,
    waiting: String,
    not_sent: String,
}

/// Something that waits for a person.
struct Call {
    text: String,
    remedy: Option<String>,
    address: String,
    words: String,
}

/// `GET /`
pub(crate) async fn show(visitor: Visitor) -> Result<HttpResponse> {
    let frame = visitor.frame.clone();
    let shops = shop::all(&visitor.tenant).await?;
    let mut calls = Vec::new();
    let rackbeat = rackbeat(&visitor, &mut calls).await?;
    let mut rows = Vec::new();
    for shop in shops.iter().filter(|shop| shop.disconnected_at.is_none()) {
        rows.push(row(&visitor, shop, &mut calls).await?);
    }
    let entries = outcome::latest(&visitor.tenant, &Filter::default(), NEWEST).await?;
    page(&Show {
        rackbeat,
        shops: rows,
        calls,
        lines: lines(&frame, &shops, &entries),
        shows_shop: true,
        back: "/".to_owned(),
        frame,
    })
}

async fn rackbeat(visitor: &Visitor, calls: &mut Vec<Call>) -> Result<Rackbeat> {
    let frame = &visitor.frame;
    let agreement = standing::agreement(&visitor.tenant).await?;
    let standing = Standing::of_agreement(agreement.as_ref());
    if let Some(text) = standing.rackbeat_text(frame) {
        calls.push(Call {
            text,
            remedy: remedy(visitor, standing, ShopId::nil()).await?,
            address: "/rackbeat".to_owned(),
            words: frame.say("overview-to-rackbeat"),
        });
    }
    let swept = agreement.as_ref().and_then(|agreement| agreement.swept_at);
    Ok(Rackbeat {
        is_connected: standing != Standing::Disconnected,
        badge: standing.badge(frame),
        swept: swept.map(|at| frame.moment(&at)),
        name: agreement.map_or_else(String::new, |agreement| {
            let number = agreement.number.to_string();
            frame.with(
                "overview-agreement",
                &[("company", agreement.company), ("agreement", number)],
            )
        }),
    })
}

async fn row(visitor: &Visitor, shop: &Shop, calls: &mut Vec<Call>) -> Result<Row> {
    let (frame, tenant) = (&visitor.frame, &visitor.tenant);
    let standing = standing::of(shop).0;
    let own = format!("/shops/{}", shop.id);
    if let Some(text) = standing
        .shop_text(frame)
        .filter(|_| standing != Standing::Paused)
    {
        calls.push(Call {
            text: format!("{}: {text}", shop.name),
            remedy: remedy(visitor, standing, shop.id).await?,
            address: own.clone(),
            words: frame.say("overview-to-shop"),
        });
    }
    let not_sent = order_link::count_by_state(tenant, shop.id, State::NotSent).await?;
    let about = |key: &str, path: &str, words: &str| Call {
        text: frame.with(
            key,
            &[("name", shop.name.clone()), ("count", not_sent.to_string())],
        ),
        remedy: None,
        address: format!("{own}{path}"),
        words: frame.say(words),
    };
    if not_sent > 0 {
        calls.push(about(
            "overview-not-sent",
            "/orders?state=not_sent",
            "overview-to-orders",
        ));
    }
    if shop.stock_approved_at.is_none() && shop.is_at_work() {
        calls.push(about("overview-stock-waits", "/stock", "overview-to-stock"));
    }
    if stock_level::has_holds(tenant, shop.id).await? {
        calls.push(about(
            "overview-stock-held",
            "/stock?show=held",
            "overview-to-stock",
        ));
    }
    let waiting = order_link::count_by_state(tenant, shop.id, State::Waiting).await?
        + order_link::count_by_state(tenant, shop.id, State::Failed).await?;
    Ok(Row {
        id: shop.id,
        name: shop.name.clone(),
        badge: standing.badge(frame),
        last_order: shop.last_order_at.map(|at| frame.moment(&at)),
        waiting: figure::count(frame.words, waiting),
        not_sent: figure::count(frame.words, not_sent),
    })
}

/// What to do about a side that is parked.
async fn remedy(visitor: &Visitor, standing: Standing, side: ShopId) -> Result<Option<String>> {
    if standing != Standing::Parked {
        return Ok(None);
    }
    let why = standing::why_parked(&visitor.tenant, side).await?;
    let key = why.and_then(|outcome| outcome.remedy_key());
    Ok(key.map(|key| visitor.frame.say(key)))
}
