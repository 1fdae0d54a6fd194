//! A shop: how it stands, and the buttons that pause it or let it go.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use app::{
    Ctx,
    shop::{Mark, Point},
};
use askama::Template;
use chrono::{DateTime, Utc};
use domain::State;
use store::{
    ShopId, order_link, outcome,
    outcome::Filter,
    shop::{self, Shop},
};

use super::{
    badge::Badge,
    figure,
    line::{Line, lines},
    standing,
    subscription::next,
};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    frame::{Frame, page},
    visitor::Visitor,
};

mod head;
mod told;

pub(crate) use head::{Head, Tab};

/// Lines of the log on a shop's first page.
const NEWEST: u32 = 10;

#[derive(Template)]
#[template(path = "pages/shop/list.html")]
struct List {
    frame: Frame,
    shops: Vec<Row>,
    /// What one more would cost.
    next: String,
}

struct Row {
    id: ShopId,
    name: String,
    home: String,
    badge: Badge,
    last_order: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/shop/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    /// What the standing means, why, and what to do.
    told: Vec<String>,
    facts: Vec<(String, String)>,
    counts: Vec<Count>,
    points: Vec<Faulty>,
    lines: Vec<Line>,
    shows_shop: bool,
    back: String,
    is_paused: bool,
    stock_waits: bool,
}

struct Count {
    badge: Badge,
    count: String,
    address: String,
}

/// A point of the connection check that is not as it should be.
struct Faulty {
    badge: Badge,
    text: String,
    remedy: Option<String>,
}

/// `GET /shops`
pub(crate) async fn list(ctx: Data<Ctx>, visitor: Visitor) -> Result<HttpResponse> {
    let frame = visitor.frame.clone();
    let row = |shop: Shop| Row {
        badge: standing::of(&shop).0.badge(&frame),
        last_order: shop.last_order_at.map(|at| frame.moment(&at)),
        id: shop.id,
        name: shop.name,
        home: shop.home,
    };
    let shops = shop::all(&visitor.tenant).await?.into_iter();
    page(&List {
        shops: shops.map(row).collect(),
        next: next::told(&ctx, &visitor.tenant, &frame).await?,
        frame: frame.clone(),
    })
}

/// `GET /shops/{id}`
pub(crate) async fn show(visitor: Visitor, id: Path<String>) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Overview).await?;
    let frame = visitor.frame.clone();
    let (standing, facts) = standing::of(&shop);
    let filter = Filter {
        shop: Some(shop.id),
        ..Filter::default()
    };
    let entries = outcome::latest(&visitor.tenant, &filter, NEWEST).await?;
    let faulty = facts.points.iter().filter(|point| point.mark != Mark::Good);
    let is_connected = shop.disconnected_at.is_none();
    page(&Show {
        told: told::why(&visitor, &shop, standing).await?,
        counts: counts(&visitor, &shop).await?,
        points: faulty.map(|point| shown(&frame, point)).collect(),
        facts: known(&frame, &shop, &facts),
        lines: lines(&frame, std::slice::from_ref(&shop), &entries),
        shows_shop: false,
        back: format!("/shops/{}", shop.id),
        is_paused: shop.paused_at.is_some(),
        stock_waits: is_connected && shop.stock_approved_at.is_none(),
        head,
        frame,
    })
}

/// `POST /shops/{id}/pause`
pub(crate) async fn pause(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let id = parse(&id)?;
    app::shop::pause(&ctx, &visitor.tenant, visitor.name(), id).await?;
    Ok(told(
        &request,
        &format!("/shops/{id}"),
        &Flash::good("flash-shop-paused"),
    ))
}

/// `POST /shops/{id}/pause/delete`
pub(crate) async fn resume(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let id = parse(&id)?;
    shop::find(&visitor.tenant, id).await?;
    app::shop::resume(&ctx, &visitor.tenant, id).await?;
    Ok(told(
        &request,
        &format!("/shops/{id}"),
        &Flash::good("flash-shop-resumed"),
    ))
}

/// `POST /shops/{id}/disconnection`
pub(crate) async fn disconnect(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let id = parse(&id)?;
    let removed = app::shop::disconnect(&ctx, &visitor.tenant, visitor.name(), id).await?;
    let flash = if removed {
        Flash::good("flash-shop-disconnected")
    } else {
        Flash::good("flash-shop-disconnected-silent")
    };
    Ok(told(&request, &format!("/shops/{id}"), &flash))
}

pub(crate) fn parse(id: &str) -> Result<ShopId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// Orders by state, those first that a person can do something about.
async fn counts(visitor: &Visitor, shop: &Shop) -> Result<Vec<Count>> {
    let mut counts = Vec::new();
    for (word, state) in super::badge::STATES {
        if matches!(state, State::Sent | State::Info) {
            continue;
        }
        let count = order_link::count_by_state(&visitor.tenant, shop.id, state).await?;
        counts.push(Count {
            badge: Badge::of(&visitor.frame, state),
            count: figure::count(visitor.frame.words, count),
            address: format!("/shops/{}/orders?state={word}", shop.id),
        });
    }
    Ok(counts)
}

fn known(frame: &Frame, shop: &Shop, facts: &app::shop::Facts) -> Vec<(String, String)> {
    let when = |at: Option<DateTime<Utc>>| {
        at.map_or_else(|| frame.say("shop-never"), |at| frame.moment(&at))
    };
    let prices = match facts.prices_include_tax {
        true => "shop-prices-with-vat",
        false => "shop-prices-without-vat",
    };
    [
        ("shop-last-order", when(shop.last_order_at)),
        ("shop-last-poll", when(shop.polled_at)),
        ("shop-connected", frame.moment(&shop.connected_at)),
        ("shop-checked", when(facts.checked_at)),
        ("shop-version", facts.version.clone()),
        ("shop-currency", facts.currency.clone()),
        ("shop-prices", frame.say(prices)),
        ("shop-code", shop.code.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| (frame.say(key), value))
    .collect()
}

fn shown(frame: &Frame, point: &Point) -> Faulty {
    let class = match point.mark {
        Mark::Good => "state-good",
        Mark::Warn => "state-wait",
        Mark::Stop => "state-fail",
    };
    Faulty {
        badge: Badge::new(frame, class, point.mark.key()),
        text: frame.with(&point.key, &point.filled()),
        remedy: point.remedy.as_ref().map(|key| frame.say(key)),
    }
}
