//! Customers (`rackbeat-api.md` 3.9).

use reqwest::Method;

use super::{Client, LIMIT_MAX, Page};
use crate::{Customer, Error, NewCustomer};

impl Client {
    /// A thousand a page; `page` from 1. A name narrows it down, but other names may be among them.
    pub async fn customers(&self, page: u32, name: Option<&str>) -> Result<Page<Customer>, Error> {
        let mut query = vec![("page", page.to_string()), ("limit", LIMIT_MAX.to_string())];
        query.extend(name.map(|name| ("search", name.to_owned())));
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
