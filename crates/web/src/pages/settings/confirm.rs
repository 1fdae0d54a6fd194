//! Before another master of products is taken: what it means, by what both sides have now.
use actix_web::HttpResponse;
use app::product::{self, Meaning};
use askama::Template;
use domain::{ProductMaster, Rules};
use store::shop::Shop;

use super::sent::Sent;
use crate::{
    error::Result,
    frame::{Frame, page},
    pages::{figure, shop::Head},
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "pages/settings/confirm.html")]
struct Ask {
    frame: Frame,
    head: Head,
    texts: Vec<String>,
    /// All that the form brought, to be brought again.
    fields: Vec<(String, String)>,
}

/// Nothing is saved yet.
pub(super) async fn ask(
    visitor: &Visitor,
    head: Head,
    (shop, new): (&Shop, &Rules),
    sent: &Sent,
) -> Result<HttpResponse> {
    let frame = visitor.frame.clone();
    let meaning = product::meaning(&visitor.tenant, shop.id, new.product_master).await?;
    let fields = sent.0.iter().filter(|(name, _)| name != "csrf");
    page(&Ask {
        texts: texts(&frame, new.product_master, meaning),
        fields: fields.cloned().collect(),
        head,
        frame,
    })
}

fn texts(frame: &Frame, master: ProductMaster, meaning: Meaning) -> Vec<String> {
    let count = |key: &str, count: u64| {
        let shown = figure::count(frame.words, i64::try_from(count).unwrap_or(i64::MAX));
        (count > 0).then(|| frame.about(key, "count", shown))
    };
    let (first, made, followed) = match master {
        ProductMaster::None => return vec![frame.say("settings-confirm-none")],
        ProductMaster::WooCommerce => (
            "settings-confirm-woocommerce",
            "settings-confirm-made-rackbeat",
            "settings-confirm-followed-rackbeat",
        ),
        ProductMaster::Rackbeat => (
            "settings-confirm-rackbeat",
            "settings-confirm-made-shop",
            "settings-confirm-followed-shop",
        ),
    };
    [
        Some(frame.say(first)),
        count(made, meaning.made),
        count(followed, meaning.followed),
        count("settings-confirm-claimed", meaning.claimed),
    ]
    .into_iter()
    .flatten()
    .collect()
}
