//! The connection check of a connected shop: each point, and what to do where it does not hold.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use app::{
    Ctx,
    shop::{self as verbs, Facts, Mark},
};
use askama::Template;
use store::{ShopId, shop};

use super::hindered::hindrance;
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    frame::{Frame, page},
    visitor::Visitor,
};

/// One point, as the page shows it.
pub(crate) struct Point {
    pub mark: String,
    /// Of the badge: colour is never all there is.
    pub class: &'static str,
    pub said: String,
    pub remedy: Option<String>,
}

#[derive(Template)]
#[template(path = "pages/shop_check/show.html")]
struct Show {
    frame: Frame,
    id: String,
    name: String,
    checked: Option<String>,
    points: Vec<Point>,
    /// The other integration, while its owner has not said what it does.
    other: Option<String>,
    is_ready: bool,
}

impl Point {
    pub(crate) fn of(frame: &Frame, point: &verbs::Point) -> Self {
        Self {
            mark: frame.say(point.mark.key()),
            class: match point.mark {
                Mark::Good => "bg-green-lt",
                Mark::Warn => "bg-yellow-lt",
                Mark::Stop => "bg-red-lt",
            },
            said: frame.with(&point.key, &point.filled()),
            remedy: point
                .remedy
                .as_ref()
                .map(|key| frame.with(key, &point.filled())),
        }
    }
}

/// `GET /shops/{shop}/check`
pub(crate) async fn show(visitor: Visitor, path: Path<String>) -> Result<HttpResponse> {
    let shop = shop::find(&visitor.tenant, id(&path)?).await?;
    let (frame, facts) = (visitor.frame.clone(), Facts::of(&shop));
    page(&Show {
        id: shop.id.to_string(),
        checked: facts.checked_at.map(|at| frame.moment(&at)),
        points: facts
            .points
            .iter()
            .map(|point| Point::of(&frame, point))
            .collect(),
        other: facts.other_at_work(&shop).map(str::to_owned),
        is_ready: shop.is_at_work() && !facts.stops(),
        name: shop.name,
        frame,
    })
}

/// `POST /shops/{shop}/check` reads the shop again.
pub(crate) async fn again(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse> {
    let id = id(&path)?;
    let to = format!("/shops/{id}/check");
    match verbs::check_again(&ctx, &visitor.tenant, id).await {
        Ok(facts) if facts.stops() => Ok(told(&request, &to, &Flash::bad("flash-check-stops"))),
        Ok(_) => Ok(told(&request, &to, &Flash::good("flash-check-good"))),
        // What hindered it stands among the points.
        Err(stopped) => {
            hindrance(stopped).map(|_| told(&request, &to, &Flash::bad("flash-check-stops")))
        }
    }
}

/// `POST /shops/{shop}/check/confirmation`: the other integration does something else.
pub(crate) async fn confirm_other(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse> {
    let id = id(&path)?;
    shop::find(&visitor.tenant, id).await?;
    if let Err(stopped) = verbs::confirm_other(&ctx, &visitor.tenant, id).await {
        hindrance(stopped)?;
    }
    let to = format!("/shops/{id}/check");
    Ok(told(&request, &to, &Flash::good("flash-other-confirmed")))
}

pub(super) fn id(path: &str) -> Result<ShopId> {
    path.parse().map_err(|_| Error::NotFound)
}
