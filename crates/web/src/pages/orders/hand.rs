//! What a person asks of one order, each by a button of its page.
use actix_web::HttpResponse;
use app::order;

use super::pressed::Pressed;
use crate::{error::Result, flash::Flash};

/// `POST /shops/{id}/orders/{order}/exclusion`
pub(crate) async fn exclude(pressed: Pressed) -> Result<HttpResponse> {
    let (link, who) = (&pressed.link, pressed.who());
    let done = order::ignore(&pressed.ctx, &pressed.visitor.tenant, link, who).await?;
    Ok(pressed.said(done, "flash-order-excluded", &link.number))
}

/// `POST /shops/{id}/orders/{order}/exclusion/delete`
pub(crate) async fn include(pressed: Pressed) -> Result<HttpResponse> {
    let (link, who) = (&pressed.link, pressed.who());
    let done = order::include(&pressed.ctx, &pressed.visitor.tenant, link, who).await?;
    Ok(pressed.said(done, "flash-order-included", &link.number))
}

/// `POST /shops/{id}/orders/{order}/discount`
pub(crate) async fn discount(pressed: Pressed) -> Result<HttpResponse> {
    let (link, who) = (&pressed.link, pressed.who());
    order::put_on_discount(&pressed.ctx, &pressed.visitor.tenant, link, who).await?;
    Ok(pressed.told(&Flash::good("flash-order-discount")))
}
