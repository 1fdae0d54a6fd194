//! What the owner asks about old orders: to count them, to take them along, to stop.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{
    Ctx,
    old_order::{self, Choice},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::Deserialize;
use store::{OldOrderRunId, rules, shop, shop::Shop};

use crate::{
    error::Result,
    flash::{Flash, told},
    pages::shop::parse,
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Asked {
    /// `open` or `since`.
    #[serde(default)]
    which: String,
    /// As a date field sends it: `2026-01-31`.
    #[serde(default)]
    since: String,
    /// Ticked: those too that the shop is done with.
    #[serde(default)]
    completed: String,
}

#[derive(Deserialize)]
pub(crate) struct Approval {
    /// The count that was seen.
    #[serde(default)]
    run: String,
}

/// `POST /shops/{id}/old-orders`
pub(crate) async fn begin(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Asked>),
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&id)?).await?;
    if !shop.is_at_work() {
        return Ok(back(&request, &shop, "flash-import-not-at-work", false));
    }
    let own = rules::of(&visitor.tenant, shop.id).await?;
    let Some(choice) = form.choice(&shop, own.starts("completed")) else {
        return Ok(back(&request, &shop, "flash-old-orders-no-date", false));
    };
    let asked = (shop.id, choice);
    let begun = old_order::preview(&ctx, &visitor.tenant, asked, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-old-orders-counting", begun))
}

/// `POST /shops/{id}/old-orders/approval`
pub(crate) async fn approve(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Approval>),
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&id)?).await?;
    let done = match form.run.parse::<OldOrderRunId>() {
        Ok(seen) => {
            let (tenant, who) = (&visitor.tenant, visitor.name());
            old_order::approve(&ctx, tenant, (shop.id, seen), who).await?
        }
        Err(_) => false,
    };
    Ok(back(&request, &shop, "flash-old-orders-approved", done))
}

/// `POST /shops/{id}/old-orders/cancellation`
pub(crate) async fn cancel(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, parse(&id)?).await?;
    let done = old_order::cancel(&ctx, &visitor.tenant, shop.id, visitor.name()).await?;
    Ok(back(&request, &shop, "flash-old-orders-stopped", done))
}

impl Asked {
    /// `None`: no date that lies before the shop was connected.
    fn choice(&self, shop: &Shop, may_be_completed: bool) -> Option<Choice> {
        if self.which != "since" {
            return Some(Choice {
                since: None,
                with_completed: false,
            });
        }
        let day = self.since.trim().parse::<NaiveDate>().ok()?;
        let zone = app::shop::facts(shop).zone();
        let begins = zone.from_local_datetime(&day.and_time(NaiveTime::MIN));
        let since: DateTime<Utc> = begins.earliest()?.to_utc();
        (since < shop.connected_at).then_some(Choice {
            since: Some(since),
            with_completed: may_be_completed && !self.completed.is_empty(),
        })
    }
}

fn back(request: &HttpRequest, shop: &Shop, key: &str, is_good: bool) -> HttpResponse {
    let flash = match is_good {
        true => Flash::good(key),
        false if key.ends_with("no-date") || key.ends_with("not-at-work") => Flash::bad(key),
        false => Flash::bad("flash-import-otherwise"),
    };
    told(request, &format!("/shops/{}/old-orders", shop.id), &flash)
}
