//! What people do by hand with the goods of a shop.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::product_json::Context;
use super::shop::Shop;
use super::taxes::TaxRate;

impl Shop {
    /// A simple product; `stock` `None` is not counted.
    pub fn add_product(&self, sku: &str, name: &str, price: Decimal, stock: Option<i64>) -> u64 {
        self.add(0, &goods(sku, name, price, stock))
    }

    /// A variable product with a variation for each `(sku, option, stock)`.
    pub fn add_variable(
        &self,
        sku: &str,
        name: &str,
        price: Decimal,
        variations: &[(&str, &str, i64)],
    ) -> u64 {
        let options: Vec<&str> = variations.iter().map(|(_, option, _)| *option).collect();
        let parent = self.add(
            0,
            &json!({
                "sku": sku, "name": name, "type": "variable",
                "attributes": [{ "name": "Farge", "visible": true, "variation": true, "options": options }],
            }),
        );
        for (sku, option, stock) in variations {
            let mut one = goods(sku, name, price, Some(*stock));
            one["attributes"] = json!([{ "name": "Farge", "option": option }]);
            self.add(parent, &one);
        }
        parent
    }

    /// Any product (`parent` 0) or variation, from the fields of the REST interface; 0 when the shop refuses it.
    pub fn add(&self, parent: u64, fields: &Value) -> u64 {
        let fields = fields.as_object().cloned().unwrap_or_default();
        self.world
            .with(|shop| shop.create_product(parent, &fields).unwrap_or(0))
    }

    /// Changes a product or variation as its owner does on the screen.
    pub fn change_product(&self, product: u64, fields: &Value) -> bool {
        let fields = fields.as_object().cloned().unwrap_or_default();
        self.world
            .with(|shop| shop.update_product(product, &fields).is_ok())
    }

    pub fn delete_product(&self, product: u64, force: bool) -> bool {
        self.world
            .with(|shop| shop.delete_product(product, force).is_ok())
    }

    pub fn set_stock(&self, product: u64, pieces: i64) -> bool {
        self.change_product(
            product,
            &json!({ "manage_stock": true, "stock_quantity": pieces }),
        )
    }

    /// Pieces of a product or variation, or of the parent that counts for it; `None` = not counted, or unknown.
    pub fn stock_of(&self, product: u64) -> Option<i64> {
        self.world.with(|shop| {
            let holder = shop.stock_holder(shop.products.get(product)?)?;
            shop.products.get(holder)?.stock
        })
    }

    pub fn id_of(&self, sku: &str) -> Option<u64> {
        self.world.with(|shop| shop.by_sku(sku))
    }

    pub fn stock_of_sku(&self, sku: &str) -> Option<i64> {
        self.stock_of(self.id_of(sku)?)
    }

    /// As `GET products/{id}` shows it.
    pub fn product(&self, product: u64) -> Option<Value> {
        self.world
            .with(|shop| Some(shop.product_json(shop.products.get(product)?, Context::View)))
    }

    pub fn product_ids(&self) -> Vec<u64> {
        self.world
            .with(|shop| shop.products.iter().map(|product| product.id).collect())
    }

    /// Changes a product or variation behind the shop's back, as an import plug-in does that writes straight into the
    /// tables: `date_modified` stays, and nobody is told.
    pub fn drift(&self, product: u64, fields: &Value) -> bool {
        let fields = fields.as_object().cloned().unwrap_or_default();
        self.world
            .with(|shop| shop.drift_product(product, &fields).is_ok())
    }

    pub fn drift_stock(&self, product: u64, pieces: i64) -> bool {
        self.drift(
            product,
            &json!({ "manage_stock": true, "stock_quantity": pieces }),
        )
    }

    /// Takes a product out of the bin, as a draft.
    pub fn restore_product(&self, product: u64) -> bool {
        self.world.with(|shop| shop.restore_product(product))
    }

    /// A simple product becomes a variable one, as on the screen: it keeps id and SKU, and loses its price.
    pub fn turn_variable(&self, product: u64, variations: &[(&str, &str, i64)]) -> bool {
        let options: Vec<&str> = variations.iter().map(|(_, option, _)| *option).collect();
        let price = self.product(product).unwrap_or_default()["regular_price"].clone();
        let turned = self.change_product(
            product,
            &json!({
                "type": "variable", "manage_stock": false,
                "attributes": [{ "name": "Farge", "visible": true, "variation": true, "options": options }],
            }),
        );
        turned && variations.iter().all(|(sku, option, stock)| {
            let one = json!({
                "sku": sku, "regular_price": price, "manage_stock": true, "stock_quantity": stock,
                "attributes": [{ "name": "Farge", "option": option }],
            });
            self.add(product, &one) != 0
        })
    }

    /// The shop's tax table anew. A class that a rate names is there from then on.
    pub fn set_tax_rates(&self, rates: Vec<TaxRate>) {
        self.world.with(|shop| shop.set_rates(rates));
    }
}

fn goods(sku: &str, name: &str, price: Decimal, stock: Option<i64>) -> Value {
    let price = price.to_string();
    match stock {
        Some(stock) => json!({
            "sku": sku, "name": name, "regular_price": price, "manage_stock": true, "stock_quantity": stock
        }),
        None => json!({ "sku": sku, "name": name, "regular_price": price }),
    }
}
