//! The way from an empty account to one that sells: each step can be left and taken up again.
use actix_web::HttpResponse;
use askama::Template;
use store::{agreement, agreement::Agreement, import, rules, shop};

use crate::{
    error::Result,
    frame::{Frame, page},
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "pages/onboarding/show.html")]
struct Show {
    frame: Frame,
    steps: Vec<Step>,
}

struct Step {
    title: String,
    text: String,
    button: String,
    address: String,
    /// The stock list, for who needs nothing before it.
    also: Option<String>,
    is_done: bool,
    /// The first that is not done.
    is_next: bool,
}

/// `GET /onboarding`
pub(crate) async fn show(visitor: Visitor) -> Result<HttpResponse> {
    let agreement = match agreement::find(&visitor.tenant).await {
        Err(store::Error::NotFound) => None,
        found => Some(found?).filter(Agreement::is_connected),
    };
    let shops = shop::connected(&visitor.tenant).await?;
    let shop = shops.first();
    let below = |page: &str| match shop {
        Some(shop) => format!("/shops/{}/{page}", shop.id),
        None => "/shops/new".to_owned(),
    };
    let to_shops = shop.map_or("/shops/new", |_| "/shops");
    let approved = shop.is_some_and(|shop| shop.stock_approved_at.is_some());
    let settled = shop.is_some_and(|shop| shop.import_settled_at.is_some());
    let chosen = match shop {
        Some(shop) => {
            let is_begun = import::latest(&visitor.tenant, shop.id).await?.is_some();
            approved || settled || is_begun || rules::are_saved(&visitor.tenant, shop.id).await?
        }
        None => false,
    };
    let frame = visitor.frame.clone();
    let step = |words: [&str; 3], address: String, is_done: bool| Step {
        title: frame.say(words[0]),
        text: frame.say(words[1]),
        button: frame.say(if is_done { "onboarding-look" } else { words[2] }),
        address,
        also: None,
        is_done,
        is_next: false,
    };
    let mut steps = vec![
        step(RACKBEAT, "/rackbeat".to_owned(), agreement.is_some()),
        step(SHOP, to_shops.to_owned(), shop.is_some()),
        step(SETTINGS, below("settings"), chosen),
        match settled || approved {
            true => step(STOCK, below("stock"), approved),
            false => Step {
                also: shop.map(|_| below("stock")),
                ..step(IMPORT, below("import"), false)
            },
        },
    ];
    if let Some(next) = steps.iter_mut().find(|step| !step.is_done) {
        next.is_next = true;
    }
    page(&Show { frame, steps })
}

const RACKBEAT: [&str; 3] = [
    "onboarding-rackbeat",
    "onboarding-rackbeat-text",
    "onboarding-rackbeat-button",
];
const SHOP: [&str; 3] = [
    "onboarding-shop",
    "onboarding-shop-text",
    "onboarding-shop-button",
];
const SETTINGS: [&str; 3] = [
    "onboarding-settings",
    "onboarding-settings-text",
    "onboarding-settings-button",
];
const IMPORT: [&str; 3] = [
    "onboarding-import",
    "onboarding-import-text",
    "onboarding-import-button",
];
const STOCK: [&str; 3] = [
    "onboarding-stock",
    "onboarding-stock-text",
    "onboarding-stock-button",
];
