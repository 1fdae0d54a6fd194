//! The hours that we work by: Oslo's, where we and most of our shops are.
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Oslo;

/// When people sleep: nightly compares, forgetting.
const NIGHT: TimeDelta = TimeDelta::hours(3);
/// When the night's work is done.
const EARLY: TimeDelta = TimeDelta::hours(6);
/// Before the shop opens.
const MORNING: TimeDelta = TimeDelta::hours(7);

/// The next three o'clock at night.
#[must_use]
pub fn next_night(now: DateTime<Utc>) -> DateTime<Utc> {
    let night = last_night(now).with_timezone(&Oslo);
    at(night.date_naive() + Days::new(1), NIGHT)
}

pub(crate) fn last_night(now: DateTime<Utc>) -> DateTime<Utc> {
    last(now, NIGHT)
}

pub(crate) fn last_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    last(now, MORNING)
}

/// The last such day of a month, early in the morning, that has come.
pub(crate) fn last_of_month(day: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&Oslo).date_naive();
    let this = at(today.with_day(day).unwrap_or(today), EARLY);
    if this <= now {
        return this;
    }
    let before = today - Months::new(1);
    at(before.with_day(day).unwrap_or(before), EARLY)
}

fn last(now: DateTime<Utc>, time: TimeDelta) -> DateTime<Utc> {
    let today = now.with_timezone(&Oslo).date_naive();
    let then = at(today, time);
    if then <= now {
        return then;
    }
    at(today - Days::new(1), time)
}

/// The night the clocks go forward has no 02:00–03:00; our times lie outside it.
fn at(date: NaiveDate, time: TimeDelta) -> DateTime<Utc> {
    let local = date.and_time(NaiveTime::MIN) + time;
    let instant = Oslo.from_local_datetime(&local).latest();
    instant.map_or_else(|| local.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_is_oslos_summer_and_winter() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            next_night(at("2026-07-01T12:00:00Z")),
            at("2026-07-02T01:00:00Z")
        );
        assert_eq!(
            next_night(at("2026-12-01T12:00:00Z")),
            at("2026-12-02T02:00:00Z")
        );
        assert_eq!(
            next_night(at("2026-10-24T20:00:00Z")),
            at("2026-10-25T02:00:00Z")
        );
    }

    #[test]
    fn a_months_first_and_second_day_come_early_in_oslos_morning() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        for (day, now, last) in [
            (1, "2026-12-01T04:59:59Z", "2026-11-01T05:00:00Z"),
            (1, "2026-12-01T05:00:00Z", "2026-12-01T05:00:00Z"),
            (2, "2026-12-01T05:00:00Z", "2026-11-02T05:00:00Z"),
            (2, "2026-07-31T22:30:00Z", "2026-07-02T04:00:00Z"),
            (2, "2027-01-15T00:00:00Z", "2027-01-02T05:00:00Z"),
        ] {
            assert_eq!(last_of_month(day, at(now)), at(last), "{now}");
        }
    }
}
