//! The list of orders: how many stand how, what most of them stand still for, and a page of them.
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use askama::Template;
use store::{
    OrderLinkId, Tenant, order_link,
    order_link::COUNTED,
    shop::{self, Shop},
};

use super::{
    Row,
    asked::{Asked, Taken},
    row,
};
use crate::{
    error::Result,
    form::{Choice, Field},
    frame::{Frame, page},
    pages::{
        badge::{self, Badge},
        figure,
        shop::{Head, Tab},
    },
    visitor::Visitor,
};

/// Orders on a page.
const LIMIT: usize = 50;

#[derive(Template)]
#[template(path = "pages/orders/all.html")]
struct All {
    frame: Frame,
    list: List,
}

#[derive(Template)]
#[template(path = "pages/orders/shop.html")]
struct OfShop {
    frame: Frame,
    head: Head,
    list: List,
}

/// What both lists show.
struct List {
    filters: Vec<Choice>,
    search: Field,
    states: Vec<Count>,
    taken_for: Option<String>,
    otherwise: Option<(String, String)>,
    causes: Vec<Cause>,
    shows_shop: bool,
    orders: Vec<Row>,
    next: Option<String>,
    is_narrowed: bool,
    back: String,
    /// Only this shop's orders are tried again; empty: all shops'.
    shop: String,
    /// Empty where every shop is asked.
    old_orders: String,
}

/// How many stand in one state, and the way to them.
struct Count {
    address: String,
    badge: Badge,
    count: String,
    is_here: bool,
}

/// What several stand still for.
struct Cause {
    cause: String,
    text: String,
    count: String,
    can_retry: bool,
}

/// `GET /orders`
pub(crate) async fn all(visitor: Visitor, asked: Query<Asked>) -> Result<HttpResponse> {
    let shops = shop::all(&visitor.tenant).await?;
    let frame = visitor.frame.clone();
    let mut list = read(&visitor, "/orders", &shops, &asked).await?;
    list.filters.insert(0, shop_choice(&frame, &shops, &asked));
    list.shows_shop = true;
    page(&All { list, frame })
}

/// `GET /shops/{id}/orders`
pub(crate) async fn of_shop(
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Orders).await?;
    let path = format!("/shops/{}/orders", shop.id);
    let asked = Asked {
        shop: String::new(),
        ..asked.into_inner()
    };
    let mut list = read(&visitor, &path, std::slice::from_ref(&shop), &asked).await?;
    list.shop = shop.id.to_string();
    list.old_orders = format!("/shops/{}/old-orders", shop.id);
    let frame = visitor.frame.clone();
    page(&OfShop { list, head, frame })
}

async fn read(visitor: &Visitor, path: &str, all: &[Shop], asked: &Asked) -> Result<List> {
    let (tenant, frame) = (&visitor.tenant, &visitor.frame);
    let shops: Vec<Shop> = match asked.shop.as_str() {
        "" => all.to_vec(),
        one => {
            let found = all.iter().filter(|shop| shop.id.to_string() == one);
            found.cloned().collect()
        }
    };
    let Taken {
        sought,
        text,
        otherwise,
    } = asked.take((tenant, frame), path, &shops).await?;
    let wanted = order_link::Asked {
        shops: shops.iter().map(|shop| shop.id).collect(),
        state: badge::state(&asked.state),
        sought,
        after: asked.after.parse::<OrderLinkId>().ok(),
    };
    let found = order_link::search(tenant, &wanted, LIMIT).await?;
    let whose = |link: &order_link::OrderLink| shops.iter().find(|shop| shop.id == link.shop);
    let orders = found
        .orders
        .iter()
        .filter_map(|link| Some(row(frame, whose(link)?, link)));
    Ok(List {
        filters: vec![
            Choice::new("state", frame.say("orders-state"), badge::options(frame))
                .holding(&asked.state),
        ],
        search: Field::new("search", "search", frame.say("orders-search"))
            .holding(asked.typed())
            .hinting(frame.say("orders-search-hint"))
            .optional(),
        states: states(frame, tenant, (path, &wanted.shops), asked).await?,
        taken_for: text,
        otherwise,
        causes: match wanted.sought.is_none() && wanted.after.is_none() {
            true => causes(visitor, &shops).await?,
            false => Vec::new(),
        },
        shows_shop: false,
        orders: orders.collect(),
        next: found
            .next
            .map(|after| asked.page_after(path, &after.to_string())),
        is_narrowed: wanted.state.is_some() || wanted.sought.is_some() || wanted.after.is_some(),
        back: asked.page_after(path, &asked.after),
        shop: asked.shop.clone(),
        old_orders: String::new(),
    })
}

/// Of all orders of these shops, whatever is searched for.
async fn states(
    frame: &Frame,
    tenant: &Tenant,
    (path, shops): (&str, &[store::ShopId]),
    asked: &Asked,
) -> Result<Vec<Count>> {
    let mut counts = Vec::with_capacity(badge::STATES.len());
    for (word, state) in badge::STATES {
        let count = order_link::count_some(tenant, shops, state).await?;
        let shown = figure::count(frame.words, count.min(COUNTED));
        counts.push(Count {
            address: asked.in_state(path, word),
            badge: Badge::of(frame, state),
            count: match count > COUNTED {
                true => frame.about("orders-more-than", "count", shown),
                false => shown,
            },
            is_here: asked.state == word,
        });
    }
    Ok(counts)
}

/// Where two or more share one; a single order says it itself.
async fn causes(visitor: &Visitor, shops: &[Shop]) -> Result<Vec<Cause>> {
    let frame = &visitor.frame;
    let ids: Vec<_> = shops.iter().map(|shop| shop.id).collect();
    let causes = order_link::causes(&visitor.tenant, &ids).await?;
    let is_at_work = shops.iter().any(Shop::is_at_work);
    let several = causes.into_iter().filter(|cause| cause.count > 1);
    let told = several.map(|cause| Cause {
        text: frame.words.sentences(&cause.outcome.sentences()),
        count: figure::count(frame.words, cause.count),
        can_retry: is_at_work && frame.can_change(),
        cause: cause.cause,
    });
    Ok(told.collect())
}

fn shop_choice(frame: &Frame, shops: &[Shop], asked: &Asked) -> Choice {
    let all = (String::new(), frame.say("orders-all-shops"));
    let shops = shops
        .iter()
        .map(|shop| (shop.id.to_string(), shop.name.clone()));
    let options = std::iter::once(all).chain(shops).collect();
    Choice::new("shop", frame.say("orders-shop"), options).holding(&asked.shop)
}
