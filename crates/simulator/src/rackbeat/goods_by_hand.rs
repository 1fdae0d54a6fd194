//! What a person does with an agreement's items, in Rackbeat's own pages.

use rust_decimal::Decimal;

use super::{agreement::Agreement, item::Item};

impl Agreement {
    pub fn bar(&self, number: &str, is_barred: bool) {
        self.edit(number, |item| item.is_barred = is_barred);
    }

    /// Deleted, whatever hangs on it.
    pub fn remove_product(&self, number: &str) {
        let more_events = self.world().setup.switches.has_more_order_events;
        self.with(|books| {
            let was_there = books.items.remove(number).is_some();
            if was_there && more_events {
                books.tell("product.deleted", number);
            }
        });
    }

    pub fn set_price(&self, number: &str, price: impl Into<Decimal>) {
        let price = price.into();
        self.edit(number, |item| item.sales_price = price);
    }

    pub fn set_name(&self, number: &str, name: &str) {
        self.edit(number, |item| name.clone_into(&mut item.name));
    }

    /// Empty takes it away.
    pub fn set_description(&self, number: &str, description: &str) {
        let description = Some(description.to_owned()).filter(|text| !text.is_empty());
        self.edit(number, |item| item.description = description);
    }

    /// The item goes by another number; its levels go with it.
    pub fn renumber(&self, old: &str, new: &str) {
        self.with(|books| {
            if let Some(mut item) = books.items.remove(old) {
                new.clone_into(&mut item.number);
                books.items.insert(new.to_owned(), item);
                books.tell("product.updated", new);
            }
        });
    }

    /// Changes whatever it likes of an item that is there, and fires `product.updated`.
    pub fn edit(&self, number: &str, change: impl FnOnce(&mut Item)) {
        self.change_item(number, change);
        self.with(|books| {
            if books.items.contains_key(number) {
                books.tell("product.updated", number);
            }
        });
    }

    /// As `edit`, and no webhook tells: only a sweep can find it.
    pub fn edit_quietly(&self, number: &str, change: impl FnOnce(&mut Item)) {
        self.change_item(number, change);
    }
}
