//! The button "try again", for one thing or for all that wait for the same.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form},
};
use app::{Ctx, inbox, order};
use serde::Deserialize;
use store::{
    ShopId,
    inbox::{Kind, NewMessage},
    order_link, shop,
};

use crate::{
    error::{Error, Result},
    flash::{Flash, own_path, told},
    visitor::Visitor,
};

/// No SKU and no id is longer.
const SUBJECT_MAX: usize = 100;

#[derive(Deserialize)]
pub(crate) struct One {
    /// Nil for what concerns Rackbeat.
    shop: String,
    kind: String,
    subject: String,
    back: String,
}

#[derive(Deserialize)]
pub(crate) struct Cause {
    cause: String,
    back: String,
}

/// `POST /retries`
pub(crate) async fn create(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<One>,
) -> Result<HttpResponse> {
    let message = message(&visitor, &form).await?;
    inbox::hurry(&ctx, &visitor.tenant, message).await?;
    let flash = Flash::good("flash-retry");
    Ok(told(&request, own_path(&form.back), &flash))
}

/// `POST /retries/all`
pub(crate) async fn create_all(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<Cause>,
) -> Result<HttpResponse> {
    let count = order::retry_cause(&ctx, &visitor.tenant, &form.cause).await?;
    let flash = Flash::good("flash-retry-all").about(&count.to_string());
    Ok(told(&request, own_path(&form.back), &flash))
}

/// Only about what is the visitor's own.
async fn message(visitor: &Visitor, form: &One) -> Result<NewMessage> {
    let shop = form.shop.parse::<ShopId>().map_err(|_| Error::NotFound)?;
    let kind = Kind::parse(&form.kind).ok_or(Error::NotFound)?;
    if !shop.is_nil() {
        shop::find(&visitor.tenant, shop).await?;
    }
    if kind == Kind::Order {
        let id = form.subject.parse().map_err(|_| Error::NotFound)?;
        let link = order_link::find(&visitor.tenant, shop, id).await?;
        link.ok_or(Error::NotFound)?;
    }
    if form.subject.len() > SUBJECT_MAX {
        return Err(Error::NotFound);
    }
    Ok(NewMessage::new(visitor.tenant.account(), shop, kind).about(&form.subject))
}
