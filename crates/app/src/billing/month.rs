//! A month as its customer sees it: day by day, what it comes to so far, and what it will if all stays as it is.
use chrono::NaiveDate;
use domain::{
    invoice::Vat,
    plan::{self, Charge, Currency, INCLUDED, Period, Price},
};
use store::{ShopId, Tenant, agreed_price, agreed_price::AgreedPrice, ledger, payer};

use super::{agreed, terms, vat};
use crate::Ctx;

#[derive(Clone, Debug)]
pub struct Month {
    pub period: Period,
    pub currency: Currency,
    pub vat: Vat,
    /// Shops that count on at least one of its days, or are connected, in the order they came.
    pub shops: Vec<MonthShop>,
    pub days: Vec<Day>,
    /// The days that have begun.
    pub so_far: Charge,
    /// The whole month, if what is connected now stays.
    pub estimate: Charge,
    /// What the account has instead of the list's price, the oldest first.
    pub agreed: Vec<AgreedPrice>,
}

#[derive(Clone, Debug)]
pub struct MonthShop {
    pub shop: ShopId,
    pub name: String,
    pub home: String,
    pub is_connected: bool,
    /// On which days of the month it counts, from the first one on.
    pub counts: Vec<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub day: NaiveDate,
    pub shops: u32,
    pub extra: u32,
    /// Øre for an extra shop and a whole month, by the price of this day; `None` before there were prices.
    pub monthly: Option<i64>,
    /// It has not begun yet.
    pub is_to_come: bool,
}

impl Month {
    /// The price list's row for the account on this day.
    #[must_use]
    pub fn listed(&self, day: NaiveDate) -> Option<Price> {
        let fits = |price: &&Price| price.currency == self.currency && price.from <= day;
        let prices = plan::PRICES.iter().filter(fits);
        prices.max_by_key(|price| price.from).copied()
    }
}

pub async fn month(ctx: &Ctx, tenant: &Tenant, period: Period) -> store::Result<Month> {
    let payer = payer::find(tenant).await?;
    let prices = agreed_price::all(tenant).await?;
    let vat = vat(&ctx.billing, &payer.country);
    let agreed = agreed(&prices);
    let terms = terms(&payer.country, &agreed, vat.rate());
    let today = plan::day_at(ctx.now());
    let mut shops = Vec::new();
    let mut totals = vec![0_u32; period.length() as usize];
    for history in ledger::histories(tenant).await? {
        let counts = plan::count(period, [history.ever.as_slice()]);
        let shop = MonthShop {
            shop: history.shop,
            is_connected: history.is_connected(),
            name: history.name,
            home: history.home,
            counts: counts.iter().map(|count| *count > 0).collect(),
        };
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
        if shop.is_connected || shop.counts.contains(&true) {
            shops.push(shop);
        }
    }
    let begun = period.days().take_while(|day| *day <= today).count();
    let day = |(day, shops): (NaiveDate, &u32)| Day {
        day,
        shops: *shops,
        extra: shops.saturating_sub(INCLUDED),
        monthly: terms.monthly(day),
        is_to_come: day > today,
    };
    Ok(Month {
        period,
        currency: terms.currency,
        vat,
        days: period.days().zip(&totals).map(day).collect(),
        so_far: plan::charge(period, totals.get(..begun).unwrap_or_default(), &terms),
        estimate: plan::charge(period, &totals, &terms),
        shops,
        agreed: prices,
    })
}
