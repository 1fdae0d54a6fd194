//! Webhook subscriptions (`rackbeat-api.md` 4.1).

use reqwest::Method;

use super::{Client, LIMIT_MAX, Page};
use crate::{
    Error,
    webhook::{NewSubscription, Subscription},
};

impl Client {
    /// All in the agreement, other integrations' among them.
    pub async fn webhooks(&self) -> Result<Page<Subscription>, Error> {
        self.list("webhooks", &[("limit", LIMIT_MAX.to_string())], "webhooks")
            .await
    }

    /// The token is in this answer and never again. The same event and address once more changes the one that is.
    pub async fn create_webhook(
        &self,
        subscription: &NewSubscription,
    ) -> Result<Subscription, Error> {
        self.write(Method::POST, "webhooks", subscription, "webhook")
            .await
    }

    pub async fn delete_webhook(&self, id: i64) -> Result<(), Error> {
        self.act(Method::DELETE, &format!("webhooks/{id}"), None::<&()>)
            .await
    }
}
