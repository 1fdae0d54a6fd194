//! Orders (`rackbeat-api.md` 3.12).

use reqwest::Method;
use serde_json::json;

use super::{Client, Page};
use crate::{Error, LineChange, NewLine, NewOrder, Order, OrderHead};

/// Where an order is made. What sets the two apart is unknown; the first is what running integrations use.
const CREATE: &str = "orders";
/// Where it is made if the first is not there.
const CREATE_ELSE: &str = "orders/drafts";
/// What a list of orders tells of each; the lines are left to [`Client::order`].
const LISTED: &str = "number,customer_id,heading,their_reference,currency,total_subtotal,total_vat,total_total,is_booked,is_cancelled,is_archived,is_shipped,is_partly_shipped,is_invoiced,booked_at,shipped_at,cancelled_at,deleted_at,created_at,updated_at";

impl Client {
    /// Orders, drafts among them, newest first by when they were made; `page` from 1, `limit` at most [`super::LIMIT_MAX`].
    pub async fn orders(&self, page: u32, limit: u32) -> Result<Page<Order>, Error> {
        self.list("orders", &newest(page, limit), "orders").await
    }

    /// Drafts, newest first, in case `orders` does not list them. Empty where there is no such list.
    pub async fn draft_orders(&self, page: u32, limit: u32) -> Result<Page<Order>, Error> {
        let drafts = self.list(CREATE_ELSE, &newest(page, limit), "orders").await;
        drafts.or_else(|error| match error {
            Error::NotFound | Error::Invalid(_) => Ok(Page {
                items: Vec::new(),
                total: None,
                pages: None,
                page: None,
            }),
            other => Err(other),
        })
    }

    pub async fn order(&self, number: i64) -> Result<Order, Error> {
        self.get(&format!("orders/{number}"), "order").await
    }

    /// Makes a draft. The answer may be bare: nothing but the number.
    pub async fn create_order(&self, order: &NewOrder) -> Result<Order, Error> {
        let made = self.write(Method::POST, CREATE, order, "order").await;
        match made {
            Err(Error::NotFound) => self.write(Method::POST, CREATE_ELSE, order, "order").await,
            Err(Error::Invalid(said)) if said.status == 405 => {
                self.write(Method::POST, CREATE_ELSE, order, "order").await
            }
            made => made,
        }
    }

    /// Books it, mailing nobody.
    pub async fn book_order(&self, number: i64) -> Result<Order, Error> {
        let quietly = json!({ "mail": { "send": false } });
        self.write(
            Method::POST,
            &format!("orders/{number}/book"),
            &quietly,
            "order",
        )
        .await
    }

    /// Makes a booked order a draft again. The answer may be bare, or none of ours to read; read the order.
    pub async fn reopen_order(&self, number: i64) -> Result<(), Error> {
        self.act(
            Method::POST,
            &format!("orders/{number}/reopen"),
            None::<&()>,
        )
        .await
    }

    pub async fn change_order(&self, number: i64, head: &OrderHead) -> Result<(), Error> {
        self.act(Method::PUT, &format!("orders/{number}"), Some(head))
            .await
    }

    /// Refused once it has a shipment.
    pub async fn delete_order(&self, number: i64) -> Result<(), Error> {
        self.act(Method::DELETE, &format!("orders/{number}"), None::<&()>)
            .await
    }

    /// Refused while it is booked, as are the next two.
    pub async fn add_line(&self, order: i64, line: &NewLine) -> Result<(), Error> {
        self.act(Method::POST, &format!("orders/{order}/lines"), Some(line))
            .await
    }

    pub async fn change_line(
        &self,
        order: i64,
        line: i64,
        change: &LineChange,
    ) -> Result<(), Error> {
        self.act(
            Method::PUT,
            &format!("orders/{order}/lines/{line}"),
            Some(change),
        )
        .await
    }

    pub async fn delete_line(&self, order: i64, line: i64) -> Result<(), Error> {
        self.act(
            Method::DELETE,
            &format!("orders/{order}/lines/{line}"),
            None::<&()>,
        )
        .await
    }

    /// Writes a note on the order, which people see beside it.
    pub async fn note_order(&self, number: i64, note: &str) -> Result<(), Error> {
        let note = json!({ "note": note });
        self.act(Method::POST, &format!("orders/{number}/notes"), Some(&note))
            .await
    }
}

fn newest(page: u32, limit: u32) -> [(&'static str, String); 5] {
    [
        ("order_by", "created_at".to_owned()),
        ("order_direction", "DESC".to_owned()),
        ("fields", LISTED.to_owned()),
        ("page", page.to_string()),
        ("limit", limit.to_string()),
    ]
}
