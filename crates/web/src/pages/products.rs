//! A shop's products: which Rackbeat number each is, how it is carried, and what can be done where it is not.
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use app::product;
use askama::Template;
use domain::{ProductMaster, State, link::Tie};
use serde::Deserialize;
use store::{
    ProductLinkId, ShopId, Tenant, product_copy,
    product_link::{self, Filter},
    rules,
    shop::Shop,
};

use super::{
    address::with_query,
    badge,
    shop::{Head, Tab},
    standing,
};
use crate::{
    error::{Error, Result},
    form::{Choice, Field},
    frame::{Frame, page},
    visitor::Visitor,
};

mod hand;
mod pasted;
mod row;

pub(crate) use hand::{hand_over, make_again, retry, tie, tie_lines};
use pasted::Pasted;
use row::{Act, Row};

/// Products on a page.
const LIMIT: u32 = 100;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// How it is linked, or how it is carried; empty: all.
    show: String,
    search: String,
    /// The last one of the page before.
    after: String,
    after_id: String,
}

#[derive(Template)]
#[template(path = "pages/products/list.html")]
struct List {
    frame: Frame,
    head: Head,
    /// Who the master is, and what the owner should know.
    notes: Vec<String>,
    filter: Choice,
    search: Field,
    rows: Vec<Row>,
    next: Option<String>,
    is_narrowed: bool,
    can_change: bool,
    pasted: Pasted,
}

/// Why a product has no number: its word in a row, its short name and its sentence.
const WHY: [(Tie, &str, &str); 5] = [
    (Tie::NoSku, "stock-no-sku", "stock-no-sku-text"),
    (Tie::Unknown, "stock-unknown", "stock-unknown-text"),
    (Tie::DiffersInCase, "stock-differs", "stock-differs-text"),
    (Tie::TooLong, "stock-too-long", "stock-too-long-text"),
    (Tie::Duplicate, "stock-duplicate", "stock-duplicate-text"),
];

/// How many products there are that stand for any of these reasons.
pub(super) async fn unlinked(tenant: &Tenant, shop: ShopId) -> Result<u64> {
    let counts = product_link::counts(tenant, shop).await?;
    let fits = counts.into_iter().filter(|(tie, _)| why(*tie).is_some());
    Ok(fits.map(|(_, count)| count).sum())
}

/// `GET /shops/{id}/products`
pub(crate) async fn list(
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Products).await?;
    page(&filled(&visitor, (head, &shop), &asked, Pasted::default()).await?)
}

async fn filled(
    visitor: &Visitor,
    (head, shop): (Head, &Shop),
    asked: &Asked,
    pasted: Pasted,
) -> Result<List> {
    let frame = visitor.frame.clone();
    let can_change = frame.can_change() && shop.is_at_work();
    let rows = rows(visitor, shop, asked, can_change).await?;
    Ok(List {
        notes: notes(visitor, shop).await?,
        filter: choice(&frame).holding(&asked.show),
        search: Field::new("search", "search", frame.say("products-search"))
            .holding(&asked.search)
            .optional(),
        next: next(shop, asked, &rows),
        is_narrowed: !asked.show.is_empty() || !asked.search.is_empty(),
        rows,
        can_change,
        pasted,
        head,
        frame,
    })
}

async fn rows(visitor: &Visitor, shop: &Shop, asked: &Asked, can_change: bool) -> Result<Vec<Row>> {
    let (frame, tenant) = (&visitor.frame, &visitor.tenant);
    if let Some(state) = carried(&asked.show) {
        let filter = product_copy::Filter {
            state: Some(state),
            search: asked.search.clone(),
            after: asked.after.clone(),
        };
        let copies = product_copy::page(tenant, shop.id, &filter, LIMIT).await?;
        let row = |named| Row::of_copy(frame, shop, named, can_change);
        return Ok(copies.iter().map(row).collect());
    }
    let filter = Filter {
        state: Tie::parse(&asked.show),
        search: asked.search.clone(),
        after: after(asked)?,
    };
    let shown = product::page(tenant, shop.id, &filter, LIMIT).await?;
    let row = |one| Row::of(frame, shop, one, can_change);
    Ok(shown.iter().map(row).collect())
}

fn why(tie: Tie) -> Option<&'static (Tie, &'static str, &'static str)> {
    WHY.iter().find(|(known, ..)| *known == tie)
}

/// The states of a copy that the list may be narrowed to.
fn carried(word: &str) -> Option<State> {
    badge::state(word).filter(|state| matches!(state, State::NotSent | State::Failed))
}

fn after(asked: &Asked) -> Result<Option<(String, ProductLinkId)>> {
    if asked.after_id.is_empty() {
        return Ok(None);
    }
    let id = asked.after_id.parse().map_err(|_| Error::NotFound)?;
    Ok(Some((asked.after.clone(), id)))
}

fn choice(frame: &Frame) -> Choice {
    let mut options = vec![
        (String::new(), frame.say("products-all")),
        ("not_sent".to_owned(), frame.say("products-not-carried")),
        ("failed".to_owned(), frame.say("products-failed")),
        (Tie::Linked.word().to_owned(), frame.say("products-linked")),
    ];
    let why = WHY.iter();
    options.extend(why.map(|(tie, name, _)| (tie.word().to_owned(), frame.say(name))));
    Choice::new("show", frame.say("products-show"), options)
}

async fn notes(visitor: &Visitor, shop: &Shop) -> Result<Vec<String>> {
    let (frame, tenant) = (&visitor.frame, &visitor.tenant);
    let rules = rules::of(tenant, shop.id).await?;
    let mut notes = vec![frame.say(match rules.product_master {
        ProductMaster::None => "products-master-none",
        ProductMaster::WooCommerce => "products-master-woocommerce",
        ProductMaster::Rackbeat => "products-master-rackbeat",
    })];
    if let Some(agreement) = standing::agreement(tenant).await?
        && let Some(refusal) = product::price_off(shop, &rules, &agreement)
    {
        notes.push(frame.sentence(&refusal.sentence()));
        notes.push(frame.say(refusal.remedy_key()));
    }
    Ok(notes)
}

fn next(shop: &Shop, asked: &Asked, rows: &[Row]) -> Option<String> {
    let is_full = u32::try_from(rows.len()).is_ok_and(|count| count >= LIMIT);
    let (after, id) = &rows.last().filter(|_| is_full)?.key;
    let asked = [
        ("show", &*asked.show),
        ("search", &*asked.search),
        ("after", after),
        ("after_id", id),
    ];
    Some(with_query(&format!("/shops/{}/products", shop.id), &asked))
}
