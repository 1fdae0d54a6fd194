//! Customers (`rackbeat-api.md` 3.9).

use reqwest::Method;

use super::{Client, LIMIT_MAX, Page};
use crate::{Customer, Error, NewCustomer};

/// What is told of customers that are looked through.
const LISTED: &str =
    "number,name,company_vat,contact_email,address_country,is_barred,is_deleted,created_at";

impl Client {
    /// A thousand a page; `page` from 1. A name narrows it down, but other names may be among them.
    pub async fn customers(&self, page: u32, name: Option<&str>) -> Result<Page<Customer>, Error> {
        let mut query = vec![("page", page.to_string()), ("limit", LIMIT_MAX.to_string())];
        query.extend(name.map(|name| ("search", name.to_owned())));
        self.list("customers", &query, "customers").await
    }

    /// Newest first by when they were made; how an answer is sorted is to be looked at, never taken for granted.
    /// `page` from 1, `limit` at most a thousand.
    pub async fn newest_customers(&self, page: u32, limit: u32) -> Result<Page<Customer>, Error> {
        let query = [
            ("order_by", "created_at".to_owned()),
            ("order_direction", "DESC".to_owned()),
            ("fields", LISTED.to_owned()),
            ("page", page.to_string()),
            ("limit", limit.min(LIMIT_MAX).to_string()),
        ];
        self.list("customers", &query, "customers").await
    }

    pub async fn customer(&self, number: i64) -> Result<Customer, Error> {
        self.get(&format!("customers/{number}"), "customer").await
    }

    pub async fn create_customer(&self, customer: &NewCustomer) -> Result<Customer, Error> {
        self.write(Method::POST, "customers", customer, "customer")
            .await
    }
}
