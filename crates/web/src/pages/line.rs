//! A line of the log as a page shows it: what happened, why, what to do, and where.
use domain::{Outcome, Refusal, Side, State};
use store::{ShopId, inbox::Kind, outcome::Entry, shop::Shop};

use super::{address::with_query, badge::Badge};
use crate::frame::Frame;

pub(crate) struct Line {
    /// RFC 3339, and as people read it.
    pub time: String,
    pub at: String,
    pub badge: Badge,
    pub text: String,
    pub remedy: Option<String>,
    pub who: Option<String>,
    /// The shop's name; `None` for what concerns Rackbeat.
    pub shop: Option<String>,
    pub places: Vec<Place>,
    pub again: Option<Again>,
}

/// Where to go to see it or put it right.
pub(crate) struct Place {
    pub address: String,
    pub words: String,
}

/// What the button "try again" sends, and the cause that others may share.
pub(crate) struct Again {
    pub shop: String,
    pub kind: &'static str,
    pub subject: String,
    pub cause: Option<String>,
}

pub(crate) fn lines(frame: &Frame, shops: &[Shop], entries: &[Entry]) -> Vec<Line> {
    let line = |entry: &Entry| {
        let shop = shops.iter().find(|shop| shop.id == entry.shop);
        line(frame, shop, entry)
    };
    entries.iter().map(line).collect()
}

fn line(frame: &Frame, shop: Option<&Shop>, entry: &Entry) -> Line {
    let outcome = &entry.outcome;
    Line {
        time: entry.at.to_rfc3339(),
        at: frame.moment(&entry.at),
        badge: Badge::of(frame, outcome.state()),
        text: frame.words.sentences(&outcome.sentences()),
        remedy: outcome.remedy_key().map(|key| frame.say(key)),
        who: entry.who.clone(),
        shop: shop.map(|shop| shop.name.clone()),
        places: places(frame, shop, entry),
        again: again(frame, shop, entry),
    }
}

/// A person's way from the line to what it is about.
fn places(frame: &Frame, shop: Option<&Shop>, entry: &Entry) -> Vec<Place> {
    let place = |address: String, key: &str| Place {
        address,
        words: frame.say(key),
    };
    let Some(shop) = shop else {
        return vec![place("/rackbeat".to_owned(), "line-to-rackbeat")];
    };
    let own = format!("/shops/{}", shop.id);
    let mut places = vec![match entry.kind {
        Some(Kind::Order) if entry.subject.is_empty() => {
            place(format!("{own}/orders"), "line-to-orders")
        }
        Some(Kind::Order) => place(format!("{own}/orders/{}", entry.subject), "line-to-order"),
        Some(Kind::Hooks | Kind::Shipment | Kind::Parcel) | None => {
            place(own.clone(), "line-to-shop")
        }
        Some(Kind::Product | Kind::Register | Kind::Pull) => {
            place(products(&own, entry), "line-to-products")
        }
        Some(Kind::Import) => place(format!("{own}/import"), "line-to-import"),
        Some(Kind::OldOrders) => place(format!("{own}/old-orders"), "line-to-old-orders"),
        Some(_) => place(format!("{own}/stock"), "line-to-stock"),
    }];
    places.extend(remedy_place(frame, shop, &entry.outcome));
    places
}

/// The products that stand as the line says, or the one that it is about.
fn products(own: &str, entry: &Entry) -> String {
    let show = match entry.outcome.state() {
        State::NotSent => "not_sent",
        State::Failed => "failed",
        _ => "",
    };
    // A shop's product is known by an id there, and nobody searches for that.
    let sought = match entry.kind {
        Some(Kind::Register | Kind::Pull) => entry.subject.as_str(),
        _ => "",
    };
    let asked = [("show", show), ("search", sought)];
    with_query(&format!("{own}/products"), &asked)
}

/// Where the thing that stands in the way is put right.
pub(crate) fn remedy_place(frame: &Frame, shop: &Shop, outcome: &Outcome) -> Option<Place> {
    let own = format!("/shops/{}", shop.id);
    let (address, key) = match outcome {
        Outcome::Parked { side, .. } => (side_address(*side, &own), "line-to-check"),
        _ => match outcome.refusal()? {
            Refusal::MissingSetting { setting } => (
                format!("{own}/settings#{}", setting.name()),
                "line-to-setting",
            ),
            Refusal::NotConnected { side } => (side_address(*side, &own), "line-to-connection"),
            Refusal::LineWithoutSku { name } => (in_shop(shop, name), "line-to-product"),
            Refusal::SkuTooLong { sku, .. }
            | Refusal::UnknownSku { sku, .. }
            | Refusal::AmbiguousSku { sku, .. }
            | Refusal::SkuDiffersInCase { sku, .. } => (in_shop(shop, sku), "line-to-product"),
            _ => return None,
        },
    };
    let words = frame.say(key);
    Some(Place { address, words })
}

fn side_address(side: Side, own: &str) -> String {
    match side {
        Side::Shop => format!("{own}/check"),
        Side::Rackbeat => "/rackbeat".to_owned(),
    }
}

/// The search among the shop's products in its own back office.
fn in_shop(shop: &Shop, sought: &str) -> String {
    let sought: String = url::form_urlencoded::byte_serialize(sought.as_bytes()).collect();
    format!(
        "{}wp-admin/edit.php?post_type=product&s={sought}",
        shop.home
    )
}

/// Only what did not go well, and only where somebody is at work on it.
fn again(frame: &Frame, shop: Option<&Shop>, entry: &Entry) -> Option<Again> {
    let is_open = matches!(
        entry.outcome.state(),
        State::NotSent | State::Failed | State::Waiting
    );
    let is_at_work = shop.is_none_or(Shop::is_at_work);
    let is_offered = is_open && is_at_work && !waits_for_answer(&entry.outcome);
    let kind = entry.kind.filter(|_| is_offered && frame.can_change())?;
    if kind == Kind::Order && entry.subject.is_empty() {
        return None;
    }
    Some(Again {
        shop: shop.map_or(ShopId::nil(), |shop| shop.id).to_string(),
        kind: kind.word(),
        subject: entry.subject.clone(),
        cause: entry.outcome.cause().filter(|_| kind == Kind::Order),
    })
}

/// Another try changes nothing: a person must answer, or the other side must.
fn waits_for_answer(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::StockAwaitsApproval { .. }
            | Outcome::StockHeld { .. }
            | Outcome::OtherIntegration { .. }
            | Outcome::Parked { .. }
            | Outcome::OrdersLeft { .. }
            | Outcome::ShopUncovered { .. }
    )
}
