//! Webhook subscriptions, and what a delivery says.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    books::{Books, News, stamp},
    call::{Call, key},
    delivery::Parcel,
    list,
    reply::{Answer, No, Reply},
};

/// Events that are there for certain; more with a switch.
const EVENTS: [&str; 9] = [
    "order.created",
    "order.shipped",
    "product.created",
    "product.updated",
    "inventory.changed",
    "employee.created",
    "payment_terms.created",
    "delivery_terms.created",
    "plugin.uninstalled",
];
const MORE_EVENTS: [&str; 5] = [
    "order.updated",
    "order.booked",
    "order.cancelled",
    "order.deleted",
    "product.deleted",
];

/// One agreement's subscriptions.
#[derive(Debug, Default)]
pub struct Hooks(pub Vec<Hook>);

#[derive(Clone, Debug)]
pub struct Hook {
    pub id: i64,
    pub event: String,
    pub url: String,
    pub is_active: bool,
    /// Comes with every delivery; shown once.
    pub token: String,
    pub failures: u32,
    pub created_at: DateTime<Utc>,
}

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["webhooks"]) => {
            let event = call.param("event");
            let found = books.hooks.0.iter();
            let found = found.filter(|hook| event.is_none_or(|event| hook.event == event));
            list::whole(
                call,
                "webhooks",
                found.map(|hook| hook.show(false)).collect(),
            )
        }
        ("GET", ["webhooks", id]) => at(books, id).map(|at| one(&books.hooks.0[at], 200, false)),
        ("POST", ["webhooks"]) => create(books, call),
        ("PUT", ["webhooks", id]) => at(books, id).map(|at| {
            let hook = &mut books.hooks.0[at];
            hook.url = call.text("url").unwrap_or_else(|| hook.url.clone());
            hook.is_active = call.flag("is_active").unwrap_or(hook.is_active);
            one(hook, 200, false)
        }),
        ("DELETE", ["webhooks", id]) => at(books, id).map(|at| {
            books.hooks.0.remove(at);
            Reply::done()
        }),
        _ => return None,
    })
}

fn create(books: &mut Books, call: &Call) -> Answer {
    let event = call.text("event").unwrap_or_default();
    let is_there = EVENTS.contains(&event.as_str())
        || call.switches.has_more_order_events && MORE_EVENTS.contains(&event.as_str());
    if !is_there {
        return Err(No::invalid("event", "The selected event is invalid."));
    }
    let url = call.text("url").filter(|url| url.starts_with("http"));
    let url = url.ok_or_else(|| No::invalid("url", "The url format is invalid."))?;
    let same = |hook: &&mut Hook| hook.event == event && hook.url == url;
    if let Some(hook) = books.hooks.0.iter_mut().find(same) {
        hook.is_active = call.flag("is_active").unwrap_or(true);
        return Ok(one(hook, 201, true));
    }
    let hook = Hook {
        id: books.next_id(),
        event,
        url,
        is_active: call.flag("is_active").unwrap_or(true),
        token: Uuid::new_v4().simple().to_string(),
        failures: 0,
        created_at: call.now,
    };
    let reply = one(&hook, 201, true);
    books.hooks.0.push(hook);
    Ok(reply)
}

fn at(books: &Books, id: &str) -> Result<usize, No> {
    let id: i64 = key(id)?;
    let found = books.hooks.0.iter().position(|hook| hook.id == id);
    found.ok_or_else(No::not_found)
}

fn one(hook: &Hook, status: u16, with_token: bool) -> Reply {
    Reply::one(status, "webhook", hook.show(with_token))
}

impl Hook {
    fn show(&self, with_token: bool) -> Value {
        let mut shown = json!({
            "id": self.id, "event": self.event, "url": self.url, "is_active": self.is_active,
            "plugin": null, "failures_since_last_success": self.failures,
        });
        if with_token {
            shown["token"] = json!(self.token);
        }
        shown["created_at"] = stamp(self.created_at);
        shown["updated_at"] = stamp(self.created_at);
        shown
    }
}

impl Books {
    /// What is to be sent about what happened, and to whom.
    pub fn parcels(&mut self, documented: bool) -> Vec<Parcel> {
        let mut parcels = Vec::new();
        for news in std::mem::take(&mut self.news) {
            let active = self.hooks.0.iter().filter(|hook| hook.is_active);
            parcels.extend(
                active
                    .filter(|hook| hook.event == news.event)
                    .map(|hook| Parcel {
                        account: self.number,
                        is_late: false,
                        hook: hook.id,
                        event: news.event.clone(),
                        url: hook.url.clone(),
                        token: hook.token.clone(),
                        body: body(&news, documented).to_string(),
                    }),
            );
        }
        parcels
    }
}

fn body(news: &News, documented: bool) -> Value {
    let is_stock = news.event == "inventory.changed";
    match (is_stock, documented) {
        (true, false) => json!({ "item": news.key, "item_type": "product", "type": "stock" }),
        (true, true) => json!({
            "key": news.key, "key_name": "number", "event": news.event,
            "data": { "item": news.key, "item_type": "product", "type": "stock" },
        }),
        (false, false) => json!({ "key_name": "number", "key": news.key }),
        (false, true) => json!({
            "key": news.key, "key_name": "number", "event": news.event, "data": { "number": news.key },
        }),
    }
}
