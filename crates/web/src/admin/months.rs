//! Months: what each came to, a look at one before it is closed, and closing it.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use app::{Ctx, operator};
use askama::Template;
use chrono::NaiveDate;
use domain::plan::{self, Period};
use rust_decimal::Decimal;
use store::{
    System,
    billing_period::{self, BillingPeriod},
    invoice, shop_day,
};

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    frame::{Frame, page},
    pages::{badge::Badge, figure},
    visitor::Operator,
};

mod held;
mod one;

pub(crate) use one::show;

#[derive(Template)]
#[template(path = "admin/months.html")]
struct List {
    frame: Frame,
    is_billing: bool,
    months: Vec<Row>,
}

struct Row {
    address: String,
    month: String,
    badge: Badge,
    /// In each currency, and what is held back.
    came_to: Vec<String>,
}

/// What a month's nights counted.
pub(super) struct Counted {
    pub period: Period,
    /// On the last of its days that are counted.
    pub accounts: u64,
    pub shops: u64,
    /// Of all its days together.
    extra: u64,
    days: u32,
}

impl Counted {
    /// Extra shops on a day, with one decimal.
    pub fn average(&self) -> Decimal {
        let average = Decimal::from(self.extra) / Decimal::from(self.days.max(1));
        domain::money::round(average, 1)
    }
}

/// Month by month, the oldest first.
pub(super) async fn counted(
    system: &System,
    since: Period,
    today: NaiveDate,
) -> Result<Vec<Counted>> {
    let mut months: Vec<Counted> = Vec::new();
    for day in shop_day::counted(system, since.first(), today).await? {
        let period = Period::of(day.day);
        if months.last().is_none_or(|month| month.period != period) {
            months.push(Counted {
                period,
                accounts: 0,
                shops: 0,
                extra: 0,
                days: 0,
            });
        }
        if let Some(month) = months.last_mut() {
            (month.accounts, month.shops) = (day.accounts, day.shops);
            month.extra += day.extra;
            month.days += 1;
        }
    }
    Ok(months)
}

/// `GET /admin/months`
pub(crate) async fn list(ctx: Data<Ctx>, operator: Operator) -> Result<HttpResponse> {
    let (frame, system) = (operator.frame.clone(), &operator.system);
    let today = plan::day_at(ctx.now());
    let sums = billing_period::sums(system, Period::of(NaiveDate::default()), today).await?;
    let held = invoice::held_counts(system).await?;
    let mut months = Vec::new();
    for month in billing_period::all(system).await? {
        let of = sums.iter().filter(|sum| sum.period() == month.period);
        let came_to = of.map(|sum| {
            let net = figure::amount(frame.words, sum.revenue(), sum.currency().code());
            let invoices = figure::count(frame.words, sum.invoices);
            frame.with("months-came-to", &[("invoices", invoices), ("price", net)])
        });
        let mut came_to: Vec<_> = came_to.collect();
        let held = held.iter().filter(|(period, _)| *period == month.period);
        came_to.extend(held.map(|(_, count)| frame.about("months-held", "count", count)));
        months.push(Row {
            address: format!("/admin/months/{}", month.period),
            month: figure::month(frame.words, month.period),
            badge: badge(&frame, &month, Period::of(today)),
            came_to,
        });
    }
    page(&List {
        is_billing: ctx.billing.is_some(),
        months,
        frame,
    })
}

/// `POST /admin/months/{month}/preview`
pub(crate) async fn draft(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    month: Path<String>,
) -> Result<HttpResponse> {
    let period = parse(&month)?;
    let done = operator::draft_month(&ctx, operator.who(), period).await?;
    Ok(begun(&request, period, (done, "flash-month-drafting")))
}

/// `POST /admin/months/{month}/close`
pub(crate) async fn close(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    month: Path<String>,
) -> Result<HttpResponse> {
    let period = parse(&month)?;
    let done = operator::close_month(&ctx, operator.who(), period).await?;
    Ok(begun(&request, period, (done, "flash-month-closing")))
}

fn begun(request: &HttpRequest, period: Period, (done, key): (bool, &str)) -> HttpResponse {
    let flash = match done {
        true => Flash::good(key),
        false => Flash::bad("flash-month-not-begun"),
    };
    told(request, &format!("/admin/months/{period}"), &flash)
}

/// As an address spells it: `2026-11`, and not in another way too.
fn parse(text: &str) -> Result<Period> {
    let period = Period::parse(text).filter(|period| period.to_string() == text);
    period.ok_or(Error::NotFound)
}

fn badge(frame: &Frame, month: &BillingPeriod, now: Period) -> Badge {
    let (class, key) = if month.closed_at.is_some() {
        ("state-good", "months-state-closed")
    } else if month.period >= now {
        ("state-info", "months-state-running")
    } else if month.closed_by.is_some() {
        ("state-wait", "months-state-closing")
    } else if month.drafted_at.is_some() {
        ("state-wait", "months-state-drafted")
    } else {
        ("state-act", "months-state-open")
    };
    Badge::new(frame, class, key)
}
