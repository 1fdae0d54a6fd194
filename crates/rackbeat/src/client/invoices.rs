//! Customer invoices and credit notes (`rackbeat-api.md` 3.14).

use reqwest::Method;
use serde_json::json;

use super::{Client, Page};
use crate::{Error, Invoice, NewCreditNote};

impl Client {
    /// Invoices and credit notes of an order, newest first. Where the filter is not known, others come too:
    /// see [`Invoice::is_of`].
    pub async fn invoices(&self, order: i64) -> Result<Page<Invoice>, Error> {
        let query = [
            ("order_number", order.to_string()),
            ("order_by", "created_at".to_owned()),
            ("order_direction", "DESC".to_owned()),
            ("limit", "100".to_owned()),
        ];
        self.list("customer-invoices", &query, "customer_invoices")
            .await
    }

    pub async fn invoice(&self, number: i64) -> Result<Invoice, Error> {
        self.get(&format!("customer-invoices/{number}"), "customer_invoice")
            .await
    }

    /// Makes and books an invoice of all of an order, mailing nobody. What is answered is an id that may not be the
    /// number: read the order's invoices.
    pub async fn convert_to_invoice(&self, order: i64) -> Result<(), Error> {
        let quietly = json!({ "mail": { "send": false } });
        let path = format!("orders/{order}/convert-to-invoice?book=true");
        self.act(Method::POST, &path, Some(&quietly)).await
    }

    /// Drafts a credit note. What it comes to is Rackbeat's: read it back.
    pub async fn create_creditnote(
        &self,
        invoice: i64,
        note: &NewCreditNote,
    ) -> Result<Invoice, Error> {
        let path = format!("customer-invoices/{invoice}/create-creditnote");
        self.write(Method::POST, &path, note, "customer_invoice")
            .await
    }
}
