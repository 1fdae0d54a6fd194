//! Which orders a list holds, and their notes.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{Fields, text, truth};
use super::links::{Page, only, window};
use super::order::Order;
use super::request::Request;
use super::state::{Note, State};
use super::time::gmt;
use super::wanted::Wanted;

impl State {
    pub fn list_orders(&self, request: &Request) -> Reply {
        self.check_list(request, true)?;
        let wanted = Wanted::read(self, request);
        let mut found = wanted.candidates(&self.orders);
        found.retain(|order| wanted.order(self, order));
        found.sort_unstable_by_key(|order| match request.q("orderby") {
            Some("id") => (0, order.id),
            Some("modified") => (order.modified.timestamp(), order.id),
            _ => (order.created.timestamp(), order.id),
        });
        if request.q("order") != Some("asc") {
            found.reverse();
        }
        let (range, page, per_page) = window(request, &found);
        let decimals = decimals(request);
        let rows = found[range]
            .iter()
            .map(|order| self.order_json(order, decimals))
            .collect();
        Ok(self.paged(
            request,
            "orders",
            Page {
                rows,
                total: found.len(),
                page,
                per_page,
            },
        ))
    }

    pub fn read_order(&self, request: &Request, id: u64) -> Reply {
        let order = self
            .orders
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "shop_order"))?;
        Ok(Answer::ok(&only(
            request,
            self.order_json(order, decimals(request)),
            true,
        )))
    }

    /// A note neither moves the order nor tells the webhooks.
    pub fn add_note(&mut self, order: u64, fields: &Map<String, Value>) -> Reply<u64> {
        if self.orders.get(order).is_none() {
            return Err(Failure::new(
                404,
                "woocommerce_rest_order_invalid_id",
                "Invalid order ID.",
            ));
        }
        self.counters.note += 1;
        self.notes.push(Note {
            id: self.counters.note,
            order,
            at: self.now(),
            author: "WooCommerce".to_owned(),
            text: text(fields, "note"),
            for_customer: truth(fields.get("customer_note")),
        });
        let made = self.counters.note;
        if self.is_new() && truth(fields.get("customer_note")) {
            self.system_note(order, "Mail: note".to_owned());
        }
        Ok(made)
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

    pub fn list_notes(&self, order: u64) -> Answer {
        let mut notes: Vec<&Note> = self
            .notes
            .iter()
            .filter(|note| note.order == order)
            .collect();
        notes.sort_by_key(|note| (std::cmp::Reverse(note.at), note.id));
        Answer::ok(&Value::Array(
            notes.into_iter().map(|note| self.note_json(note)).collect(),
        ))
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

/// How many decimals the caller wants on amounts.
pub fn decimals(request: &Request) -> u32 {
    request
        .q("dp")
        .and_then(|text| text.parse().ok())
        .unwrap_or(2)
}
