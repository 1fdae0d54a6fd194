//! Shipped in Rackbeat: the shop's order gets the status that its owner chose, and the shop mails its customer once.
use std::borrow::Cow;

use domain::{ProgressNews, order::is_called_off};
use store::{order_progress, order_progress::Progress};
use woo::{OrderUpdate, Status};

use super::{Telling, say};
use crate::error::Result;

impl Telling<'_> {
    /// True when it was set, or decided about.
    pub(super) async fn set_status(&mut self, progress: &Progress) -> Result<bool> {
        let Some(wanted) = self.rules.shipped_status.as_deref() else {
            order_progress::status_told(&self.work.tenant, self.whose(), self.work.now()).await?;
            return Ok(false);
        };
        let status = wanted.strip_prefix("wc-").unwrap_or(wanted).to_owned();
        let number = self.link.rackbeat_number.unwrap_or_default();
        self.rested(progress.status_claimed_at)?;
        if let Some(news) = self.judged(&status, progress) {
            return self.decided(news).await;
        }
        // Other calls lie behind that reading, and the shop takes a status whatever the order is by now.
        self.order = Cow::Owned(self.client.order(self.order.id).await?);
        match self.judged(&status, progress) {
            Some(news) => self.decided(news).await,
            None => self.put(number, status).await,
        }
    }

    /// What there is to say as the order stands. `None`: its status is to be set.
    fn judged(&self, wanted: &str, progress: &Progress) -> Option<ProgressNews> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let (found, status) = (self.order.status.as_str(), wanted.to_owned());
        let claimed = progress.status_claimed_at.is_some();
        if found == wanted || (claimed && self.was_completed(wanted, progress)) {
            return Some(match claimed {
                true => ProgressNews::StatusSet { number, status },
                false => ProgressNews::StatusStood { number, status },
            });
        }
        let status = found.to_owned();
        (!self.may_be_set()).then_some(ProgressNews::StatusNotSet { number, status })
    }

    /// From `processing`, `on-hold` or a starting status, and never out of what was called off.
    fn may_be_set(&self) -> bool {
        let status = &self.order.status;
        let over = is_called_off(status) || *status == Status::Refunded;
        let open = matches!(status, Status::Processing | Status::OnHold);
        !over && (open || self.rules.is_start_status(status.as_str()))
    }

    /// Completed since we claimed to set it, and changed again by somebody: its customer has had the mail. By what the
    /// shop said then and says now, since its clock is not ours.
    fn was_completed(&self, wanted: &str, progress: &Progress) -> bool {
        let completed = self.order.date_completed_gmt;
        wanted == "completed" && completed.is_some() && completed != progress.completed_before
    }

    async fn put(&self, number: i64, status: String) -> Result<bool> {
        let tenant = &self.work.tenant;
        self.work.lease.renew().await?;
        let completed = self.order.date_completed_gmt;
        order_progress::claim_status(tenant, self.whose(), completed, self.work.now()).await?;
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
