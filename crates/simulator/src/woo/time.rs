//! Times as the shop prints and compares them.

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use serde_json::Value;

use super::state::State;

const SHAPE: &str = "%Y-%m-%dT%H:%M:%S";

impl State {
    /// The shop's now, in whole seconds.
    pub fn now(&self) -> DateTime<Utc> {
        let now = self.setup.now();
        DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now)
    }

    pub fn local(&self, at: DateTime<Utc>) -> Value {
        let local = at.with_timezone(&self.setup.timezone);
        Value::from(local.format(SHAPE).to_string())
    }

    pub fn local_or_null(&self, at: Option<DateTime<Utc>>) -> Value {
        at.map_or(Value::Null, |at| self.local(at))
    }

    /// The instant that a date filter means; `None` when it is no date.
    ///
    /// A value with a zone is first turned into shop time, whatever `gmt` says; that is the
    /// trap of woocommerce-api.md 4.2.
    pub fn filter_instant(&self, text: &str, gmt: bool) -> Option<DateTime<Utc>> {
        let zoned = DateTime::parse_from_rfc3339(text).ok();
        let naive = match zoned {
            Some(at) => at.with_timezone(&self.setup.timezone).naive_local(),
            None => NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?,
        };
        if gmt {
            return Some(naive.and_utc());
        }
        let local = self.setup.timezone.from_local_datetime(&naive).earliest()?;
        Some(local.with_timezone(&Utc))
    }
}

pub fn gmt(at: DateTime<Utc>) -> Value {
    Value::from(at.format(SHAPE).to_string())
}

pub fn gmt_or_null(at: Option<DateTime<Utc>>) -> Value {
    at.map_or(Value::Null, gmt)
}
