//! What the owner asks of a synchronisation, and its list as a file.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    web::{Data, Form, Path, Query},
};
use app::{Ctx, import};
use serde::Deserialize;
use store::{
    ImportId, ShopId,
    shop::{self, Shop},
};

use super::{Asked, filter};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    pages::shop::parse,
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Approval {
    /// The preview that was seen.
    #[serde(default)]
    import: String,
    /// Rackbeat's number; empty: products alone.
    #[serde(default)]
    location: String,
}

impl Approval {
    /// What was seen, and where levels are set. `None`: no preview or no location can be called so.
    fn read(&self) -> Option<(ImportId, Option<i64>)> {
        let seen = self.import.parse().ok()?;
        match self.location.trim() {
            "" => Some((seen, None)),
            number => Some((seen, Some(number.parse().ok()?))),
        }
    }
}

/// `POST /shops/{id}/import`
pub(crate) async fn begin(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    if !shop.is_at_work() {
        return Ok(back(&request, shop.id, "flash-import-not-at-work", false));
    }
    let begun = import::preview(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(
        &request,
        shop.id,
        said(begun, "flash-import-reading"),
        begun,
    ))
}

/// `POST /shops/{id}/import/approval`
pub(crate) async fn approve(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Approval>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?.id;
    let done = match form.read() {
        Some((seen, location)) => {
            let (tenant, who) = (&visitor.tenant, visitor.name());
            import::approve(&ctx, tenant, (shop, seen), who, location).await?
        }
        None => false,
    };
    Ok(back(
        &request,
        shop,
        said(done, "flash-import-approved"),
        done,
    ))
}

/// `POST /shops/{id}/import/pause`
pub(crate) async fn pause(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?.id;
    let done = import::pause(&ctx, &visitor.tenant, shop, visitor.name()).await?;
    Ok(back(
        &request,
        shop,
        said(done, "flash-import-paused"),
        done,
    ))
}

/// `POST /shops/{id}/import/pause/delete`
pub(crate) async fn resume(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?.id;
    let done = import::resume(&ctx, &visitor.tenant, shop, visitor.name()).await?;
    Ok(back(
        &request,
        shop,
        said(done, "flash-import-resumed"),
        done,
    ))
}

/// `POST /shops/{id}/import/cancellation`
pub(crate) async fn cancel(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?.id;
    let done = import::cancel(&ctx, &visitor.tenant, shop, visitor.name()).await?;
    Ok(back(
        &request,
        shop,
        said(done, "flash-import-cancelled"),
        done,
    ))
}

/// `GET /shops/{id}/import/rows.csv`
pub(crate) async fn paper(
    ctx: Data<Ctx>,
    visitor: Visitor,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let shop = own(&visitor, &id).await?;
    let view = import::latest(&ctx, &visitor.tenant, shop.id).await?;
    let import = view.ok_or(Error::NotFound)?.import;
    let language = visitor.frame.words.language;
    let rows = import::csv(&visitor.tenant, &import, filter(&asked.show), language);
    let name = format!("attachment; filename=\"varebro-{}.csv\"", shop.code);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, name))
        .streaming(rows))
}

async fn own(visitor: &Visitor, id: &str) -> Result<Shop> {
    Ok(shop::find(&visitor.tenant, parse(id)?).await?)
}

/// Somebody was faster, or the page was old: it shows how things stand.
fn said(done: bool, key: &'static str) -> &'static str {
    if done { key } else { "flash-import-otherwise" }
}

fn back(request: &HttpRequest, shop: ShopId, key: &'static str, is_good: bool) -> HttpResponse {
    let flash = match is_good {
        true => Flash::good(key),
        false => Flash::bad(key),
    };
    told(request, &format!("/shops/{shop}/import"), &flash)
}
