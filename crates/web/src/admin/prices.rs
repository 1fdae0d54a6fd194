//! The price list, and every price of an account's own.
use actix_web::{HttpResponse, web::Query};
use askama::Template;
use domain::plan::PRICES;
use rust_decimal::Decimal;
use store::{
    AccountId,
    agreed_price::{self, AgreedPrice},
};

use super::older::{Asked, LIMIT, older};
use crate::{
    error::Result,
    frame::{Frame, page},
    pages::{figure, subscription::month},
    visitor::Operator,
};

#[derive(Template)]
#[template(path = "admin/prices.html")]
struct List {
    frame: Frame,
    /// From when, and what.
    listed: Vec<(String, String)>,
    given: Vec<Row>,
    older: Option<String>,
}

struct Row {
    account: AccountId,
    company: String,
    price: String,
    days: String,
    why: String,
    by: String,
}

/// `GET /admin/prices`
pub(crate) async fn list(operator: Operator, asked: Query<Asked>) -> Result<HttpResponse> {
    let frame = operator.frame.clone();
    let before = asked.before.parse().ok();
    let found = agreed_price::latest(&operator.system, before, LIMIT).await?;
    let listed = PRICES.iter().map(|one| {
        let amount = figure::amount(frame.words, one.monthly, one.currency.code());
        (
            frame.about("subscription-days-open", "first", figure::day(one.from)),
            frame.about("prices-monthly", "price", amount),
        )
    });
    page(&List {
        listed: listed.collect(),
        older: older(&found, ("/admin/prices", &[]), |(_, last)| {
            last.id.to_string()
        }),
        given: found.iter().map(|one| row(&frame, one)).collect(),
        frame: frame.clone(),
    })
}

/// An amount is in the currency of the account, which its page tells: here the number is enough.
fn row(frame: &Frame, (company, one): &(String, AgreedPrice)) -> Row {
    Row {
        account: one.account,
        company: company.clone(),
        price: match one.agreed.monthly {
            0 => frame.say("agreed-free"),
            monthly => frame.words.amount(Decimal::new(monthly, 2)),
        },
        days: month::days(frame, &one.agreed),
        why: one.why.clone(),
        by: format!("{}, {}", one.who, frame.moment(&one.at)),
    }
}
