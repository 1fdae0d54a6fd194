//! What an account pays instead of the list's price: given and ended, each with who and why.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, billing, operator};
use chrono::NaiveDate;
use domain::plan::Agreed;
use serde::Deserialize;
use store::AgreedPriceId;

use super::{again, parse};
use crate::{
    admin::typed,
    error::{Error, Result},
    flash::{Flash, told},
    form::{Faults, Field},
    frame::Frame,
    pages::{figure, subscription::month},
    visitor::Operator,
};

/// One that was given.
pub(super) struct Given {
    /// `None`: it cannot be ended any more.
    pub end: Option<AgreedPriceId>,
    pub price: String,
    pub days: String,
    pub why: String,
    pub by: String,
    pub ended: String,
}

/// As the form sends it.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Typed {
    first: String,
    last: String,
    monthly: String,
    why: String,
}

#[derive(Deserialize)]
pub(crate) struct End {
    last: String,
}

pub(super) struct Fields {
    pub first: Field,
    pub last: Field,
    pub monthly: Field,
    pub why: Field,
}

/// `POST /admin/accounts/{account}/prices`
pub(crate) async fn give(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Typed>),
) -> Result<HttpResponse> {
    let id = parse(&id)?;
    let (_, tenant) = operator.account(id).await?;
    let billed = operator::billed_until(&ctx).await?;
    match judge(&operator.frame, &form, billed) {
        Ok((agreed, why)) => {
            operator::give_price(&ctx, operator.who(), &tenant, (agreed, &why)).await?;
            let flash = Flash::good("flash-agreed-given");
            Ok(told(&request, &format!("/admin/accounts/{id}"), &flash))
        }
        Err(faults) => again(&ctx, &operator, id, &(form.into_inner(), faults)).await,
    }
}

/// `POST /admin/accounts/{account}/prices/{price}/delete`
pub(crate) async fn end(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    (path, form): (Path<(String, String)>, Form<End>),
) -> Result<HttpResponse> {
    let id = parse(&path.0)?;
    let (_, tenant) = operator.account(id).await?;
    let price = path.1.parse().map_err(|_| Error::NotFound)?;
    let billed = operator::billed_until(&ctx).await?;
    let own = format!("/admin/accounts/{id}");
    let last = typed::day(&form.last);
    let Some(last) = last.filter(|last| billed.is_none_or(|billed| billed <= *last)) else {
        return Ok(told(&request, &own, &Flash::bad("flash-agreed-not-ended")));
    };
    let ended = operator::end_price(&ctx, operator.who(), &tenant, (price, last)).await;
    let flash = match ended {
        Ok(()) => Flash::good("flash-agreed-ended"),
        Err(store::Error::NotFound) => Flash::bad("flash-agreed-not-ended"),
        Err(error) => return Err(error.into()),
    };
    Ok(told(&request, &own, &flash))
}

/// What was typed as a price, or what is wrong with it.
fn judge(
    frame: &Frame,
    form: &Typed,
    billed: Option<NaiveDate>,
) -> Result<(Agreed, String), Faults> {
    let mut faults = Faults::default();
    let first = typed::day(&form.first);
    let last = match form.last.trim() {
        "" => Some(None),
        text => typed::day(text).map(Some),
    };
    let (monthly, why) = (typed::amount(&form.monthly), typed::reason(&form.why));
    let is_billed = first
        .zip(billed)
        .is_some_and(|(first, billed)| first <= billed);
    let is_turned = first
        .zip(last.flatten())
        .is_some_and(|(first, last)| last < first);
    for (is_wrong, name, key) in [
        (first.is_none(), "first", "agreed-day-bad"),
        (is_billed, "first", "agreed-past-bad"),
        (last.is_none(), "last", "agreed-day-bad"),
        (is_turned, "last", "agreed-order-bad"),
        (monthly.is_none(), "monthly", "agreed-amount-bad"),
        (why.is_none(), "why", "agreed-why-bad"),
    ] {
        if is_wrong {
            faults.add(name, frame.say(key));
        }
    }
    let (Some(first), Some(last), Some(monthly), Some(why)) = (first, last, monthly, why) else {
        return Err(faults);
    };
    let agreed = Agreed {
        first,
        last,
        monthly,
    };
    match faults.is_empty() {
        true => Ok((agreed, why)),
        false => Err(faults),
    }
}

/// The newest first.
pub(super) fn given(frame: &Frame, of: &billing::Month) -> Vec<Given> {
    let given = of.agreed.iter().rev().map(|one| Given {
        end: one.ended.is_none().then_some(one.id),
        price: price(frame, one.agreed.monthly, of.currency.code()),
        days: month::days(frame, &one.agreed),
        why: one.why.clone(),
        by: format!("{}, {}", one.who, frame.moment(&one.at)),
        ended: one.ended.as_ref().map_or_else(String::new, |(at, who)| {
            let (at, who) = (at.to_rfc3339(), who.clone());
            frame.with("agreed-ended", &[("at", at), ("who", who)])
        }),
    });
    given.collect()
}

fn price(frame: &Frame, monthly: i64, currency: &str) -> String {
    match monthly {
        0 => frame.say("agreed-free"),
        monthly => figure::amount(frame.words, monthly, currency),
    }
}

pub(super) fn fields(frame: &Frame, (typed, faults): &(Typed, Faults)) -> Fields {
    let field = |kind, name, key, held: &str| {
        Field::new(kind, name, frame.say(key))
            .holding(held)
            .judged(faults)
    };
    Fields {
        first: field("date", "first", "agreed-first", &typed.first),
        last: field("date", "last", "agreed-last", &typed.last)
            .hinting(frame.say("agreed-last-hint"))
            .optional(),
        monthly: field("text", "monthly", "agreed-monthly", &typed.monthly)
            .hinting(frame.say("agreed-monthly-hint")),
        why: field("text", "why", "agreed-why", &typed.why),
    }
}
