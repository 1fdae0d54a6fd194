//! The notes beside an order: people's, and the shop's own.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{Fields, text, truth};
use super::mail::Mail;
use super::order::Order;
use super::request::Request;
use super::shop::Shop;
use super::state::{Note, State};
use super::time::gmt;

impl State {
    /// A note neither moves the order nor tells the webhooks; one for the customer is mailed.
    pub fn add_note(&mut self, order: u64, fields: &Map<String, Value>) -> Reply<u64> {
        self.noted(order)?;
        let for_customer = truth(fields.get("customer_note"));
        self.counters.note += 1;
        self.notes.push(Note {
            id: self.counters.note,
            order,
            at: self.now(),
            author: "WooCommerce".to_owned(),
            text: text(fields, "note"),
            for_customer,
        });
        let made = self.counters.note;
        if for_customer {
            self.mail(order, Mail::Note);
        }
        if self.is_new() && for_customer {
            self.system_note(order, "Mail: note".to_owned());
        }
        Ok(made)
    }

    fn noted(&self, order: u64) -> Reply<()> {
        let unknown = || {
            Failure::new(
                404,
                "woocommerce_rest_order_invalid_id",
                "Invalid order ID.",
            )
        };
        self.orders.get(order).map(|_| ()).ok_or_else(unknown)
    }

    fn system_note(&mut self, order: u64, text: String) {
        self.counters.note += 1;
        let (id, at) = (self.counters.note, self.now());
        let author = "WooCommerce".to_owned();
        self.notes.push(Note {
            id,
            order,
            at,
            author,
            text,
            for_customer: false,
        });
    }

    /// The notes that the shop itself makes when a status changes.
    pub fn note_status(&mut self, order: &Order, before: &str) {
        let taken: Vec<String> = order
            .lines
            .iter()
            .filter(|line| line.reduced() > 0)
            .map(|line| line.name.clone())
            .collect();
        if order.stock_reduced && !taken.is_empty() {
            self.system_note(order.id, format!("Stock: {}", taken.join(", ")));
        }
        self.system_note(order.id, format!("{before} > {}", order.status));
        if self.is_new() && order.status == "processing" {
            self.system_note(order.id, "Mail: shop".to_owned());
            self.system_note(order.id, "Mail: customer".to_owned());
        }
    }

    /// All of them, in one answer; `type` is `any`, `customer` or `internal`.
    pub fn list_notes(&self, request: &Request, order: u64) -> Reply {
        self.noted(order)?;
        let wanted = match request.q("type") {
            Some("customer") => Some(true),
            Some("internal") => Some(false),
            _ => None,
        };
        let is_wanted = |note: &&Note| {
            note.order == order && wanted.is_none_or(|wanted| note.for_customer == wanted)
        };
        let mut notes: Vec<&Note> = self.notes.iter().filter(is_wanted).collect();
        notes.sort_by_key(|note| (std::cmp::Reverse(note.at), note.id));
        Ok(Answer::ok(&Value::Array(
            notes.into_iter().map(|note| self.note_json(note)).collect(),
        )))
    }

    pub fn read_note(&self, order: u64, note: u64) -> Reply {
        self.noted(order)?;
        let found = self.notes.iter();
        let found = found
            .filter(|kept| kept.order == order)
            .find(|kept| kept.id == note);
        let found = found.ok_or_else(|| {
            Failure::new(404, "woocommerce_rest_invalid_id", "Invalid resource ID.")
        })?;
        Ok(Answer::ok(&self.note_json(found)))
    }

    pub fn note_json(&self, note: &Note) -> Value {
        let order = format!("orders/{}", note.order);
        let own = format!("{order}/notes/{}", note.id);
        let mut links = self.links_allowing(&own, &format!("{order}/notes"), &["GET", "DELETE"]);
        links["up"] = json!([{ "href": self.rest(&order) }]);
        Fields::new()
            .put("id", note.id)
            .put("author", note.author.clone())
            .put("date_created", self.local(note.at))
            .put("date_created_gmt", gmt(note.at))
            .put("note", note.text.clone())
            .put("customer_note", note.for_customer)
            .put("_links", links)
            .done()
    }
}

impl Shop {
    /// What stands beside an order, the oldest first; true: the customer was mailed it.
    pub fn order_notes(&self, order: u64) -> Vec<(String, bool)> {
        self.world.with(|shop| {
            let of_order = shop.notes.iter().filter(|note| note.order == order);
            of_order
                .map(|note| (note.text.clone(), note.for_customer))
                .collect()
        })
    }
}
