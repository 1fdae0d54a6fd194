//! What Rackbeat needs before orders can come: what is there, what is missing, and a button that makes it.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use app::{
    Ctx, Stopped,
    agreement::{Need, look, make as make_one, make_all as make_every},
};
use askama::Template;

use super::hindered::{Notice, hindrance};
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    frame::{Frame, faulty, page},
    visitor::Visitor,
};

#[derive(Template)]
#[template(path = "pages/agreement/needs.html")]
struct Show {
    frame: Frame,
    needs: Vec<Row>,
    is_missing_any: bool,
    notice: Option<Notice>,
}

struct Row {
    name: &'static str,
    words: String,
    is_missing: bool,
}

/// `GET /rackbeat/needs`
pub(crate) async fn show(ctx: Data<Ctx>, visitor: Visitor) -> Result<HttpResponse> {
    match look(&ctx, &visitor.tenant).await {
        Ok((_, missing)) => page(&shown(&visitor.frame, &missing, None)),
        Err(stopped) => hindered(&visitor, stopped),
    }
}

/// `POST /rackbeat/needs` makes everything that is missing.
pub(crate) async fn make_all(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let made = make_every(&ctx, &visitor.tenant).await;
    done(&visitor, &request, made)
}

/// `POST /rackbeat/needs/{need}`
pub(crate) async fn make(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<String>,
) -> Result<HttpResponse> {
    let need = Need::parse(&path).ok_or(Error::NotFound)?;
    let made = make_one(&ctx, &visitor.tenant, need).await;
    done(&visitor, &request, made)
}

fn done(
    visitor: &Visitor,
    request: &HttpRequest,
    made: Result<Vec<Need>, Stopped>,
) -> Result<HttpResponse> {
    match made {
        Ok(_) => Ok(told(
            request,
            "/rackbeat/needs",
            &Flash::good("flash-need-made"),
        )),
        Err(stopped) => hindered(visitor, stopped),
    }
}

/// Without the list, which could not be read either or is out of date.
fn hindered(visitor: &Visitor, stopped: Stopped) -> Result<HttpResponse> {
    let notice = Notice::of(&visitor.frame, &hindrance(stopped)?);
    faulty(&Show {
        frame: visitor.frame.clone(),
        needs: Vec::new(),
        is_missing_any: false,
        notice: Some(notice),
    })
}

fn shown(frame: &Frame, missing: &[Need], notice: Option<Notice>) -> Show {
    let row = |need: Need| Row {
        name: need.name(),
        words: frame.say(need.key()),
        is_missing: missing.contains(&need),
    };
    Show {
        needs: Need::ALL.into_iter().map(row).collect(),
        is_missing_any: !missing.is_empty(),
        notice,
        frame: frame.clone(),
    }
}
