//! What operators have done. Nothing here can be changed.
use actix_web::{HttpResponse, web::Query};
use askama::Template;
use store::operator_act::{self, Act};

use super::older::{Asked, LIMIT, older};
use crate::{
    error::Result,
    frame::{Frame, page},
    visitor::Operator,
};

#[derive(Template)]
#[template(path = "admin/acts.html")]
struct List {
    frame: Frame,
    acts: Vec<Line>,
    older: Option<String>,
}

pub(super) struct Line {
    pub at: String,
    pub email: String,
    pub address: String,
    pub what: String,
    pub about: String,
    /// Where the account it concerned is, and what it is called.
    pub account: Option<(String, String)>,
}

/// `GET /admin/acts`
pub(crate) async fn list(operator: Operator, asked: Query<Asked>) -> Result<HttpResponse> {
    let before = asked.before.parse().ok();
    let acts = operator_act::page(&operator.system, None, before, LIMIT).await?;
    let frame = operator.frame.clone();
    page(&List {
        older: older(&acts, ("/admin/acts", &[]), |last| last.id.to_string()),
        acts: acts.into_iter().map(|act| line(&frame, act)).collect(),
        frame,
    })
}

impl Line {
    /// On a page that is about the account.
    pub(super) fn without_account(mut self) -> Self {
        self.account = None;
        self
    }
}

pub(super) fn line(frame: &Frame, act: Act) -> Line {
    Line {
        at: frame.moment(&act.at),
        email: act.email,
        address: act.address,
        what: frame.say(&act.what),
        about: act.about,
        account: act
            .company
            .map(|company| (format!("/admin/accounts/{}", act.account), company)),
    }
}
