//! The owner's answers about a shop's stock.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, stock};
use serde::Deserialize;
use store::shop::{self, Shop};

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    pages::shop::parse,
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Answer {
    /// `write` or `keep`.
    answer: String,
}

/// `POST /shops/{id}/stock/approval`
pub(crate) async fn approve(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    stock::approve(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-stock-approved"))
}

/// `POST /shops/{id}/stock/hold`
pub(crate) async fn answer(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Answer>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let (write, key) = match &*form.answer {
        "write" => (true, "flash-stock-hold-written"),
        "keep" => (false, "flash-stock-hold-kept"),
        _ => return Err(Error::NotFound),
    };
    stock::answer_hold(&ctx, &visitor.tenant, shop.id, (visitor.name(), write)).await?;
    Ok(back(&request, &shop, key))
}

/// `POST /shops/{id}/stock/comparison`
pub(crate) async fn compare(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    stock::compare_now(&ctx, &visitor.tenant, shop.id).await?;
    Ok(back(&request, &shop, "flash-stock-compare"))
}

/// `POST /shops/{id}/stock/management`
pub(crate) async fn manage(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    stock::manage(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-stock-managed"))
}

async fn own(visitor: &Visitor, id: &str) -> Result<Shop> {
    Ok(shop::find(&visitor.tenant, parse(id)?).await?)
}

fn back(request: &HttpRequest, shop: &Shop, key: &str) -> HttpResponse {
    told(
        request,
        &format!("/shops/{}/stock", shop.id),
        &Flash::good(key),
    )
}
