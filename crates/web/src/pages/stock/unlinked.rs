//! Products of the shop that are tied to no number in Rackbeat, each with why.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path, Query},
};
use app::{Ctx, index};
use askama::Template;
use domain::link::Tie;
use serde::Deserialize;
use store::{
    ProductLinkId, ShopId, Tenant,
    product_link::{self, Filter, ProductLink},
    shop::{self, Shop},
};

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    form::Choice,
    frame::{Frame, page},
    pages::{
        address::with_query,
        badge::Badge,
        shop::{Head, Tab, parse},
    },
    visitor::Visitor,
};

/// Products on a page.
const LIMIT: u32 = 100;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    why: String,
    after: String,
    after_id: String,
}

#[derive(Template)]
#[template(path = "pages/stock/unlinked.html")]
struct List {
    frame: Frame,
    head: Head,
    filter: Choice,
    rows: Vec<Row>,
    next: Option<String>,
    /// The SKU cannot be a number in Rackbeat, so a person may say which one it is.
    can_tie: bool,
}

#[derive(Deserialize)]
pub(crate) struct Number {
    number: String,
}

struct Row {
    product: i64,
    name: String,
    sku: String,
    badge: Badge,
    text: String,
    /// In the shop's own back office.
    address: String,
}

/// Why a product is on the list: its word in a row, its short name and its sentence.
const WHY: [(Tie, &str, &str); 5] = [
    (Tie::NoSku, "stock-no-sku", "stock-no-sku-text"),
    (Tie::Unknown, "stock-unknown", "stock-unknown-text"),
    (Tie::DiffersInCase, "stock-differs", "stock-differs-text"),
    (Tie::TooLong, "stock-too-long", "stock-too-long-text"),
    (Tie::Duplicate, "stock-duplicate", "stock-duplicate-text"),
];

/// How many there are for any of these reasons.
pub(super) async fn count(tenant: &Tenant, shop: ShopId) -> Result<u64> {
    let counts = product_link::counts(tenant, shop).await?;
    let fits = counts.into_iter().filter(|(tie, _)| why(*tie).is_some());
    Ok(fits.map(|(_, count)| count).sum())
}

/// `GET /shops/{id}/stock/unlinked`
pub(crate) async fn list(
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Stock).await?;
    let frame = visitor.frame.clone();
    let state = chosen(&asked);
    let filter = Filter {
        state: Some(state),
        after: after(&asked)?,
        ..Filter::default()
    };
    let links = product_link::page(&visitor.tenant, shop.id, &filter, LIMIT).await?;
    page(&List {
        filter: choice(&frame).holding(state.word()),
        rows: links.iter().map(|link| row(&frame, &shop, link)).collect(),
        next: next(&shop, state, &links),
        can_tie: state == Tie::TooLong && frame.can_change() && shop.is_at_work(),
        head,
        frame,
    })
}

/// `POST /shops/{shop}/products/{product}/link`
pub(crate) async fn tie(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
    form: Form<Number>,
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&path.0)?).await?.id;
    let product = path.1.parse().map_err(|_| Error::NotFound)?;
    let number = form.number.trim();
    let who = visitor.name();
    let is_tied = index::tie(&ctx, &visitor.tenant, (shop, product), number, who).await?;
    let flash = match is_tied {
        true => Flash::good("flash-stock-tied"),
        false => Flash::bad("flash-stock-not-tied"),
    };
    let back = format!("/shops/{shop}/stock/unlinked?why=too_long");
    Ok(told(&request, &back, &flash.about(number)))
}

fn why(tie: Tie) -> Option<&'static (Tie, &'static str, &'static str)> {
    WHY.iter().find(|(known, ..)| *known == tie)
}

fn chosen(asked: &Asked) -> Tie {
    let asked = Tie::parse(&asked.why).filter(|tie| why(*tie).is_some());
    asked.unwrap_or(Tie::NoSku)
}

fn after(asked: &Asked) -> Result<Option<(String, ProductLinkId)>> {
    if asked.after_id.is_empty() {
        return Ok(None);
    }
    let id = asked.after_id.parse().map_err(|_| Error::NotFound)?;
    Ok(Some((asked.after.clone(), id)))
}

fn choice(frame: &Frame) -> Choice {
    let options = WHY.iter();
    let options = options.map(|(tie, name, _)| (tie.word().to_owned(), frame.say(name)));
    Choice::new("why", frame.say("stock-why"), options.collect())
}

fn row(frame: &Frame, shop: &Shop, link: &ProductLink) -> Row {
    let (_, name, text) = why(link.state).unwrap_or(&WHY[0]);
    let product = if link.parent_id == 0 {
        link.product_id
    } else {
        link.parent_id
    };
    Row {
        product: link.product_id,
        name: link.name.clone(),
        sku: link.sku.clone(),
        badge: Badge::new(frame, "state-act", name),
        text: frame.say(text),
        address: format!("{}wp-admin/post.php?post={product}&action=edit", shop.home),
    }
}

fn next(shop: &Shop, state: Tie, links: &[ProductLink]) -> Option<String> {
    let is_full = u32::try_from(links.len()).is_ok_and(|count| count >= LIMIT);
    let last = links.last().filter(|_| is_full)?;
    let asked = [
        ("why", state.word()),
        ("after", &last.sku.trim().to_lowercase()),
        ("after_id", &last.id.to_string()),
    ];
    Some(with_query(
        &format!("/shops/{}/stock/unlinked", shop.id),
        &asked,
    ))
}
