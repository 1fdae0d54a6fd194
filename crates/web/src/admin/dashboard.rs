//! All of it at a glance: accounts, shops, extra shops and revenue, month by month.
use actix_web::{HttpResponse, web::Data};
use app::Ctx;
use askama::Template;
use chrono::NaiveDate;
use domain::plan::{self, Currency, Period};
use store::{
    account, agreed_price,
    billing_period::{self, MonthSum},
    health, shop_day,
};

use super::months::{Counted, counted};
use crate::{
    error::Result,
    frame::{Frame, page},
    pages::figure,
    visitor::Operator,
};

mod drawn;

use drawn::{Chart, charts};

/// Months that are shown.
const MONTHS: usize = 12;

#[derive(Template)]
#[template(path = "admin/dashboard.html")]
struct Show {
    frame: Frame,
    cards: Vec<Card>,
    charts: Vec<Chart>,
    revenue: Vec<Revenue>,
    shops: Vec<Shops>,
}

/// One figure, and where there is more about it.
struct Card {
    name: String,
    value: String,
    note: String,
    address: &'static str,
}

struct Revenue {
    month: String,
    address: String,
    currency: &'static str,
    invoices: String,
    credited: String,
    net: String,
    vat: String,
    unpaid: String,
}

struct Shops {
    month: String,
    accounts: String,
    shops: String,
    extra: String,
}

/// `GET /admin`
pub(crate) async fn show(ctx: Data<Ctx>, operator: Operator) -> Result<HttpResponse> {
    let (frame, system) = (operator.frame.clone(), &operator.system);
    let today = plan::day_at(ctx.now());
    let sums = billing_period::sums(system, first_ever(), today).await?;
    let periods = last_months(today);
    let since = periods[0];
    let months = counted(system, since, today).await?;
    let newest: Vec<&MonthSum> = sums.iter().filter(|sum| sum.period() >= since).collect();
    page(&Show {
        cards: cards(&operator, &sums, today).await?,
        charts: charts(&frame, &periods, &newest, &months)?,
        revenue: newest.iter().map(|sum| revenue(&frame, sum)).collect(),
        shops: months.iter().rev().map(|one| shops(&frame, one)).collect(),
        frame,
    })
}

/// Before any invoice.
fn first_ever() -> Period {
    Period::of(NaiveDate::default())
}

/// This one and those before it, the oldest first.
fn last_months(today: NaiveDate) -> [Period; MONTHS] {
    let mut periods = [Period::of(today); MONTHS];
    for index in (0..MONTHS - 1).rev() {
        periods[index] = periods[index + 1].before();
    }
    periods
}

async fn cards(operator: &Operator, sums: &[MonthSum], today: NaiveDate) -> Result<Vec<Card>> {
    let (frame, system) = (&operator.frame, &operator.system);
    let count = |number| figure::count(frame.words, number);
    let card = |key: &str, value: String, note: String, address| Card {
        name: frame.say(key),
        value,
        note,
        address,
    };
    let day = match shop_day::last_counted(system).await? {
        Some(day) => shop_day::counted(system, day, day).await?.pop(),
        None => None,
    };
    let extra = day.map_or_else(|| "–".to_owned(), |day| count(whole(day.extra)));
    let counted = match day {
        Some(day) => frame.about("dashboard-counted", "day", figure::day(day.day)),
        None => frame.say("dashboard-not-counted"),
    };
    let [open, overdue] = owed(frame, sums);
    let none = String::new;
    Ok(vec![
        card(
            "dashboard-accounts",
            count(account::count(system).await?),
            none(),
            "/admin/accounts",
        ),
        card(
            "dashboard-shops",
            count(account::count_shops(system).await?),
            none(),
            "/admin/accounts",
        ),
        card("dashboard-extra", extra, counted, "/admin/months"),
        card(
            "dashboard-open",
            open.0,
            open.1,
            "/admin/invoices?state=open",
        ),
        card(
            "dashboard-overdue",
            overdue.0,
            overdue.1,
            "/admin/invoices?state=overdue",
        ),
        card(
            "dashboard-waivers",
            count(agreed_price::count(system, today).await?),
            none(),
            "/admin/prices",
        ),
        card(
            "dashboard-parked",
            count(health::parked_count(system).await?),
            none(),
            "/admin/health",
        ),
    ])
}

/// What is owed, and of that what is overdue: the amounts, and how many invoices.
fn owed(frame: &Frame, sums: &[MonthSum]) -> [(String, String); 2] {
    let told = |owed: fn(&MonthSum) -> i64, count: fn(&MonthSum) -> i64| {
        let amounts = [Currency::Nok, Currency::Dkk].map(|currency| {
            let of = sums.iter().filter(|sum| sum.currency() == currency);
            (currency, of.map(owed).sum::<i64>())
        });
        let shown = amounts
            .iter()
            .filter(|(currency, amount)| *amount != 0 || *currency == Currency::Nok)
            .map(|(currency, amount)| figure::amount(frame.words, *amount, currency.code()));
        let invoices: i64 = sums.iter().map(count).sum();
        (
            shown.collect::<Vec<_>>().join(" + "),
            frame.about("dashboard-invoices", "count", invoices),
        )
    };
    [
        told(|sum| sum.unpaid, |sum| sum.owing),
        told(|sum| sum.overdue_unpaid, |sum| sum.overdue),
    ]
}

fn revenue(frame: &Frame, sum: &MonthSum) -> Revenue {
    let amount = |minor| figure::amount(frame.words, minor, sum.currency().code());
    Revenue {
        month: figure::month(frame.words, sum.period()),
        address: format!("/admin/months/{}", sum.period()),
        currency: sum.currency().code(),
        invoices: figure::count(frame.words, sum.invoices),
        credited: amount(sum.credited_net),
        net: amount(sum.revenue()),
        vat: amount(sum.vat - sum.credited_vat),
        unpaid: amount(sum.unpaid),
    }
}

fn shops(frame: &Frame, month: &Counted) -> Shops {
    let count = |number| figure::count(frame.words, whole(number));
    Shops {
        month: figure::month(frame.words, month.period),
        accounts: count(month.accounts),
        shops: count(month.shops),
        extra: figure::quantity(frame.words, month.average()),
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
