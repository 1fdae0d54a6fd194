//! A calendar month in Oslo, which is what is billed.
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::Oslo;

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: NaiveDate,
}

impl Period {
    /// The month that holds this day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self {
            first: day.with_day(1).unwrap_or(day),
        }
    }

    /// The month that Oslo is in at this instant.
    #[must_use]
    pub fn at(now: DateTime<Utc>) -> Self {
        Self::of(day_at(now))
    }

    /// As in `2026-11`; `None` when it is no month.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d")
            .ok()
            .map(Self::of)
    }

    #[must_use]
    pub fn before(self) -> Self {
        Self {
            first: self.first - Months::new(1),
        }
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self {
            first: self.first + Months::new(1),
        }
    }

    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.next().first - Days::new(1)
    }

    /// Days in the month.
    #[must_use]
    pub fn length(self) -> u32 {
        self.last().day()
    }

    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let first = self.first;
        (0..u64::from(self.length())).map(move |day| first + Days::new(day))
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.first.format("%Y-%m"))
    }
}

/// The day that Oslo has at this instant.
#[must_use]
pub fn day_at(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&Oslo).date_naive()
}

/// The instant at which a day begins in Oslo; a night that loses an hour loses it later than that.
#[must_use]
pub fn begins(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    let local = Oslo.from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc(), |instant| instant.with_timezone(&Utc))
}
