//! What every verb may need. Built once, in `server`.
use std::sync::Arc;

use chrono::{DateTime, Utc};
use store::{Clock, System, Wake};
use url::Url;

use crate::{Intake, Outside, billing::Billing, mail::Mailer, poll::Polls};

#[derive(Clone)]
pub struct Ctx {
    pub store: System,
    pub clock: Arc<dyn Clock>,
    pub wake: Wake,
    pub outside: Outside,
    pub intake: Intake,
    pub mailer: Mailer,
    pub polls: Polls,
    pub billing: Billing,
    /// Where people and webhooks reach us, with a trailing slash.
    pub public_url: Url,
}

impl Ctx {
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}
