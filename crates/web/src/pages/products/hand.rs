//! What the owner does about products: ties, hands over, makes anew, tries again.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, index, product};
use serde::Deserialize;
use store::{
    ShopId,
    shop::{self},
};

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    pages::shop::parse,
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Number {
    #[serde(default)]
    number: String,
}

#[derive(Deserialize)]
pub(crate) struct Lines {
    #[serde(default)]
    lines: String,
}

/// `POST /shops/{shop}/products/{product}/link`
pub(crate) async fn tie(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
    form: Form<Number>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &path.0).await?;
    let product = path.1.parse().map_err(|_| Error::NotFound)?;
    let number = form.number.trim();
    let who = visitor.name();
    let is_tied = index::tie(&ctx, &visitor.tenant, (shop, product), number, who).await?;
    let flash = match is_tied {
        true => Flash::good("flash-stock-tied"),
        false => Flash::bad("flash-stock-not-tied"),
    };
    let back = format!("/shops/{shop}/products?show=too_long");
    Ok(told(&request, &back, &flash.about(number)))
}

/// `POST /shops/{shop}/products/links`
pub(crate) async fn tie_lines(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Lines>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let who = visitor.name();
    let file = form.lines.as_bytes();
    let tied = product::tie_lines(&ctx, &visitor.tenant, (shop, who), file).await?;
    let flash = match tied {
        None => Flash::bad("flash-products-unreadable"),
        Some(tied) => {
            let good = |line: &&product::Line| matches!(line, product::Line::Tied { .. });
            let good = tied.lines.iter().filter(good).count();
            match tied
                .lines
                .iter()
                .find(|line| !matches!(line, product::Line::Tied { .. }))
            {
                None => Flash::good("flash-products-tied").about(&good.to_string()),
                Some(first) => {
                    let (key, what) = fault(first);
                    Flash::bad(key).about(&what)
                }
            }
        }
    };
    Ok(told(&request, &format!("/shops/{shop}/products"), &flash))
}

/// `POST /shops/{shop}/products/handover`
pub(crate) async fn hand_over(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Number>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let (number, who) = (form.number.as_str(), visitor.name());
    let done = product::hand_over(&ctx, &visitor.tenant, (shop, number), who).await?;
    Ok(back(
        &request,
        shop,
        ("flash-products-handed-over", done),
        number,
    ))
}

/// `POST /shops/{shop}/products/copies`
pub(crate) async fn make_again(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Number>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let done = product::make_again(&ctx, &visitor.tenant, shop, &form.number).await?;
    Ok(back(
        &request,
        shop,
        ("flash-products-made-again", done),
        &form.number,
    ))
}

/// `POST /shops/{shop}/products/retries`
pub(crate) async fn retry(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Number>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let done = product::retry(&ctx, &visitor.tenant, shop, &form.number).await?;
    Ok(back(
        &request,
        shop,
        ("flash-products-retried", done),
        &form.number,
    ))
}

async fn own(visitor: &Visitor, id: &str) -> Result<ShopId> {
    Ok(shop::find(&visitor.tenant, parse(id)?).await?.id)
}

/// What was wrong with the first line that was not tied, and which it was.
fn fault(line: &product::Line) -> (&'static str, String) {
    match line {
        product::Line::Unreadable { line } => ("flash-products-line-unreadable", line.to_string()),
        product::Line::UnknownSku { sku } => ("flash-products-line-sku", sku.clone()),
        product::Line::UnknownNumber { number, .. } => {
            ("flash-products-line-number", number.clone())
        }
        product::Line::Tied { sku, .. } => ("flash-products-tied", sku.clone()),
    }
}

fn back(
    request: &HttpRequest,
    shop: ShopId,
    (key, done): (&'static str, bool),
    number: &str,
) -> HttpResponse {
    let flash = match done {
        true => Flash::good(key),
        false => Flash::bad("flash-products-otherwise"),
    };
    told(
        request,
        &format!("/shops/{shop}/products"),
        &flash.about(number),
    )
}
