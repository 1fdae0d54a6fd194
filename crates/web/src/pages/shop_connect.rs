//! Connecting a shop: its address, then one click in the shop or two pasted keys.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path, Query},
};
use app::{
    Ctx, Hindrance,
    shop::{Connection, Facts, Found, connect, find, finish_auth, replace_keys},
};
use askama::Template;
use serde::Deserialize;

use super::{
    hindered::{Notice, hindrance},
    shop_check::Point,
    shop_keys::{Pasted, keys_of},
    subscription::next,
};
use crate::{
    error::Result,
    flash::{Flash, see_other, told},
    form::Field,
    frame::{Frame, faulty, page},
    headers::may_lead_away,
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Address {
    address: String,
}

#[derive(Deserialize)]
pub(crate) struct Return {
    #[serde(default)]
    success: String,
}

#[derive(Template)]
#[template(path = "pages/shop_connect/new.html")]
struct New {
    frame: Frame,
    address: Field,
    notice: Option<Notice>,
    /// A better address, taken with one click.
    proposal: Option<String>,
    /// What the shop will cost.
    cost: String,
}

#[derive(Template)]
#[template(path = "pages/shop_connect/found.html")]
struct Reached {
    frame: Frame,
    name: String,
    address: String,
    pasted: Pasted,
    notice: Option<Notice>,
    /// What must be put right first, if the check got that far.
    points: Vec<Point>,
    cost: String,
}

/// `GET /shops/new`
pub(crate) async fn new(ctx: Data<Ctx>, visitor: Visitor) -> Result<HttpResponse> {
    page(&asked(&ctx, &visitor, "", None).await?)
}

/// `POST /shops/new` looks whether a shop is there.
pub(crate) async fn look(
    ctx: Data<Ctx>,
    visitor: Visitor,
    form: Form<Address>,
) -> Result<HttpResponse> {
    match find(&ctx, &form.address).await {
        Ok(found) => {
            let answer = page(&reached(&ctx, &visitor, &found, (None, None)).await?)?;
            Ok(may_lead_away(answer))
        }
        Err(stopped) => {
            let hindrance = hindrance(stopped)?;
            faulty(&asked(&ctx, &visitor, &form.address, Some(&hindrance)).await?)
        }
    }
}

/// `POST /shops/new/click` sends the visitor to the shop, where they approve.
pub(crate) async fn click(
    ctx: Data<Ctx>,
    visitor: Visitor,
    form: Form<Address>,
) -> Result<HttpResponse> {
    let begun = async {
        let found = find(&ctx, &form.address).await?;
        app::shop::begin_auth(&ctx, &visitor.tenant, &found.site, None).await
    };
    match begun.await {
        Ok(url) => Ok(may_lead_away(see_other(url.as_str()))),
        Err(stopped) => {
            let hindrance = hindrance(stopped)?;
            faulty(&asked(&ctx, &visitor, &form.address, Some(&hindrance)).await?)
        }
    }
}

/// `POST /shops/new/keys`
pub(crate) async fn paste(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<super::shop_keys::Keys>,
) -> Result<HttpResponse> {
    let found = match find(&ctx, &form.address).await {
        Ok(found) => found,
        Err(stopped) => {
            let hindrance = hindrance(stopped)?;
            return faulty(&asked(&ctx, &visitor, &form.address, Some(&hindrance)).await?);
        }
    };
    let tried = async {
        let keys = keys_of(&form)?;
        connect(&ctx, &visitor.tenant, visitor.name(), &found, keys).await
    };
    match tried.await {
        Ok(connection) => connected(&ctx, &visitor, &request, (&found, connection)).await,
        Err(stopped) => {
            let hindrance = hindrance(stopped)?;
            let again = reached(&ctx, &visitor, &found, (Some(&hindrance), None)).await?;
            Ok(may_lead_away(faulty(&again)?))
        }
    }
}

/// `GET /connect/woo/{state}/return`: the visitor comes back from the shop, which has handed us its keys meanwhile.
pub(crate) async fn back(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<String>,
    query: Query<Return>,
) -> Result<HttpResponse> {
    let (tenant, who) = (&visitor.tenant, visitor.name());
    let brought = match finish_auth(&ctx, tenant, &path, query.success == "1").await {
        Ok(brought) => brought,
        Err(stopped) => {
            let hindrance = hindrance(stopped)?;
            return faulty(&asked(&ctx, &visitor, "", Some(&hindrance)).await?);
        }
    };
    let tried = async {
        match brought.replaces {
            None => connect(&ctx, tenant, who, &brought.found, brought.keys).await,
            Some(id) => {
                replace_keys(&ctx, tenant, who, id, brought.keys).await?;
                Ok(Connection::Made(id))
            }
        }
    };
    match tried.await {
        Ok(connection) => connected(&ctx, &visitor, &request, (&brought.found, connection)).await,
        Err(stopped) => {
            let hindrance = hindrance(stopped)?;
            let again = reached(&ctx, &visitor, &brought.found, (Some(&hindrance), None)).await?;
            Ok(may_lead_away(faulty(&again)?))
        }
    }
}

async fn connected(
    ctx: &Ctx,
    visitor: &Visitor,
    request: &HttpRequest,
    (found, connection): (&Found, Connection),
) -> Result<HttpResponse> {
    match connection {
        Connection::Made(id) => {
            let flash = Flash::good("flash-shop-connected").about(&found.name);
            Ok(told(request, &format!("/shops/{id}/check"), &flash))
        }
        Connection::Refused(facts) => {
            let stops = Some(&Hindrance::CheckStops);
            let again = reached(ctx, visitor, found, (stops, Some(&facts))).await?;
            Ok(may_lead_away(faulty(&again)?))
        }
    }
}

async fn asked(
    ctx: &Ctx,
    visitor: &Visitor,
    address: &str,
    hindrance: Option<&Hindrance>,
) -> Result<New> {
    let frame = &visitor.frame;
    let proposal = hindrance.and_then(Hindrance::proposal);
    Ok(New {
        address: Field::new("text", "address", frame.say("connect-address"))
            .holding(proposal.unwrap_or(address))
            .hinting(frame.say("connect-address-hint"))
            .completed_by("url"),
        notice: hindrance.map(|hindrance| Notice::of(frame, hindrance)),
        proposal: proposal.map(str::to_owned),
        cost: next::told(ctx, &visitor.tenant, frame).await?,
        frame: frame.clone(),
    })
}

async fn reached(
    ctx: &Ctx,
    visitor: &Visitor,
    found: &Found,
    (hindrance, facts): (Option<&Hindrance>, Option<&Facts>),
) -> Result<Reached> {
    let frame = &visitor.frame;
    let points = facts
        .map(|facts| facts.points.as_slice())
        .unwrap_or_default();
    Ok(Reached {
        name: found.name.clone(),
        address: found.site.to_string(),
        pasted: Pasted::new(frame),
        notice: hindrance.map(|hindrance| Notice::of(frame, hindrance)),
        points: points.iter().map(|point| Point::of(frame, point)).collect(),
        cost: next::told(ctx, &visitor.tenant, frame).await?,
        frame: frame.clone(),
    })
}
