//! On which days a shop counts: while it is connected, from 24 hours after its first connection ever.
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::period::{Period, begins, day_at};

/// A shop younger than this costs nothing, so that a mistake is free.
const GRACE: TimeDelta = TimeDelta::hours(24);

/// A stretch of time in which a shop was connected, from its activation to its removal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connected {
    pub from: DateTime<Utc>,
    /// Not included; `None` while it still is.
    pub until: Option<DateTime<Utc>>,
}

/// How many of these shops count on each day of the month.
///
/// A shop's stretches are all it ever had, the oldest first, since its age is reckoned from there.
pub fn count<'a>(period: Period, shops: impl IntoIterator<Item = &'a [Connected]>) -> Vec<u32> {
    let mut counts = vec![0; period.length() as usize];
    for shop in shops {
        let Some(old_enough) = old_enough(shop) else {
            continue;
        };
        let mut counted_until = 0;
        for stretch in shop {
            let Some((first, last)) = days(period, stretch, old_enough) else {
                continue;
            };
            let first = first.max(counted_until);
            let next = last + 1;
            for count in counts.iter_mut().take(next).skip(first) {
                *count += 1;
            }
            counted_until = counted_until.max(next);
        }
    }
    counts
}

/// Whether at some instant of the day the shop is connected and old enough.
#[must_use]
pub fn counts_on(shop: &[Connected], day: NaiveDate) -> bool {
    let period = Period::of(day);
    let index = (day - period.first()).num_days();
    let counts = count(period, [shop]);
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    counts.get(index).is_some_and(|count| *count > 0)
}

fn old_enough(shop: &[Connected]) -> Option<DateTime<Utc>> {
    shop.iter()
        .map(|stretch| stretch.from)
        .min()
        .map(|first| first + GRACE)
}

/// The first and the last of the month's days, from 0, that the stretch touches.
fn days(period: Period, stretch: &Connected, old_enough: DateTime<Utc>) -> Option<(usize, usize)> {
    let from = stretch.from.max(old_enough).max(begins(period.first()));
    let until = begins(period.next().first());
    let until = stretch.until.map_or(until, |end| end.min(until));
    if from >= until {
        return None;
    }
    let index = |day: NaiveDate| usize::try_from((day - period.first()).num_days()).ok();
    // Its last instant is just before the end, and instants are milliseconds here.
    let last = until - TimeDelta::milliseconds(1);
    Some((index(day_at(from))?, index(day_at(last))?))
}
