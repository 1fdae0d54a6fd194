//! A period's documents for the accountant, as a file for a spreadsheet.
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Form},
};
use app::{Ctx, billing, operator};
use askama::Template;
use chrono::NaiveDate;
use domain::plan::{self, Period};
use serde::Deserialize;

use super::typed;
use crate::{
    error::Result,
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    visitor::Operator,
};

/// As the form sends it.
#[derive(Clone, Deserialize)]
pub(crate) struct Typed {
    first: String,
    last: String,
}

#[derive(Template)]
#[template(path = "admin/export.html")]
struct New {
    frame: Frame,
    first: Field,
    last: Field,
}

/// `GET /admin/export` proposes the month before this one.
pub(crate) async fn new(ctx: Data<Ctx>, operator: Operator) -> Result<HttpResponse> {
    let before = Period::of(plan::day_at(ctx.now())).before();
    let proposed = Typed {
        first: typed::held(before.first()),
        last: typed::held(before.last()),
    };
    page(&shown(&operator.frame, &proposed, &Faults::default()))
}

/// `POST /admin/export`: a page at a time, so that it may be as long as it is.
pub(crate) async fn create(
    ctx: Data<Ctx>,
    operator: Operator,
    form: Form<Typed>,
) -> Result<HttpResponse> {
    let frame = &operator.frame;
    let (first, last) = match judge(frame, &form) {
        Ok(days) => days,
        Err(faults) => return faulty(&shown(frame, &form, &faults)),
    };
    let about = format!("{first} – {last}");
    operator::takes(&ctx, operator.who(), None, ("act-exported", &about)).await?;
    let rows = billing::export(&ctx, (first, last), frame.words.language);
    let as_file = format!("attachment; filename=\"varebro-{first}-{last}.csv\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, as_file))
        .streaming(rows))
}

fn judge(frame: &Frame, form: &Typed) -> Result<(NaiveDate, NaiveDate), Faults> {
    let (first, last) = (typed::day(&form.first), typed::day(&form.last));
    let mut faults = Faults::default();
    if first.is_none() {
        faults.add("first", frame.say("export-day-bad"));
    }
    if last.is_none() || first.zip(last).is_some_and(|(first, last)| last < first) {
        faults.add("last", frame.say("export-day-bad"));
    }
    match (first.zip(last), faults.is_empty()) {
        (Some(days), true) => Ok(days),
        _ => Err(faults),
    }
}

fn shown(frame: &Frame, form: &Typed, faults: &Faults) -> New {
    New {
        first: Field::new("date", "first", frame.say("export-from"))
            .holding(&form.first)
            .judged(faults),
        last: Field::new("date", "last", frame.say("export-to"))
            .holding(&form.last)
            .judged(faults),
        frame: frame.clone(),
    }
}
