//! Every account, to be found by name, e-mail or organisation number.
use actix_web::{HttpResponse, web::Query};
use askama::Template;
use serde::Deserialize;
use store::{AccountId, account};

use super::older::{LIMIT, older};
use crate::{
    error::Result,
    form::Field,
    frame::{Frame, page},
    pages::figure,
    visitor::Operator,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    words: String,
    /// The last account of the page before.
    before: String,
}

#[derive(Template)]
#[template(path = "admin/accounts.html")]
struct List {
    frame: Frame,
    words: Field,
    accounts: Vec<Row>,
    older: Option<String>,
}

struct Row {
    id: AccountId,
    name: String,
    country: String,
    email: String,
    shops: String,
    since: String,
}

/// `GET /admin/accounts`
pub(crate) async fn list(operator: Operator, asked: Query<Asked>) -> Result<HttpResponse> {
    let before = asked.before.parse().ok();
    let found = account::page(&operator.system, &asked.words, before, LIMIT).await?;
    let frame = operator.frame.clone();
    let row = |account: &account::Listed| Row {
        id: account.id,
        name: account.name.clone(),
        country: account.country.clone(),
        email: account.email.clone().unwrap_or_default(),
        shops: figure::count(frame.words, account.shops),
        since: frame.words.day(account.created_at),
    };
    page(&List {
        words: Field::new("search", "words", frame.say("accounts-search"))
            .holding(&asked.words)
            .optional(),
        older: older(
            &found,
            ("/admin/accounts", &[("words", &asked.words)]),
            |last| last.id.to_string(),
        ),
        accounts: found.iter().map(row).collect(),
        frame,
    })
}
