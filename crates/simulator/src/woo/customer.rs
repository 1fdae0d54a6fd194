//! Customers with an account in the shop.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::text;
use super::links::{Page, window};
use super::order_json::address;
use super::request::Request;
use super::state::{Meta, State};
use super::time::gmt;

const BILLING: &[&str] = &[
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "postcode",
    "country",
    "state",
    "email",
    "phone",
];
const SHIPPING: &[&str] = &[
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "postcode",
    "country",
    "state",
    "phone",
];

#[derive(Clone, Debug)]
pub struct Customer {
    pub id: u64,
    pub at: DateTime<Utc>,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub billing: Map<String, Value>,
    pub shipping: Map<String, Value>,
    pub meta: Vec<Meta>,
}

impl State {
    pub fn create_customer(&mut self, fields: &Map<String, Value>) -> Reply<u64> {
        let email = text(fields, "email");
        if self.customers.values().any(|known| known.email == email) {
            let said = if self.is_new() {
                format!(
                    "An account is already registered with {email}. Please log in or use a different email address."
                )
            } else {
                "An account is already registered with your email address. <a href=\"#\" class=\"showlogin\">Please log in.</a>"
                    .to_owned()
            };
            return Err(Failure::new(400, "registration-error-email-exists", &said));
        }
        let part = |name: &str| {
            fields
                .get(name)
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default()
        };
        let mut meta = Vec::new();
        for row in fields
            .get("meta_data")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            self.write_meta(&mut meta, row);
        }
        self.counters.user += 1;
        let id = self.counters.user;
        let customer = Customer {
            id,
            at: self.now(),
            email,
            first_name: text(fields, "first_name"),
            last_name: text(fields, "last_name"),
            billing: part("billing"),
            shipping: part("shipping"),
            meta,
        };
        self.customers.insert(id, customer);
        self.event("customer.created", id);
        Ok(id)
    }

    pub fn customer_json(&self, customer: &Customer) -> Value {
        let at = (self.local(customer.at), gmt(customer.at));
        json!({
            "id": customer.id,
            "date_created": at.0,
            "date_created_gmt": at.1,
            "date_modified": at.0,
            "date_modified_gmt": at.1,
            "email": customer.email,
            "first_name": customer.first_name,
            "last_name": customer.last_name,
            "role": "customer",
            "username": customer.email.split('@').next(),
            "billing": address(&customer.billing, BILLING),
            "shipping": address(&customer.shipping, SHIPPING),
            "is_paying_customer": false,
            "avatar_url": "",
            "meta_data": customer.meta.iter().map(Meta::json).collect::<Vec<_>>(),
            "_links": self.links(&format!("customers/{}", customer.id), "customers"),
        })
    }

    pub fn list_customers(&self, request: &Request) -> Reply {
        let all: Vec<&Customer> = self.customers.values().rev().collect();
        let (range, page, per_page) = window(request, &all);
        let rows = all[range]
            .iter()
            .map(|customer| self.customer_json(customer))
            .collect();
        Ok(self.paged(
            request,
            "customers",
            Page {
                rows,
                total: all.len(),
                page,
                per_page,
            },
        ))
    }

    pub fn read_customer(&self, id: u64) -> Reply {
        let found = self.customers.get(&id).ok_or_else(|| {
            Failure::new(404, "woocommerce_rest_invalid_id", "Invalid resource ID.")
        })?;
        Ok(Answer::ok(&self.customer_json(found)))
    }
}
