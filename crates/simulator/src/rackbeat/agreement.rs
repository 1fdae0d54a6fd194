//! One agreement as a test or the demo plays with it: what a person would do in Rackbeat's own pages.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    books::{Adjustment, Books},
    hooks::Hook,
    item::{Figures, Item, ItemTrouble},
    masters,
    world::World,
};

/// A handle; cheap to clone.
#[derive(Clone)]
pub struct Agreement {
    token: String,
    /// The agreement number.
    number: i64,
    world: Arc<World>,
}

impl Agreement {
    pub(super) fn new(world: &Arc<World>, books: Books) -> Self {
        let token = Uuid::new_v4().simple().to_string();
        let number = books.number;
        world.open(&token, books);
        Self {
            token,
            number,
            world: Arc::clone(world),
        }
    }

    /// The API key.
    pub fn token(&self) -> &str {
        &self.token
    }

    pub fn number(&self) -> i64 {
        self.number
    }

    /// The key is no good any more; this is the new one.
    pub fn rotate_token(&mut self) -> &str {
        let new = Uuid::new_v4().simple().to_string();
        self.world.rotate(&self.token, &new);
        self.token = new;
        &self.token
    }

    /// A product with stock, at the default location.
    pub fn add_product(
        &self,
        number: &str,
        name: &str,
        price: impl Into<Decimal>,
        on_hand: impl Into<Decimal>,
    ) {
        self.add(number, name, price.into(), 1);
        let on_hand = on_hand.into();
        self.change_item(number, |item| {
            item.levels.insert(item.default_location, on_hand);
        });
    }

    /// A product without stock: freight, a discount.
    pub fn add_service(&self, number: &str, name: &str, price: impl Into<Decimal>) {
        self.add(number, name, price.into(), 2);
    }

    /// A bill of materials: item numbers and pieces in one piece.
    pub fn add_lot(&self, number: &str, name: &str, components: &[(&str, u32)]) {
        self.add(number, name, Decimal::ZERO, 1);
        let parts = components.iter();
        let parts = parts
            .map(|(part, each)| ((*part).to_owned(), Decimal::from(*each)))
            .collect();
        self.change_item(number, |item| item.components = parts);
    }

    pub fn add_location(&self, name: &str) -> i64 {
        self.with(|books| {
            let number = 1001 + i64::try_from(books.masters.locations.len()).unwrap_or_default();
            books
                .masters
                .locations
                .push(masters::location(number, name, false));
            number
        })
        .unwrap_or_default()
    }

    /// An app that is installed beside us.
    pub fn add_plugin(&self, slug: &str, name: &str) {
        self.with(|books| {
            books
                .masters
                .plugins
                .push(json!({ "slug": slug, "name": name }))
        });
    }

    /// A subscription of somebody else's.
    pub fn add_webhook(&self, event: &str, url: &str) {
        let now = self.world.setup.clock.now();
        self.with(|books| {
            let hook = Hook {
                id: books.next_id(),
                event: event.to_owned(),
                url: url.to_owned(),
                is_active: true,
                token: Uuid::new_v4().simple().to_string(),
                failures: 0,
                created_at: now,
            };
            books.hooks.0.push(hook);
        });
    }

    /// Sets what is on hand at the default location, and fires `inventory.changed`.
    pub fn set_stock(&self, number: &str, on_hand: impl Into<Decimal>) {
        let place = self.item(number).map(|item| item.default_location);
        self.set_stock_at(number, place.unwrap_or(1001), on_hand);
    }

    pub fn set_stock_at(&self, number: &str, location: i64, on_hand: impl Into<Decimal>) {
        let on_hand = on_hand.into();
        self.with(|books| books.set_level(number, location, on_hand).is_ok());
    }

    pub fn item(&self, number: &str) -> Option<Item> {
        self.with(|books| books.items.get(number).cloned())
            .flatten()
    }

    /// All, by number.
    pub fn items(&self) -> Vec<Item> {
        self.with(|books| books.items.values().cloned().collect())
            .unwrap_or_default()
    }

    /// The true figures, whatever the readings show.
    pub fn figures(&self, number: &str) -> Option<Figures> {
        self.with(|books| books.items.get(number).map(|item| books.figures(item)))
            .flatten()
    }

    pub fn available(&self, number: &str) -> Option<Decimal> {
        self.figures(number).map(|figures| figures.available())
    }

    /// Every adjustment, drafts too, by its id.
    pub fn adjustments(&self) -> Vec<(i64, Adjustment)> {
        let all = |books: &mut Books| {
            let all = books.adjustments.iter();
            all.map(|(id, one)| (*id, one.clone())).collect()
        };
        self.with(all).unwrap_or_default()
    }

    pub fn customers(&self) -> Vec<Value> {
        self.with(|books| books.customers.values().cloned().collect())
            .unwrap_or_default()
    }

    pub fn webhooks(&self) -> Vec<Hook> {
        self.with(|books| books.hooks.0.clone()).unwrap_or_default()
    }

    pub fn set_item_trouble(&self, trouble: ItemTrouble) {
        self.with(|books| books.item_trouble = trouble);
    }

    pub(super) fn world(&self) -> &World {
        &self.world
    }

    pub(super) fn with<T>(&self, deed: impl FnOnce(&mut Books) -> T) -> Option<T> {
        self.world.with(&self.token, deed)
    }

    pub(super) fn change_item(&self, number: &str, change: impl FnOnce(&mut Item)) {
        let now = self.world.setup.clock.now();
        self.with(|books| {
            if let Some(item) = books.items.get_mut(number) {
                change(item);
                item.updated_at = now;
            }
        });
    }

    fn add(&self, number: &str, name: &str, sales_price: Decimal, group: i64) {
        let now = self.world.setup.clock.now();
        self.with(|books| {
            let item = Item {
                number: number.to_owned(),
                name: name.to_owned(),
                description: None,
                barcode: None,
                sales_price,
                group,
                unit: 1001,
                default_location: books.masters.default_location(),
                is_barred: false,
                levels: [(books.masters.default_location(), Decimal::ZERO)].into(),
                components: Vec::new(),
                created_at: now,
                updated_at: now,
            };
            books.items.insert(number.to_owned(), item);
        });
    }
}
