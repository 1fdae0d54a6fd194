//! Counting: which shops of every account counted on the days that have passed, written down at night.
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::plan::{self, INCLUDED, Period};
use store::{
    AccountId, ledger,
    ledger::History,
    shop_day,
    shop_day::{CountedDay, ShopDay},
};

use super::held::tell_new;
use crate::Ctx;

/// Accounts read and written at a time.
const PAGE: u32 = 500;

/// Everybody is counted for each day that has passed and is not counted yet. It may run twice, and be killed anywhere.
pub async fn count(ctx: &Ctx) -> store::Result<()> {
    let yesterday = plan::day_at(ctx.now()) - Days::new(1);
    let Some(mut first) = first_uncounted(ctx).await? else {
        return Ok(());
    };
    let mut is_new = false;
    while first <= yesterday {
        let last = Period::of(first).last().min(yesterday);
        write(ctx, first, last).await?;
        first = last + Days::new(1);
        is_new = true;
    }
    if is_new && ctx.billing.is_some() {
        tell_new(ctx, yesterday).await?;
    }
    Ok(())
}

/// A month's days are reckoned anew from the ledger, as far as they have passed. How many rows were not what they
/// should be.
pub async fn rebuild(ctx: &Ctx, period: Period) -> store::Result<u64> {
    let yesterday = plan::day_at(ctx.now()) - Days::new(1);
    let last = period.last().min(yesterday);
    if last < period.first() {
        return Ok(0);
    }
    write(ctx, period.first(), last).await
}

async fn first_uncounted(ctx: &Ctx) -> store::Result<Option<NaiveDate>> {
    if let Some(last) = shop_day::last_counted(&ctx.store).await? {
        return Ok(Some(last + Days::new(1)));
    }
    let begins = ledger::begins(&ctx.store).await?;
    Ok(begins.map(plan::day_at))
}

/// Days of one month. A day is noted as counted only when everybody is.
async fn write(ctx: &Ctx, first: NaiveDate, last: NaiveDate) -> store::Result<u64> {
    let (mut after, mut wrong) = (AccountId::nil(), 0);
    let mut sums: BTreeMap<NaiveDate, CountedDay> = BTreeMap::new();
    for day in first.iter_days().take_while(|day| *day <= last) {
        let none = CountedDay {
            day,
            accounts: 0,
            shops: 0,
            extra: 0,
        };
        sums.insert(day, none);
    }
    loop {
        let accounts = ledger::accounts_after(&ctx.store, after, (1, PAGE)).await?;
        let (Some(from), Some(to)) = (accounts.first(), accounts.last()) else {
            break;
        };
        let range = (*from, *to);
        let histories = ledger::histories_of(&ctx.store, range).await?;
        let days = days_of(&histories, first, last);
        for day in &days {
            if let Some(sum) = sums.get_mut(&day.day) {
                sum.accounts += 1;
                sum.shops += u64::from(day.count);
                sum.extra += u64::from(day.count.saturating_sub(INCLUDED));
            }
        }
        wrong += shop_day::settle(&ctx.store, (range, (first, last)), days).await?;
        after = range.1;
    }
    for sum in sums.values() {
        shop_day::set_counted(&ctx.store, sum, ctx.now()).await?;
    }
    Ok(wrong)
}

/// The rows that these shops make, for days of one month.
fn days_of(histories: &[History], first: NaiveDate, last: NaiveDate) -> Vec<ShopDay> {
    let period = Period::of(first);
    let mut rows: BTreeMap<(AccountId, NaiveDate), Vec<&str>> = BTreeMap::new();
    for history in histories {
        let counts = plan::count(period, [history.ever.as_slice()]);
        let counted = period.days().zip(counts).filter(|(_, count)| *count > 0);
        for (day, _) in counted.filter(|(day, _)| first <= *day && *day <= last) {
            let shops = rows.entry((history.account, day)).or_default();
            shops.push(&history.code);
        }
    }
    let row = |((account, day), shops): ((AccountId, NaiveDate), Vec<&str>)| ShopDay {
        account,
        day,
        count: u32::try_from(shops.len()).unwrap_or(u32::MAX),
        shops: shops.join(" "),
    };
    rows.into_iter().map(row).collect()
}
