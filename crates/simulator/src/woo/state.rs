//! Everything the shop remembers.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::coupon::Coupon;
use super::customer::Customer;
use super::fault::Fault;
use super::mail::Mail;
use super::order::Order;
use super::product::Product;
use super::queue::Queue;
use super::refund::Refund;
use super::setup::{Key, Setup};
use super::shelf::Shelf;
use super::taxes::TaxRate;
use super::webhook::Webhook;

/// A meta row; `value` may be any JSON.
#[derive(Clone, Debug)]
pub struct Meta {
    pub id: u64,
    pub key: String,
    pub value: Value,
}

impl Meta {
    pub fn json(&self) -> Value {
        json!({ "id": self.id, "key": self.key, "value": self.value })
    }
}

#[derive(Clone, Debug)]
pub struct Note {
    pub id: u64,
    pub order: u64,
    pub at: DateTime<Utc>,
    pub author: String,
    pub text: String,
    pub for_customer: bool,
}

#[derive(Clone, Debug)]
pub struct Category {
    pub id: u64,
    pub name: String,
    pub slug: String,
    pub parent: u64,
}

/// Pieces held for an unpaid checkout.
#[derive(Clone, Debug)]
pub struct Hold {
    pub order: u64,
    pub product: u64,
    pub pieces: i64,
    pub until: DateTime<Utc>,
}

/// The sequences that are not the shared one.
#[derive(Debug, Default)]
pub struct Counters {
    pub item: u64,
    pub meta: u64,
    pub note: u64,
    pub webhook: u64,
    pub key: u64,
    pub user: u64,
}

pub struct State {
    pub setup: Setup,
    /// Where the shop is, without a trailing slash.
    pub home: String,
    /// The next id of the shared sequence.
    pub next_id: u64,
    pub counters: Counters,
    pub products: Shelf<Product>,
    /// Lower-cased SKU → holders, trashed ones too.
    pub skus: HashMap<String, Vec<u64>>,
    pub orders: Shelf<Order>,
    pub refunds: BTreeMap<u64, Refund>,
    pub notes: Vec<Note>,
    /// What was mailed about which order, the oldest first.
    pub mails: Vec<(u64, Mail)>,
    /// Checkouts that wait to be paid.
    pub unpaid: Vec<u64>,
    pub webhooks: BTreeMap<u64, Webhook>,
    pub keys: Vec<Key>,
    pub coupons: BTreeMap<u64, Coupon>,
    pub customers: BTreeMap<u64, Customer>,
    pub categories: Vec<Category>,
    pub rates: Vec<TaxRate>,
    pub holds: Vec<Hold>,
    pub queue: Queue,
    pub fault: Option<Fault>,
    /// OAuth nonces that were used.
    pub nonces: Vec<String>,
    dice: StdRng,
}

impl State {
    pub fn new(setup: Setup, home: String) -> Self {
        let mut keys = setup.keys.clone();
        for (id, key) in (1..).zip(keys.iter_mut()) {
            key.id = id;
        }
        let counters = Counters {
            key: u64::try_from(keys.len()).unwrap_or_default(),
            note: 1,
            user: 2,
            ..Counters::default()
        };
        Self {
            dice: StdRng::seed_from_u64(setup.seed),
            home,
            next_id: 10,
            counters,
            products: Shelf::default(),
            skus: HashMap::new(),
            orders: Shelf::default(),
            refunds: BTreeMap::new(),
            notes: Vec::new(),
            mails: Vec::new(),
            unpaid: Vec::new(),
            webhooks: BTreeMap::new(),
            keys,
            coupons: BTreeMap::new(),
            customers: BTreeMap::new(),
            categories: vec![Category {
                id: 15,
                name: "Uncategorized".to_owned(),
                slug: "uncategorized".to_owned(),
                parent: 0,
            }],
            rates: if setup.taxes {
                TaxRate::recorded()
            } else {
                Vec::new()
            },
            holds: Vec::new(),
            queue: Queue::default(),
            fault: None,
            nonces: Vec::new(),
            setup,
        }
    }

    pub fn is_new(&self) -> bool {
        self.setup.version.is_new()
    }

    /// Takes the next id of the sequence that products, orders, refunds and coupons share.
    pub fn take_id(&mut self) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    pub fn take_item_id(&mut self) -> u64 {
        self.counters.item += 1;
        self.counters.item
    }

    pub fn meta(&mut self, key: &str, value: impl Into<Value>) -> Meta {
        self.counters.meta += 1;
        Meta {
            id: self.counters.meta,
            key: key.to_owned(),
            value: value.into(),
        }
    }

    /// Random letters and digits, as in an order key.
    pub fn letters(&mut self, count: usize) -> String {
        const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        (0..count)
            .map(|_| char::from(ALPHABET[self.dice.random_range(0..ALPHABET.len())]))
            .collect()
    }

    pub fn hex(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| char::from(b"0123456789abcdef"[self.dice.random_range(0..16)]))
            .collect()
    }

    pub fn rest(&self, path: &str) -> String {
        format!("{}/wp-json/wc/v3/{path}", self.home)
    }
}
