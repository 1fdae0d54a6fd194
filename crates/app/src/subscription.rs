//! What an account pays, in the small: a month's sum as it grows, and what one shop more would cost.
use domain::plan::{self, Agreed, Currency, Terms};
use rust_decimal::Decimal;
use store::{Tenant, account, agreed_price, ledger};

use crate::{Ctx, billing::Month};

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

/// What the month has come to at the end of each of its days, ex VAT; øre.
#[must_use]
pub fn sums(month: &Month) -> Vec<i64> {
    let agreed: Vec<_> = month.agreed.iter().map(|one| one.agreed).collect();
    let terms = terms(month.currency, &agreed);
    let shops: Vec<_> = month.days.iter().map(|day| day.shops).collect();
    (1..=shops.len())
        .map(|days| plan::charge(month.period, &shops[..days], &terms).net)
        .collect()
}

pub async fn next_shop(ctx: &Ctx, tenant: &Tenant) -> store::Result<NextShop> {
    let today = plan::day_at(ctx.now());
    let currency = Currency::of(&account::find(tenant).await?.country);
    let agreed = agreed_price::all(tenant).await?;
    let agreed: Vec<_> = agreed.into_iter().map(|one| one.agreed).collect();
    let histories = ledger::histories(tenant).await?;
    let monthly = |agreed: &[Agreed]| Monthly {
        amount: terms(currency, agreed).monthly(today).unwrap_or(0),
        currency,
    };
    Ok(NextShop {
        is_included: !histories.iter().any(ledger::History::is_connected),
        pays: monthly(&agreed),
        list: monthly(&[]),
    })
}

fn terms(currency: Currency, agreed: &[Agreed]) -> Terms<'_> {
    Terms {
        prices: &plan::PRICES,
        currency,
        agreed,
        vat: Decimal::ZERO,
    }
}
