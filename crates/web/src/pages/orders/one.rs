//! One order: how it stands on both sides, everything that happened to it, and what can be done now.
use actix_web::{HttpResponse, web::Path};
use askama::Template;
use store::{
    inbox::Kind,
    order_line,
    order_link::{OrderLink, Stage},
    order_parcel, order_refund, outcome,
    outcome::Filter,
    shop::Shop,
};

use super::{
    Row, find,
    lines::{self, Goods},
    row,
};
use crate::{
    error::Result,
    frame::{Frame, page},
    pages::{
        line::{Line, Place, lines, remedy_place},
        shop::{Head, Tab},
    },
    visitor::Visitor,
};

mod acts;
mod after;
mod sums;

use acts::Acts;
use after::After;
use sums::Compared;

/// Lines of one order's log; none has more for long.
const LINES: u32 = 200;

#[derive(Template)]
#[template(path = "pages/orders/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    order: Row,
    next_try: Option<String>,
    /// Each side's facts, named.
    in_shop: Vec<(String, String)>,
    in_rackbeat: Vec<(String, String)>,
    /// How far it is there, in a sentence.
    stage: String,
    goods: Vec<Goods>,
    /// `None`: Rackbeat's sums are not known yet.
    compared: Option<Compared>,
    parcels: Vec<After>,
    refunds: Vec<After>,
    places: Vec<Place>,
    /// The oldest first.
    lines: Vec<Line>,
    shows_shop: bool,
    back: String,
    acts: Acts,
}

/// `GET /shops/{id}/orders/{order}`
pub(crate) async fn show(visitor: Visitor, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &path.0, Tab::Orders).await?;
    let link = find(&visitor, &path).await?;
    let tenant = &visitor.tenant;
    let filter = Filter {
        shop: Some(shop.id),
        subject: Some((Kind::Order, link.woo_id.to_string())),
        ..Filter::default()
    };
    let mut entries = outcome::latest(tenant, &filter, LINES).await?;
    entries.reverse();
    let sold = order_line::of(tenant, link.id).await?;
    let frame = visitor.frame.clone();
    let order = row(&frame, &shop, &link);
    page(&Show {
        next_try: link
            .next_try_at
            .map(|at| frame.about("order-next-try", "at", at.to_rfc3339())),
        in_shop: in_shop(&frame, &shop, &order, &link),
        in_rackbeat: in_rackbeat(&frame, &link),
        stage: stage(&frame, &link),
        goods: lines::goods(&frame, &link, &sold),
        compared: link.sums.as_ref().map(|sums| Compared::of(&frame, sums)),
        parcels: after::parcels(&frame, &order_parcel::noticed(tenant, link.id).await?),
        refunds: after::refunds(&frame, &link, &order_refund::of(tenant, link.id).await?),
        places: places(&frame, &shop, &link),
        lines: without_buttons(lines(&frame, std::slice::from_ref(&shop), &entries)),
        shows_shop: false,
        back: order.address.clone(),
        acts: Acts::of(&frame, &shop, &link),
        order,
        head,
        frame,
    })
}

fn in_shop(frame: &Frame, shop: &Shop, order: &Row, link: &OrderLink) -> Vec<(String, String)> {
    named(
        frame,
        [
            ("order-status", status(frame, shop, link)),
            ("orders-placed", order.placed.clone()),
            ("orders-customer", order.customer.clone()),
            ("orders-total", order.total.clone()),
            ("order-seen", frame.moment(&link.seen_at)),
        ],
    )
}

/// By the shop's own label.
fn status(frame: &Frame, shop: &Shop, link: &OrderLink) -> String {
    if link.status == "gone" {
        return frame.say("order-status-gone");
    }
    let facts = app::shop::facts(shop);
    let mut labels = facts.statuses.iter();
    let label = labels.find(|label| label.status == link.status);
    label.map_or(&link.status, |label| &label.label).clone()
}

fn in_rackbeat(frame: &Frame, link: &OrderLink) -> Vec<(String, String)> {
    let number = link.rackbeat_number.map(|number| number.to_string());
    let reference = link.rackbeat_number.map(|_| link.reference.clone());
    named(
        frame,
        [
            ("order-in-rackbeat", number.unwrap_or_default()),
            ("order-reference", reference.unwrap_or_default()),
        ],
    )
}

fn named<const N: usize>(frame: &Frame, facts: [(&str, String); N]) -> Vec<(String, String)> {
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts.map(|(key, value)| (frame.say(key), value)).collect()
}

fn stage(frame: &Frame, link: &OrderLink) -> String {
    let key = match link.stage {
        _ if link.dropped_at.is_some() => "order-stage-dropped",
        Stage::Seen if link.ignored_at.is_some() => "order-stage-left-out",
        Stage::Seen if link.is_old => "order-stage-old",
        Stage::Seen => "order-stage-seen",
        Stage::Claimed => "order-stage-claimed",
        Stage::Created => "order-stage-created",
        Stage::Booked => "order-stage-booked",
        Stage::Shipped => "order-stage-shipped",
        Stage::Invoiced => "order-stage-invoiced",
        Stage::Released => "order-stage-released",
    };
    frame.say(key)
}

fn places(frame: &Frame, shop: &Shop, link: &OrderLink) -> Vec<Place> {
    let in_shop = Place {
        address: format!(
            "{}wp-admin/post.php?post={}&action=edit",
            shop.home, link.woo_id
        ),
        words: frame.say("order-in-shop"),
    };
    let result = link.result.as_ref();
    let remedy = result.and_then(|result| remedy_place(frame, shop, result));
    remedy.into_iter().chain([in_shop]).collect()
}

/// The page has its own buttons, and its lines all lead here.
fn without_buttons(mut lines: Vec<Line>) -> Vec<Line> {
    for line in &mut lines {
        line.again = None;
        line.places.clear();
    }
    lines
}
