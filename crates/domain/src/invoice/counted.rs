//! Which shops counted on which days, so that a charge can be counted again by whoever pays it.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Document;
use crate::plan::{Connected, INCLUDED, Period, count};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedShop {
    pub name: String,
    /// Where it is on the net, since two may share a name.
    pub address: String,
    /// The days of the month on which it counted, in their order; none is empty and none touches another.
    pub spans: Vec<Span>,
}

/// Days in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// Days in a row on which the same shops counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    pub days: Span,
    pub shops: Vec<&'a CountedShop>,
}

impl CountedShop {
    /// From all the times that the shop was ever connected; `None` when it counted on no day of the month.
    #[must_use]
    pub fn of(name: String, address: String, period: Period, ever: &[Connected]) -> Option<Self> {
        let mut spans: Vec<Span> = Vec::new();
        for (day, counts) in period.days().zip(count(period, [ever])) {
            if counts == 0 {
                continue;
            }
            match spans.last_mut() {
                Some(span) if span.last.succ_opt() == Some(day) => span.last = day,
                _ => spans.push(Span {
                    first: day,
                    last: day,
                }),
            }
        }
        let shop = Self {
            name,
            address,
            spans,
        };
        (!shop.spans.is_empty()).then_some(shop)
    }

    fn counts_on(&self, day: NaiveDate) -> bool {
        self.spans.iter().any(|span| span.holds(day))
    }
}

impl Span {
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    #[must_use]
    pub fn length(&self) -> u32 {
        u32::try_from((self.last - self.first).num_days() + 1).unwrap_or(0)
    }
}

impl Stretch<'_> {
    /// Shops on each of these days beyond the included one.
    #[must_use]
    pub fn extra(&self) -> u32 {
        let shops = u32::try_from(self.shops.len()).unwrap_or(u32::MAX);
        shops.saturating_sub(INCLUDED)
    }

    #[must_use]
    pub fn shop_days(&self) -> u32 {
        self.extra() * self.days.length()
    }
}

impl Document {
    /// The delivery's days, parted where a shop came or went; days on which none counted are left out.
    #[must_use]
    pub fn stretches(&self) -> Vec<Stretch<'_>> {
        let days = self.delivery.first.iter_days();
        let mut stretches: Vec<Stretch<'_>> = Vec::new();
        for day in days.take_while(|day| *day <= self.delivery.last) {
            let shops: Vec<_> = self
                .shops
                .iter()
                .filter(|shop| shop.counts_on(day))
                .collect();
            match stretches.last_mut() {
                Some(stretch) if stretch.shops == shops => stretch.days.last = day,
                _ => stretches.push(Stretch {
                    days: Span {
                        first: day,
                        last: day,
                    },
                    shops,
                }),
            }
        }
        stretches.retain(|stretch| !stretch.shops.is_empty());
        stretches
    }
}
