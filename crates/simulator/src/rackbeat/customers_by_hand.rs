//! What a person does with an agreement's customers and the terms they pay on, in Rackbeat's own pages.

use chrono::SecondsFormat;
use serde_json::{Value, json};

use super::agreement::Agreement;

impl Agreement {
    /// Made by hand, in the first group and on the first term; its number.
    pub fn add_customer(&self, fields: &Value) -> i64 {
        let now = self.world().setup.clock.now();
        let added = self.with(|books| {
            let number = books.next_customer_number();
            let mut customer = json!({
                "number": number, "name": "Kunde", "company_vat": null, "ean": null,
                "vat_zone": "domestic", "currency": books.currency, "contact_email": null,
                "contact_phone": null, "is_barred": false, "is_deleted": false,
                "created_at": now.to_rfc3339_opts(SecondsFormat::Secs, true),
            });
            for (field, value) in fields.as_object().into_iter().flatten() {
                customer[field] = value.clone();
            }
            books.customers.insert(number, customer);
            number
        });
        added.unwrap_or_default()
    }

    /// A net term of so many days; its number.
    pub fn add_payment_term(&self, name: &str, days: i64) -> i64 {
        let added = self.with(|books| {
            let terms = &mut books.masters.payment_terms;
            let highest = terms
                .iter()
                .filter_map(|term| term["number"].as_i64())
                .max();
            let number = highest.unwrap_or(1000) + 1;
            terms.push(
                json!({ "number": number, "name": name, "type": "net", "maturity_days": days }),
            );
            number
        });
        added.unwrap_or_default()
    }

    pub fn change_customer(&self, number: i64, field: &str, value: Value) {
        self.with(|books| {
            if let Some(customer) = books.customers.get_mut(&number) {
                customer[field] = value;
            }
        });
    }

    pub fn delete_customer(&self, number: i64) {
        self.with(|books| books.customers.remove(&number));
    }
}
