//! What an account pays: its price, this month day by day, and what one shop more would cost.
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Oslo;
use domain::plan::{self, Agreed, Charge, Currency, Period, Terms};
use rust_decimal::Decimal;
use store::{Tenant, account, agreed_price, ledger};

use crate::Ctx;

/// A price for a whole month and one extra shop, ex VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Monthly {
    /// Øre.
    pub amount: i64,
    pub currency: Currency,
}

/// What connecting one more shop would cost, from today's price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextShop {
    /// It would be the first.
    pub is_included: bool,
    /// What the account pays today, and what the list says.
    pub pays: Monthly,
    pub list: Monthly,
}

/// One day of this month that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub day: NaiveDate,
    /// The names of those that count.
    pub shops: Vec<String>,
    pub extra: u32,
    /// Of the month up to and including this day, ex VAT; øre.
    pub sum: i64,
}

#[derive(Clone, Debug)]
pub struct ThisMonth {
    pub period: Period,
    pub next: NextShop,
    /// Prices of the account's own that hold today or will.
    pub agreed: Vec<Agreed>,
    /// The oldest first, up to today.
    pub days: Vec<Day>,
    /// If nothing is connected or let go of until it ends.
    pub estimate: Charge,
}

impl ThisMonth {
    /// Today.
    #[must_use]
    pub fn today(&self) -> Option<&Day> {
        self.days.last()
    }
}

/// Of the whole month and of each of its days so far.
pub async fn this_month(ctx: &Ctx, tenant: &Tenant) -> store::Result<ThisMonth> {
    let (period, today) = (Period::at(ctx.now()), today(ctx.now()));
    let country = account::find(tenant).await?.country;
    let (currency, vat) = (Currency::of(&country), vat(&country));
    let histories = ledger::histories(tenant).await?;
    let agreed = agreed(tenant).await?;
    let terms = terms(currency, &agreed, vat);
    let counts = plan::count(period, histories.iter().map(|one| one.ever.as_slice()));
    let each: Vec<_> = histories
        .iter()
        .map(|one| (&one.name, plan::count(period, [one.ever.as_slice()])))
        .collect();
    let days = period.days().enumerate().take_while(|(_, day)| *day <= today);
    let days = days.map(|(index, day)| Day {
        day,
        shops: each
            .iter()
            .filter(|(_, counts)| counts.get(index).is_some_and(|count| *count > 0))
            .map(|(name, _)| (*name).clone())
            .collect(),
        extra: counts[index].saturating_sub(plan::INCLUDED),
        sum: plan::charge(period, &counts[..=index], &terms).net,
    });
    let connected = histories.iter().filter(|one| one.is_connected()).count();
    Ok(ThisMonth {
        days: days.collect(),
        estimate: plan::charge(period, &counts, &terms),
        next: next(connected == 0, today, &terms),
        agreed: agreed
            .iter()
            .filter(|one| one.last.is_none_or(|last| today <= last))
            .copied()
            .collect(),
        period,
    })
}

/// Only what one more would cost.
pub async fn next_shop(tenant: &Tenant, now: DateTime<Utc>) -> store::Result<NextShop> {
    let currency = Currency::of(&account::find(tenant).await?.country);
    let agreed = agreed(tenant).await?;
    let histories = ledger::histories(tenant).await?;
    let is_first = !histories.iter().any(ledger::History::is_connected);
    let terms = terms(currency, &agreed, Decimal::ZERO);
    Ok(next(is_first, today(now), &terms))
}

/// Oslo's.
#[must_use]
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&Oslo).date_naive()
}

async fn agreed(tenant: &Tenant) -> store::Result<Vec<Agreed>> {
    let all = agreed_price::all(tenant).await?;
    Ok(all.into_iter().map(|one| one.agreed).collect())
}

/// Per cent.
fn vat(country: &str) -> Decimal {
    match country {
        "NO" => plan::VAT,
        _ => Decimal::ZERO,
    }
}

fn terms(currency: Currency, agreed: &[Agreed], vat: Decimal) -> Terms<'_> {
    Terms {
        prices: &plan::PRICES,
        currency,
        agreed,
        vat,
    }
}

fn next(is_included: bool, today: NaiveDate, terms: &Terms<'_>) -> NextShop {
    let list = Terms {
        agreed: &[],
        ..terms.clone()
    };
    let monthly = |terms: &Terms<'_>| Monthly {
        amount: terms.monthly(today).unwrap_or(0),
        currency: terms.currency,
    };
    NextShop {
        is_included,
        pays: monthly(terms),
        list: monthly(&list),
    }
}
