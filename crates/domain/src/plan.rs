//! The plan: one shop is included, each extra shop has a price a month, and a month's charge follows from its days.
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money;

mod count;
mod period;

pub use count::{Connected, count, counts_on};
pub use period::{Period, begins, day_at};

/// From a day on, what an extra shop costs for a whole month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    pub from: NaiveDate,
    pub currency: Currency,
    /// Øre, ex VAT.
    pub monthly: i64,
}

/// The price list. A new price is a new row; rows that were in force are never changed.
pub const PRICES: [Price; 2] = [
    Price {
        from: DAY_ONE,
        currency: Currency::Nok,
        monthly: 14_900,
    },
    Price {
        from: DAY_ONE,
        currency: Currency::Dkk,
        monthly: 10_000,
    },
];

/// Shops that cost nothing, whichever they are.
pub const INCLUDED: u32 = 1;

/// Norway's general rate, in per cent; to others we sell under reverse charge.
pub const VAT: Decimal = Decimal::from_parts(25, 0, 0, false, 0);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    Nok,
    Dkk,
}

impl Currency {
    /// What an account in this country (ISO 3166, two letters) is billed in.
    #[must_use]
    pub fn of(country: &str) -> Self {
        match country {
            "DK" => Self::Dkk,
            _ => Self::Nok,
        }
    }

    /// ISO 4217.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nok => "NOK",
            Self::Dkk => "DKK",
        }
    }
}

/// Days on which one account pays another price than the list's; 0 is a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreed {
    pub first: NaiveDate,
    /// The last day of it; `None` is until further notice.
    pub last: Option<NaiveDate>,
    /// Øre for a whole month, ex VAT.
    pub monthly: i64,
}

impl Agreed {
    fn holds_on(&self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}

/// By what an account is charged.
#[derive(Clone, Debug)]
pub struct Terms<'a> {
    pub prices: &'a [Price],
    pub currency: Currency,
    /// The later row wins where two hold.
    pub agreed: &'a [Agreed],
    /// Per cent; 0 under reverse charge.
    pub vat: Decimal,
}

impl Terms<'_> {
    /// `None` before the price list begins.
    #[must_use]
    pub fn monthly(&self, day: NaiveDate) -> Option<i64> {
        let agreed = self.agreed.iter().rev().find(|one| one.holds_on(day));
        if let Some(agreed) = agreed {
            return Some(agreed.monthly);
        }
        let fits = |price: &&Price| price.currency == self.currency && price.from <= day;
        let list = self.prices.iter().filter(fits);
        list.max_by_key(|price| price.from)
            .map(|price| price.monthly)
    }
}

/// What a month's extra shops cost. Amounts are øre.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Charge {
    pub lines: Vec<Line>,
    /// The sum of the lines, ex VAT.
    pub net: i64,
    pub vat: i64,
    pub total: i64,
}

/// The days of a month that had one price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// For a whole month, ex VAT.
    pub monthly: i64,
    /// The first and the last day with an extra shop at this price.
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// One for each extra shop and day.
    pub shop_days: u32,
    pub days_in_month: u32,
    pub amount: i64,
}

/// A month's charge from the shops that count on each of its days.
#[must_use]
pub fn charge(period: Period, shops: &[u32], terms: &Terms<'_>) -> Charge {
    let mut lines: Vec<Line> = Vec::new();
    for (day, shops) in period.days().zip(shops) {
        let extra = shops.saturating_sub(INCLUDED);
        let (true, Some(monthly)) = (extra > 0, terms.monthly(day)) else {
            continue;
        };
        match lines.iter_mut().find(|line| line.monthly == monthly) {
            Some(line) => {
                line.last = day;
                line.shop_days += extra;
            }
            None => lines.push(Line {
                monthly,
                first: day,
                last: day,
                shop_days: extra,
                days_in_month: period.length(),
                amount: 0,
            }),
        }
    }
    for line in &mut lines {
        line.amount = amount(line.monthly, line.shop_days, line.days_in_month);
    }
    summed(lines, terms.vat)
}

/// Price × days ÷ days in the month, half up to the øre.
fn amount(monthly: i64, shop_days: u32, days_in_month: u32) -> i64 {
    let days = i64::from(days_in_month.max(1));
    (2 * monthly * i64::from(shop_days) + days) / (2 * days)
}

fn summed(lines: Vec<Line>, vat: Decimal) -> Charge {
    let net: i64 = lines.iter().map(|line| line.amount).sum();
    let vat = money::round(Decimal::from(net) * vat / Decimal::ONE_HUNDRED, 0);
    let vat = i64::try_from(vat).unwrap_or(i64::MAX);
    Charge {
        lines,
        net,
        vat,
        total: net.saturating_add(vat),
    }
}

/// Before anybody could be a customer.
const DAY_ONE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

#[cfg(test)]
mod tests;
