//! What a person asks of one order, each by a button of its page.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use app::{Ctx, order};

use super::{find, own};
use crate::{
    error::Result,
    flash::{Flash, told},
    visitor::Visitor,
};

/// `POST /shops/{id}/orders/{order}/exclusion`
pub(crate) async fn exclude(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    let done = order::ignore(&ctx, &visitor.tenant, &link, visitor.name()).await?;
    let flash = said(done, "flash-order-excluded").about(&link.number);
    Ok(told(&request, &own(&link), &flash))
}

/// `POST /shops/{id}/orders/{order}/exclusion/delete`
pub(crate) async fn include(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    let done = order::include(&ctx, &visitor.tenant, &link, visitor.name()).await?;
    let flash = said(done, "flash-order-included").about(&link.number);
    Ok(told(&request, &own(&link), &flash))
}

/// `POST /shops/{id}/orders/{order}/discount`
pub(crate) async fn discount(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let link = find(&visitor, &path).await?;
    order::put_on_discount(&ctx, &visitor.tenant, &link, visitor.name()).await?;
    let flash = Flash::good("flash-order-discount");
    Ok(told(&request, &own(&link), &flash))
}

/// Somebody was faster, or the page was old: it shows how things stand.
pub(super) fn said(done: bool, key: &str) -> Flash {
    match done {
        true => Flash::good(key),
        false => Flash::bad("flash-order-otherwise"),
    }
}
