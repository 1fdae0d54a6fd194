//! Shipped in Rackbeat: the shop's order gets the status that its owner chose, and the shop mails its customer once.
use chrono::TimeDelta;
use domain::{ProgressNews, order::is_called_off};
use store::{order_progress, order_progress::Progress};
use woo::{OrderUpdate, Status};

use super::{Telling, say};
use crate::error::Result;

/// The shop's clock and ours may differ by so much.
const SLACK: TimeDelta = TimeDelta::hours(1);

impl Telling<'_> {
    /// True when it was set, or decided about.
    pub(super) async fn set_status(&self, progress: &Progress) -> Result<bool> {
        let Some(wanted) = self.rules.shipped_status.as_deref() else {
            order_progress::status_told(&self.work.tenant, self.whose(), self.work.now()).await?;
            return Ok(false);
        };
        let status = wanted.strip_prefix("wc-").unwrap_or(wanted).to_owned();
        let number = self.link.rackbeat_number.unwrap_or_default();
        self.rested(progress.status_claimed_at)?;
        let claimed = progress.status_claimed_at.is_some();
        let found = self.order.status.as_str().to_owned();
        if found == status || (claimed && self.was_completed(&status, progress)) {
            let news = match claimed {
                true => ProgressNews::StatusSet { number, status },
                false => ProgressNews::StatusStood { number, status },
            };
            return self.decided(news).await;
        }
        if !self.may_be_set() {
            let status = found;
            return self
                .decided(ProgressNews::StatusNotSet { number, status })
                .await;
        }
        self.put(number, status).await
    }

    /// From `processing`, `on-hold` or a starting status, and never out of what was called off.
    fn may_be_set(&self) -> bool {
        let status = &self.order.status;
        let over = is_called_off(status) || *status == Status::Refunded;
        let open = matches!(status, Status::Processing | Status::OnHold);
        !over && (open || self.rules.is_start_status(status.as_str()))
    }

    /// Our earlier try took effect, and somebody has changed the order since: its customer has had the mail.
    fn was_completed(&self, wanted: &str, progress: &Progress) -> bool {
        let completed_at = self.order.date_completed_gmt;
        let claimed_at = progress.status_claimed_at;
        let since = claimed_at.zip(completed_at);
        wanted == "completed" && since.is_some_and(|(claimed, done)| done >= claimed - SLACK)
    }

    async fn put(&self, number: i64, status: String) -> Result<bool> {
        let tenant = &self.work.tenant;
        self.work.lease.renew().await?;
        order_progress::claim_status(tenant, self.whose(), self.work.now()).await?;
        let update = OrderUpdate::status(Status::from(status.as_str()));
        match self.client.update_order(self.order.id, &update).await {
            Ok(_) => {
                let news = ProgressNews::StatusSet { number, status };
                self.decided(news).await
            }
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(woo::Error::Invalid(said)) => {
                order_progress::free_status(tenant, self.link.id).await?;
                let text = said.to_string();
                let change = tenant.begin().await?;
                let news = ProgressNews::StatusRefused { status, text };
                say(&change, self.link, &news.into(), self.work.now()).await?;
                change.commit().await?;
                Ok(true)
            }
            Err(error) => {
                order_progress::free_status(tenant, self.link.id).await?;
                Err(error.into())
            }
        }
    }

    /// Nothing more is owed about the status, and the log says why.
    async fn decided(&self, news: ProgressNews) -> Result<bool> {
        let now = self.work.now();
        let change = self.work.tenant.begin().await?;
        order_progress::status_told(&change, self.whose(), now).await?;
        say(&change, self.link, &news.into(), now).await?;
        change.commit().await?;
        Ok(true)
    }
}
