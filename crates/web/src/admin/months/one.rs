//! One month: its drafts while it is open, what it came to when it is closed, and the button between.
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use app::Ctx;
use askama::Template;
use domain::plan::{self, Period};
use store::{
    AccountId, System,
    billing_period::{self, MonthSum},
    invoice::{self, Drafts},
};

use super::{
    badge,
    held::{Held, held},
    parse,
};
use crate::{
    error::Result,
    frame::{Frame, page},
    pages::{badge::Badge, figure},
    visitor::Operator,
};

/// Drafts that are shown one by one.
const SHOWN: u32 = 50;

#[derive(Template)]
#[template(path = "admin/month.html")]
struct Show {
    frame: Frame,
    address: String,
    title: String,
    badge: Option<Badge>,
    /// Why nothing can be done about it.
    hindrance: Option<String>,
    /// It has been drafted, and is not closed.
    has_drafts: bool,
    sums: Vec<(String, Vec<(String, String)>)>,
    drafts: Vec<Draft>,
    /// What waits for its payer's details.
    held: Option<Held>,
    can_draft: bool,
    can_close: bool,
    /// Somebody asked for it, and it is under way: the page asks again by itself.
    is_at_work: bool,
    closed: Option<String>,
}

struct Draft {
    account: AccountId,
    name: String,
    shop_days: u32,
    net: String,
    total: String,
}

/// `GET /admin/months/{month}`
pub(crate) async fn show(
    ctx: Data<Ctx>,
    operator: Operator,
    month: Path<String>,
) -> Result<HttpResponse> {
    let period = parse(&month)?;
    let (frame, system) = (operator.frame.clone(), &operator.system);
    let now = Period::at(ctx.now());
    let found = billing_period::find(system, period).await?;
    let is_closed = found.as_ref().is_some_and(|one| one.closed_at.is_some());
    let is_drafted = found.as_ref().is_some_and(|one| one.drafted_at.is_some());
    let hindrance = match (ctx.billing.is_some(), period < now) {
        (false, _) => Some("month-billing-off"),
        (true, false) => Some("month-not-over"),
        (true, true) if found.is_none() => Some("month-not-billed"),
        (true, true) => None,
    };
    let is_open = hindrance.is_none() && !is_closed;
    let today = plan::day_at(ctx.now());
    let sums = billing_period::sums(system, period, today).await?;
    let sums: Vec<_> = sums.iter().filter(|sum| sum.period() == period).collect();
    let drafted = invoice::preview(system, period).await?;
    page(&Show {
        address: format!("/admin/months/{period}"),
        title: frame.about("month-title", "month", figure::month(frame.words, period)),
        badge: found.as_ref().map(|found| badge(&frame, found, now)),
        hindrance: hindrance.map(|key| frame.say(key)),
        has_drafts: is_open && is_drafted,
        sums: match is_open {
            true => drafted.iter().map(|sum| of_drafts(&frame, sum)).collect(),
            false => sums.iter().map(|sum| of_month(&frame, sum)).collect(),
        },
        drafts: drafts(&frame, system, period).await?,
        held: held(&frame, system, period).await?,
        can_draft: is_open,
        can_close: is_open && is_drafted,
        is_at_work: is_open && found.as_ref().is_some_and(|one| one.closed_by.is_some()),
        closed: found.and_then(|found| {
            let at = found.closed_at?.to_rfc3339();
            let who = found
                .closed_by
                .unwrap_or_else(|| frame.say("month-by-clock"));
            Some(frame.with("month-closed", &[("at", at), ("who", who)]))
        }),
        frame,
    })
}

async fn drafts(frame: &Frame, system: &System, period: Period) -> Result<Vec<Draft>> {
    let drafts = invoice::drafts(system, period, AccountId::nil(), SHOWN).await?;
    let shown = drafts.into_iter().map(|draft| {
        let document = draft.document;
        let amount = |minor| figure::amount(frame.words, minor, document.currency.code());
        let days = document
            .lines
            .iter()
            .map(|line| line.item.counted(line.net).0);
        Draft {
            account: draft.account,
            shop_days: days.sum(),
            net: amount(document.net),
            total: amount(document.total),
            name: document.buyer.name.clone(),
        }
    });
    Ok(shown.collect())
}

/// In one currency: its name, and its figures.
fn of_drafts(frame: &Frame, sum: &Drafts) -> (String, Vec<(String, String)>) {
    let amount = |minor| figure::amount(frame.words, minor, sum.currency().code());
    let facts = [
        ("month-accounts", figure::count(frame.words, sum.invoices)),
        ("bill-net", amount(sum.net)),
        ("bill-vat", amount(sum.vat)),
        ("bill-sum", amount(sum.total)),
    ];
    (sum.currency().code().to_owned(), told(frame, facts))
}

fn of_month(frame: &Frame, sum: &MonthSum) -> (String, Vec<(String, String)>) {
    let amount = |minor| figure::amount(frame.words, minor, sum.currency().code());
    let count = |number| figure::count(frame.words, number);
    let facts = [
        ("month-accounts", count(sum.invoices)),
        ("month-shop-days", count(sum.shop_days)),
        ("bill-net", amount(sum.net)),
        ("bill-vat", amount(sum.vat)),
        ("bill-sum", amount(sum.total)),
        ("month-credit-notes", count(sum.credit_notes)),
        ("bill-credited", amount(sum.credited_total)),
        ("month-sent", count(sum.sent)),
        ("month-paid", amount(sum.paid_total)),
        ("bill-unpaid", amount(sum.unpaid)),
    ];
    (sum.currency().code().to_owned(), told(frame, facts))
}

fn told<const N: usize>(frame: &Frame, facts: [(&str, String); N]) -> Vec<(String, String)> {
    let told = facts
        .into_iter()
        .map(|(key, value)| (frame.say(key), value));
    told.collect()
}
