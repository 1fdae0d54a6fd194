//! One account as operators see it: its shops, its whole history, what it pays and has paid, and who did what.
use actix_web::{
    HttpResponse,
    web::{Data, Path},
};
use app::{Ctx, billing};
use askama::Template;
use chrono::NaiveDate;
use domain::plan::{self, Period};
use store::{
    AccountId, Tenant, account::Account, agreement, audit, invoice, ledger, operator_act, payer,
    shop,
};

use super::{
    acts::{self, Line},
    bills::Row as BillRow,
};
use crate::{
    error::{Error, Result},
    form::Faults,
    frame::{Frame, faulty, page},
    pages::{badge::Badge, standing, subscription::month::Month},
    visitor::Operator,
};

pub(crate) mod prices;

use prices::{Given, Typed};

/// Rows of the ledger that are shown: years of an account that moves often.
const ENTRIES: u32 = 500;
/// Lines of each log.
const LINES: u32 = 50;

#[derive(Template)]
#[template(path = "admin/account/show.html")]
struct Show {
    frame: Frame,
    id: AccountId,
    name: String,
    facts: Vec<(String, String)>,
    month: Month,
    shops: Vec<Shop>,
    ledger: Vec<Entry>,
    bills: Vec<BillRow>,
    prices: Vec<Given>,
    give: prices::Fields,
    acts: Vec<Line>,
    locks: Vec<Lock>,
}

struct Shop {
    name: String,
    home: String,
    badge: Badge,
    connected: String,
    gone: String,
}

/// A row of the ledger.
struct Entry {
    at: String,
    shop: String,
    what: String,
    why: String,
    who: String,
}

/// A line of the log of who signed in.
struct Lock {
    at: String,
    what: String,
    address: String,
}

/// `GET /admin/accounts/{account}`
pub(crate) async fn show(
    ctx: Data<Ctx>,
    operator: Operator,
    id: Path<String>,
) -> Result<HttpResponse> {
    let nothing = (Typed::default(), Faults::default());
    page(&shown(&ctx, &operator, parse(&id)?, &nothing).await?)
}

pub(super) fn parse(id: &str) -> Result<AccountId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// With what was typed about a price, and what is wrong with it.
async fn again(
    ctx: &Ctx,
    operator: &Operator,
    id: AccountId,
    typed: &(Typed, Faults),
) -> Result<HttpResponse> {
    faulty(&shown(ctx, operator, id, typed).await?)
}

async fn shown(
    ctx: &Ctx,
    operator: &Operator,
    id: AccountId,
    typed: &(Typed, Faults),
) -> Result<Show> {
    let (account, tenant) = operator.account(id).await?;
    let frame = operator.frame.clone();
    let today = plan::day_at(ctx.now());
    let month = billing::month(ctx, &tenant, Period::of(today)).await?;
    let acts = operator_act::page(&operator.system, Some(id), None, LINES).await?;
    let locks = audit::latest(&tenant, LINES).await?;
    Ok(Show {
        facts: facts(&frame, &account, &tenant).await?,
        prices: prices::given(&frame, &month),
        month: Month::of(&frame, &month),
        shops: shops(&frame, &tenant).await?,
        ledger: entries(&frame, &tenant).await?,
        bills: bills(&frame, (&tenant, &account.name), today).await?,
        give: prices::fields(&frame, typed),
        acts: acts
            .into_iter()
            .map(|act| acts::line(&frame, act).without_account())
            .collect(),
        locks: locks.into_iter().map(|line| lock(&frame, &line)).collect(),
        id,
        name: account.name,
        frame,
    })
}

async fn facts(frame: &Frame, account: &Account, tenant: &Tenant) -> Result<Vec<(String, String)>> {
    let payer = payer::find(tenant).await?;
    let details = payer.details.as_ref();
    let organisation = details.and_then(|details| details.organisation.as_ref());
    let rackbeat = match agreement::find(tenant).await {
        Ok(agreement) if agreement.disconnected_at.is_none() => frame.with(
            "overview-agreement",
            &[
                ("company", agreement.company),
                ("agreement", agreement.number.to_string()),
            ],
        ),
        Ok(_) | Err(store::Error::NotFound) => frame.say("account-no-rackbeat"),
        Err(error) => return Err(error.into()),
    };
    let facts = [
        ("accounts-country", account.country.clone()),
        ("accounts-owner", payer.owner.clone()),
        (
            "account-organisation",
            organisation.map_or_else(|| "–".to_owned(), |number| number.as_str().to_owned()),
        ),
        (
            "account-billing-email",
            details.map_or_else(|| "–".to_owned(), |details| details.email.clone()),
        ),
        ("account-rackbeat", rackbeat),
    ];
    let told = facts
        .into_iter()
        .map(|(key, value)| (frame.say(key), value));
    Ok(told.collect())
}

async fn shops(frame: &Frame, tenant: &Tenant) -> Result<Vec<Shop>> {
    let shops = shop::all(tenant).await?.into_iter();
    let shown = shops.map(|shop| Shop {
        badge: standing::of(&shop).0.badge(frame),
        connected: frame.moment(&shop.connected_at),
        gone: shop
            .disconnected_at
            .map_or_else(String::new, |at| frame.moment(&at)),
        name: shop.name,
        home: shop.home,
    });
    Ok(shown.collect())
}

async fn entries(frame: &Frame, tenant: &Tenant) -> Result<Vec<Entry>> {
    let entries = ledger::latest(tenant, ENTRIES).await?.into_iter();
    let shown = entries.map(|entry| Entry {
        at: frame.moment(&entry.at),
        what: frame.say(match entry.is_activation {
            true => "ledger-activated",
            false => "ledger-removed",
        }),
        why: frame.say(why(entry.why)),
        shop: entry.name,
        who: entry.who,
    });
    Ok(shown.collect())
}

fn why(why: ledger::Move) -> &'static str {
    match why {
        ledger::Move::Connected => "ledger-connected",
        ledger::Move::Reconnected => "ledger-reconnected",
        ledger::Move::Disconnected => "ledger-disconnected",
        ledger::Move::Backfilled => "ledger-backfilled",
    }
}

async fn bills(
    frame: &Frame,
    (tenant, name): (&Tenant, &str),
    today: NaiveDate,
) -> Result<Vec<BillRow>> {
    let bills = invoice::of_account(tenant).await?;
    Ok(bills
        .iter()
        .map(|bill| BillRow::of(frame, bill, (name, today)))
        .collect())
}

fn lock(frame: &Frame, line: &audit::Line) -> Lock {
    let key = match line.what.as_str() {
        "signed-in" => "lock-signed-in",
        "signed-out" => "lock-signed-out",
        "sign-in-refused" => "lock-sign-in-refused",
        "signed-up" => "lock-signed-up",
        "session-ended" => "lock-session-ended",
        "password-changed" => "lock-password-changed",
        "made-operator" => "lock-made-operator",
        _ => "lock-other",
    };
    let at = chrono::DateTime::from_timestamp_millis(line.at).unwrap_or_default();
    Lock {
        at: frame.moment(&at),
        what: frame.say(key),
        address: line.address.clone(),
    }
}
