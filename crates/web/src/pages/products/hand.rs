//! What the owner does about products: ties, hands over, makes anew, tries again.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data, Form, Path},
};
use app::{Ctx, index, product};
use serde::Deserialize;
use store::{ShopId, shop};

use super::{Asked, Pasted, filled};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    frame::faulty,
    pages::shop::{Head, Tab, parse},
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Number {
    #[serde(default)]
    number: String,
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
///
/// A file is larger than other forms may be, so its body is read here. Lines that tied nothing come back with the page.
pub(crate) async fn tie_lines(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    body: Bytes,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Products).await?;
    let lines = url::form_urlencoded::parse(&body).find(|(name, _)| name == "lines");
    let lines = lines.map(|(_, lines)| lines).unwrap_or_default();
    let whose = (shop.id, visitor.name());
    let tied = product::tie_lines(&ctx, &visitor.tenant, whose, lines.as_bytes()).await?;
    let pasted = match tied {
        Some(tied) if tied.faults.is_empty() => {
            let flash = Flash::good("flash-products-tied").about(&tied.count.to_string());
            let list = format!("/shops/{}/products", shop.id);
            return Ok(told(&request, &list, &flash));
        }
        Some(tied) => Pasted::left(&visitor.frame, &tied),
        None => Pasted::unreadable(&visitor.frame, &lines),
    };
    let asked = Asked::default();
    let mut page = filled(&visitor, (head, &shop), &asked, pasted).await?;
    // Nothing can be read at the form's own address.
    page.frame.path = format!("/shops/{}/products", shop.id);
    faulty(&page)
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
