//! One order: what it is, how far it is, every try, and the buttons.
use actix_web::{HttpResponse, web::Path};
use askama::Template;
use domain::Refusal;
use store::{
    inbox::Kind,
    order_link::{OrderLink, Stage},
    outcome,
    outcome::Filter,
    shop::Shop,
};

use super::{Row, find, row};
use crate::{
    error::Result,
    frame::{Frame, page},
    pages::{
        line::{Line, Place, lines, remedy_place},
        shop::{Head, Tab},
    },
    visitor::Visitor,
};

/// Lines of one order's log; none has more for long.
const LINES: u32 = 100;

#[derive(Template)]
#[template(path = "pages/orders/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    order: Row,
    facts: Vec<(String, String)>,
    next_try: Option<String>,
    places: Vec<Place>,
    lines: Vec<Line>,
    shows_shop: bool,
    back: String,
    can_exclude: bool,
    can_discount: bool,
}

/// `GET /shops/{id}/orders/{order}`
pub(crate) async fn show(visitor: Visitor, path: Path<(String, String)>) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &path.0, Tab::Orders).await?;
    let link = find(&visitor, &path).await?;
    let filter = Filter {
        shop: Some(shop.id),
        subject: Some((Kind::Order, link.woo_id.to_string())),
        ..Filter::default()
    };
    let entries = outcome::latest(&visitor.tenant, &filter, LINES).await?;
    let frame = visitor.frame.clone();
    let order = row(&frame, &shop, &link);
    let is_at_work = shop.is_at_work() && frame.can_change();
    page(&Show {
        facts: facts(&frame, &shop, &link),
        next_try: link
            .next_try_at
            .map(|at| frame.about("order-next-try", "at", at.to_rfc3339())),
        places: places(&frame, &shop, &link),
        lines: without_buttons(lines(&frame, std::slice::from_ref(&shop), &entries)),
        shows_shop: false,
        back: order.address.clone(),
        can_exclude: is_at_work && can_exclude(&link),
        can_discount: is_at_work && can_discount(&link),
        order,
        head,
        frame,
    })
}

/// Only what is not in Rackbeat can still be left out.
fn can_exclude(link: &OrderLink) -> bool {
    link.stage == Stage::Seen && link.ignored_at.is_none() && !link.is_old
}

fn can_discount(link: &OrderLink) -> bool {
    let refusal = link.result.as_ref().and_then(domain::Outcome::refusal);
    matches!(refusal, Some(Refusal::TotalBelowLines { .. })) && !link.put_on_discount
}

fn facts(frame: &Frame, shop: &Shop, link: &OrderLink) -> Vec<(String, String)> {
    let facts = app::shop::facts(shop);
    let label = facts
        .statuses
        .iter()
        .find(|label| label.status == link.status);
    let status = label.map_or(&link.status, |label| &label.label);
    let number = link.rackbeat_number.map(|number| number.to_string());
    [
        ("order-status", status.clone()),
        ("order-reference", link.reference.clone()),
        ("order-in-rackbeat", number.unwrap_or_default()),
        ("order-seen", frame.moment(&link.seen_at)),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| (frame.say(key), value))
    .collect()
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
