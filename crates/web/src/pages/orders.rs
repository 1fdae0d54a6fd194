//! Orders, of one shop or of all: how far each is, why, and what a person can do about it.
use store::{order_link, order_link::OrderLink, shop::Shop};

use super::{badge::Badge, figure, shop::parse};
use crate::{
    error::{Error, Result},
    frame::Frame,
    visitor::Visitor,
};

mod asked;
mod hand;
mod lines;
mod link;
mod list;
mod one;
mod pressed;

pub(crate) use hand::{discount, exclude, include};
pub(crate) use link::{let_go, tie};
pub(crate) use list::{all, of_shop};
pub(crate) use one::show;

/// An order as the list and its own page show it.
pub(crate) struct Row {
    pub address: String,
    /// The shop's id of it, for the button.
    pub shop_id: String,
    pub woo_id: i64,
    /// The shop's name.
    pub shop: String,
    pub number: String,
    pub placed: String,
    pub customer: String,
    pub total: String,
    pub rackbeat: Option<String>,
    pub badge: Badge,
    pub text: String,
    pub remedy: Option<String>,
    pub can_retry: bool,
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
        shop_id: link.shop.to_string(),
        woo_id: link.woo_id,
        shop: shop.name.clone(),
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
