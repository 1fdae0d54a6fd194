//! The shop's webhooks, ours and others'.
use reqwest::Method;
use serde::de::IgnoredAny;

use super::{Client, Error, Page, query};
use crate::webhook::{NewWebhook, Webhook};

impl Client {
    /// A hundred at a time, of every status.
    pub async fn webhooks(&self, page: u32) -> Result<Page<Webhook>, Error> {
        let mut pairs = query::walk(page, 100, &[]);
        pairs.push(("status", "all".to_owned()));
        self.page("webhooks", &pairs).await
    }

    /// The shop pings the address before it answers; one that cannot be reached is made all the same. Made twice it delivers twice.
    pub async fn create_webhook(&self, webhook: &NewWebhook) -> Result<Webhook, Error> {
        self.write(Method::POST, "webhooks", webhook).await
    }

    /// For good; `NotFound` when it is gone already.
    pub async fn delete_webhook(&self, id: i64) -> Result<(), Error> {
        let force = [("force", "true".to_owned())];
        let _: IgnoredAny = self.delete(&format!("webhooks/{id}"), &force).await?;
        Ok(())
    }
}
