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
    order_link,
    order_link::OrderLink,
    shop,
};

use super::shop::parse;
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
    /// Empty: in all shops.
    #[serde(default)]
    shop: String,
    back: String,
}

/// `POST /retries`
pub(crate) async fn create(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<One>,
) -> Result<HttpResponse> {
    match asked(&visitor, &form).await? {
        Again::Order(link) => {
            order::retry(&ctx, &visitor.tenant, &link, visitor.name()).await?;
        }
        Again::Other(message) => inbox::hurry(&ctx, &visitor.tenant, message).await?,
    }
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
    let shop = match form.shop.as_str() {
        "" => None,
        shop => Some(shop::find(&visitor.tenant, parse(shop)?).await?.id),
    };
    let asked = (form.cause.as_str(), shop);
    let count = order::retry_cause(&ctx, &visitor.tenant, asked, visitor.name()).await?;
    let flash = Flash::good("flash-retry-all").about(&count.to_string());
    Ok(told(&request, own_path(&form.back), &flash))
}

/// What is to be tried again.
enum Again {
    Order(Box<OrderLink>),
    Other(NewMessage),
}

/// Only about what is the visitor's own.
async fn asked(visitor: &Visitor, form: &One) -> Result<Again> {
    let shop = form.shop.parse::<ShopId>().map_err(|_| Error::NotFound)?;
    let kind = Kind::parse(&form.kind).ok_or(Error::NotFound)?;
    if !shop.is_nil() {
        shop::find(&visitor.tenant, shop).await?;
    }
    if kind == Kind::Order {
        let id = form.subject.parse().map_err(|_| Error::NotFound)?;
        let link = order_link::find(&visitor.tenant, shop, id).await?;
        return Ok(Again::Order(Box::new(link.ok_or(Error::NotFound)?)));
    }
    if form.subject.len() > SUBJECT_MAX {
        return Err(Error::NotFound);
    }
    let message = NewMessage::new(visitor.tenant.account(), shop, kind).about(&form.subject);
    Ok(Again::Other(message))
}
