//! Shipments of orders (`rackbeat-api.md` 3.12, 3.13), and what stands beside an order.

use reqwest::Method;
use serde_json::json;

use super::{Client, Page};
use crate::{Error, OrderField, OrderNote, Shipment};

impl Client {
    pub async fn shipments(&self, order: i64) -> Result<Page<Shipment>, Error> {
        let query = [("limit", "100".to_owned())];
        self.list(
            &format!("orders/{order}/shipments"),
            &query,
            "order_shipments",
        )
        .await
    }

    /// Puts all that a booked order still lacks on a shipment, which is not yet on its way.
    pub async fn create_shipment(&self, order: i64) -> Result<Shipment, Error> {
        let path = format!("orders/{order}/create-shipment");
        self.write(Method::POST, &path, &json!({}), "order_shipment")
            .await
    }

    /// Picked and on its way, mailing nobody. The answer may be bare, or none of ours to read; read the order.
    pub async fn mark_shipped(&self, shipment: i64) -> Result<(), Error> {
        let path = format!("orders/shipments/{shipment}/mark-shipped");
        let quietly = json!({ "pick": true, "mail": { "send": false } });
        self.act(Method::POST, &path, Some(&quietly)).await
    }

    /// The order's custom fields; empty where there are none, or no such endpoint.
    pub async fn order_fields(&self, order: i64) -> Result<Vec<OrderField>, Error> {
        let path = format!("orders/{order}/fields");
        none_where_unknown(self.list(&path, &[], "fields").await)
    }

    /// What was written beside the order; empty where there is nothing, or no such endpoint.
    pub async fn order_notes(&self, order: i64) -> Result<Vec<OrderNote>, Error> {
        let path = format!("orders/{order}/notes");
        none_where_unknown(self.list(&path, &[], "notes").await)
    }
}

fn none_where_unknown<T>(listed: Result<Page<T>, Error>) -> Result<Vec<T>, Error> {
    match listed {
        Ok(page) => Ok(page.items),
        Err(Error::NotFound | Error::Invalid(_) | Error::Unexpected(_)) => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
