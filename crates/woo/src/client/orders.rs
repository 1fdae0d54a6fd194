//! Orders, their notes, their refunds, and the shop's statuses.
use reqwest::Method;
use serde::de::IgnoredAny;

use super::{Client, Error, OrderQuery, Page, query};
use crate::{NamedStatus, Note, Order, OrderNote, OrderUpdate, Refund};

impl Client {
    /// With six decimals. A trashed order comes too, as `Status::Trash`; only `NotFound` is gone.
    pub async fn order(&self, id: i64) -> Result<Order, Error> {
        self.get(&format!("orders/{id}"), &[("dp", "6".to_owned())])
            .await
    }

    pub async fn orders(&self, query: &OrderQuery) -> Result<Page<Order>, Error> {
        self.page("orders", &query.pairs()).await
    }

    /// The newest first, at most a hundred; `fields` with `id` among them, empty is everything.
    pub async fn newest_orders(
        &self,
        count: u32,
        fields: &[&'static str],
    ) -> Result<Page<Order>, Error> {
        self.page("orders", &query::newest(count, fields)).await
    }

    /// The shop's own statuses with its own labels, custom ones too.
    pub async fn order_statuses(&self) -> Result<Vec<NamedStatus>, Error> {
        match self.get("orders/statuses", &[]).await {
            // Before 9.6 only a report knows them.
            Err(Error::NoRoute) => self.get("reports/orders/totals", &[]).await,
            answer => answer,
        }
    }

    pub async fn update_order(&self, id: i64, update: &OrderUpdate) -> Result<Order, Error> {
        self.write(Method::PUT, &format!("orders/{id}"), update)
            .await
    }

    /// All of them: this list has no pages.
    pub async fn notes(&self, order: i64) -> Result<Vec<OrderNote>, Error> {
        let notes = self.page(&format!("orders/{order}/notes"), &[]).await?;
        Ok(notes.items)
    }

    /// Not safe to repeat: a second call is a second note.
    pub async fn add_note(&self, order: i64, note: &Note) -> Result<(), Error> {
        let _: IgnoredAny = self
            .write(Method::POST, &format!("orders/{order}/notes"), note)
            .await?;
        Ok(())
    }

    pub async fn refunds(&self, order: i64) -> Result<Page<Refund>, Error> {
        let query = [("dp", "6".to_owned()), ("per_page", "100".to_owned())];
        self.page(&format!("orders/{order}/refunds"), &query).await
    }
}
