//! Everything one agreement holds.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, SecondsFormat, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    hooks::Hooks,
    invoice::Invoice,
    item::{Item, ItemTrouble},
    masters::Masters,
    order::Order,
    reply::No,
    shipment::Shipment,
};

const FIRST_CUSTOMER: i64 = 10_001;

/// One agreement's books.
pub struct Books {
    /// The agreement number.
    pub number: i64,
    pub company: String,
    pub country: String,
    /// Of its sales prices.
    pub currency: String,
    pub items: BTreeMap<String, Item>,
    /// Pieces reserved, by item number.
    pub reserved: HashMap<String, Decimal>,
    pub orders: BTreeMap<i64, Order>,
    pub shipments: BTreeMap<i64, Shipment>,
    /// Credit notes too.
    pub invoices: BTreeMap<i64, Invoice>,
    pub customers: BTreeMap<i64, Value>,
    pub adjustments: BTreeMap<i64, Adjustment>,
    pub masters: Masters,
    pub hooks: Hooks,
    pub item_trouble: ItemTrouble,
    /// What happened and is yet to be told by webhook.
    pub news: Vec<News>,
    ids: i64,
    last_order: i64,
    last_invoice: i64,
}

/// A level to be, at one location.
#[derive(Clone, Debug)]
pub struct Adjustment {
    pub item: String,
    pub location: i64,
    pub quantity: Decimal,
    pub reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub is_booked: bool,
}

/// Something that a webhook tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    pub event: String,
    /// The order's or the item's number.
    pub key: String,
}

impl Books {
    pub fn new(number: i64, company: &str, country: &str) -> Self {
        let currency = match country {
            "Norway" | "NO" => "NOK",
            "Sweden" | "SE" => "SEK",
            _ => "DKK",
        };
        Self {
            number,
            company: company.to_owned(),
            country: country.to_owned(),
            currency: currency.to_owned(),
            items: BTreeMap::new(),
            reserved: HashMap::new(),
            orders: BTreeMap::new(),
            shipments: BTreeMap::new(),
            invoices: BTreeMap::new(),
            customers: BTreeMap::new(),
            adjustments: BTreeMap::new(),
            masters: Masters::bare(),
            hooks: Hooks::default(),
            item_trouble: ItemTrouble::None,
            news: Vec::new(),
            ids: 100_000,
            last_order: 1000,
            last_invoice: 20_000,
        }
    }

    pub fn next_id(&mut self) -> i64 {
        self.ids += 1;
        self.ids
    }

    /// Orders are numbered one by one, from 1001.
    pub fn next_order_number(&mut self) -> i64 {
        self.last_order += 1;
        self.last_order
    }

    /// Invoices and credit notes share one row of numbers, from 20001.
    pub fn next_invoice_number(&mut self) -> i64 {
        self.last_invoice += 1;
        self.last_invoice
    }

    pub fn next_customer_number(&self) -> i64 {
        let last = self.customers.keys().next_back();
        last.map_or(FIRST_CUSTOMER, |last| last + 1)
    }

    pub fn tell(&mut self, event: &str, key: impl ToString) {
        self.news.push(News {
            event: event.to_owned(),
            key: key.to_string(),
        });
    }

    pub fn item(&self, number: &str) -> Result<&Item, No> {
        self.items.get(number).ok_or_else(No::not_found)
    }

    pub fn order(&self, number: i64) -> Result<&Order, No> {
        self.orders.get(&number).ok_or_else(No::not_found)
    }

    /// Sets what is on hand at one location, and tells.
    pub fn set_level(&mut self, item: &str, location: i64, quantity: Decimal) -> Result<(), No> {
        let found = self.items.get_mut(item).ok_or_else(No::not_found)?;
        found.levels.insert(location, quantity);
        self.tell("inventory.changed", item);
        Ok(())
    }

    /// Changes an order and keeps what is reserved in step with it.
    pub fn change_order(
        &mut self,
        number: i64,
        drafts_reserve: bool,
        change: impl FnOnce(&mut Order),
    ) -> Result<(), No> {
        let mut order = self.orders.remove(&number).ok_or_else(No::not_found)?;
        self.reserve(&order, drafts_reserve, -Decimal::ONE);
        change(&mut order);
        self.reserve(&order, drafts_reserve, Decimal::ONE);
        self.orders.insert(number, order);
        Ok(())
    }

    pub fn remove_order(&mut self, number: i64, drafts_reserve: bool) -> Result<(), No> {
        let order = self.orders.remove(&number).ok_or_else(No::not_found)?;
        self.reserve(&order, drafts_reserve, -Decimal::ONE);
        Ok(())
    }

    /// Tells of every item on an order's lines.
    pub fn tell_items_of(&mut self, number: i64) {
        let lines = self.orders.get(&number).map(|order| order.lines.clone());
        for line in lines.into_iter().flatten() {
            self.tell("inventory.changed", line.item);
        }
    }

    /// Counts an order's open pieces in (`sign` 1) or out (−1); a bill of materials counts for its components.
    pub fn reserve(&mut self, order: &Order, drafts_reserve: bool, sign: Decimal) {
        if !order.reserves(drafts_reserve) {
            return;
        }
        for line in &order.lines {
            let open = (line.quantity - line.shipped) * sign;
            for (number, pieces) in self.parts(&line.item, open) {
                *self.reserved.entry(number).or_default() += pieces;
            }
        }
    }

    /// What leaves the shelves when so many pieces of an item do.
    pub fn parts(&self, number: &str, pieces: Decimal) -> Vec<(String, Decimal)> {
        match self.items.get(number) {
            Some(item) if !item.components.is_empty() => {
                let parts = item.components.iter();
                parts
                    .map(|(part, each)| (part.clone(), pieces * each))
                    .collect()
            }
            _ => vec![(number.to_owned(), pieces)],
        }
    }

    pub fn who(&self) -> Value {
        json!({
            "user_account": {
                "id": self.number,
                "company_name": self.company,
                "address": { "street": "Testgate 1", "street2": null, "city": "Oslo", "zipcode": "0150", "country": self.country },
            },
            "user": { "id": self.number + 1, "name": "Nettbutikk", "email": "shop@example.com" },
        })
    }
}

/// A time as Rackbeat writes it.
pub fn stamp(time: DateTime<Utc>) -> Value {
    // Danish winter time; only that it has an offset matters.
    let local = time
        .with_timezone(&chrono::FixedOffset::east_opt(3600).unwrap_or(chrono::Offset::fix(&Utc)));
    json!(local.to_rfc3339_opts(SecondsFormat::Secs, false))
}

pub fn stamp_if(time: Option<DateTime<Utc>>) -> Value {
    time.map_or(Value::Null, stamp)
}
