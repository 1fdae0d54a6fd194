//! Pieces: what a save does to them, and what an order takes and gives back.

use serde_json::{Map, Value};

use super::fields::{integer, truth};
use super::order::Order;
use super::product::Product;
use super::state::State;

/// Statuses in which an order has taken its pieces.
pub const TAKING: &[&str] = &["processing", "completed", "on-hold"];

impl State {
    /// The stock fields of a write, in the order of woocommerce-api.md 6.4.
    pub fn write_stock(&self, product: &mut Product, fields: &Map<String, Value>) {
        if !self.setup.manage_stock {
            write_word(product, fields);
            return;
        }
        if let Some(asked) = fields.get("manage_stock") {
            let parents = asked.as_str() == Some("parent");
            product.manage_stock = !parents && truth(Some(asked));
        }
        if let Some(Value::String(word)) = fields.get("backorders") {
            product.backorders.clone_from(word);
        }
        if !product.manage_stock {
            product.stock = None;
            if product.kind != "variable" {
                "no".clone_into(&mut product.backorders);
            }
            write_word(product, fields);
            return;
        }
        match (fields.get("stock_quantity"), fields.get("inventory_delta")) {
            (Some(quantity), _) if !quantity.is_null() => {
                product.stock = Some(integer(Some(quantity)).unwrap_or(0))
            }
            (_, Some(delta)) => {
                product.stock = Some(product.stock.unwrap_or(0) + integer(Some(delta)).unwrap_or(0))
            }
            _ => product.stock = Some(product.stock.unwrap_or(0)),
        }
        if let Some(kept) = self.setup.keeps_stock.get(&product.id) {
            product.stock = Some(*kept);
        }
        product.low_stock = match fields.get("low_stock_amount") {
            Some(value) => integer(Some(value)),
            None => product.low_stock,
        };
        product.settle_stock_status();
    }

    /// Moves the stock of a product, and says so to the webhooks.
    pub fn move_stock(&mut self, holder: u64, pieces: i64) {
        let now = self.now();
        let parent = self.products.edit(holder, |product| {
            product.stock = Some(product.stock.unwrap_or(0) + pieces);
            product.settle_stock_status();
            product.modified = now;
            product.parent
        });
        if let Some(parent) = parent {
            self.products.edit(parent, |product| product.modified = now);
            self.event("product.updated", holder);
        }
    }

    /// Takes or gives back an order's pieces after its status changed.
    pub fn settle_order_stock(&mut self, order: &mut Order) {
        let takes = TAKING.contains(&order.status.as_str());
        let failed_gives = self.is_new() && order.status == "failed";
        let gives = matches!(order.status.as_str(), "cancelled" | "pending") || failed_gives;
        if takes && !order.stock_reduced {
            order.stock_reduced = true;
            self.take_pieces(order);
        } else if gives && order.stock_reduced {
            order.stock_reduced = false;
            self.give_back_pieces(order);
        }
        if order.status != "pending" && order.status != "checkout-draft" {
            self.holds.retain(|hold| hold.order != order.id);
        }
    }

    fn take_pieces(&mut self, order: &mut Order) {
        for at in 0..order.lines.len() {
            let line = &order.lines[at];
            let product = self.products.get(line.product()).cloned();
            let holder = product.as_ref().and_then(|p| self.stock_holder(p));
            let pieces = line.quantity;
            if let Some(holder) = holder
                && line.reduced() == 0
            {
                order.lines[at].forget_reduced();
                let meta = self.meta("_reduced_stock", pieces.to_string());
                order.lines[at].meta.push(meta);
                self.move_stock(holder, -pieces);
            }
            if let Some(product) = product {
                let sold = if product.is_variation() {
                    product.parent
                } else {
                    product.id
                };
                self.products.edit(sold, |p| p.total_sales += pieces);
            }
        }
    }

    fn give_back_pieces(&mut self, order: &mut Order) {
        for at in 0..order.lines.len() {
            let pieces = order.lines[at].reduced();
            if pieces != 0 {
                order.lines[at].forget_reduced();
                self.return_pieces(order.lines[at].product(), pieces);
            }
        }
    }

    /// Puts pieces of a product or variation back to whoever counts them.
    pub fn return_pieces(&mut self, product: u64, pieces: i64) {
        let holder = self
            .products
            .get(product)
            .and_then(|p| self.stock_holder(p));
        if let Some(holder) = holder {
            self.move_stock(holder, pieces);
        }
    }

    /// After a line of a taking order was edited or added: the difference moves.
    pub fn settle_line(&mut self, order: &mut Order, at: usize) {
        if !TAKING.contains(&order.status.as_str()) {
            return;
        }
        let line = &order.lines[at];
        let (product, reduced) = (line.product(), line.reduced());
        let wanted = line.quantity - self.refunded_pieces(order, line.id);
        let counted = self.products.get(product);
        let counted = counted.and_then(|product| self.stock_holder(product));
        if counted.is_none() || reduced == wanted {
            return;
        }
        order.lines[at].forget_reduced();
        let meta = self.meta("_reduced_stock", wanted.to_string());
        order.lines[at].meta.push(meta);
        self.return_pieces(product, reduced - wanted);
    }

    /// What a checkout may still sell; `None` = as much as it likes.
    pub fn sellable(&self, product: &Product) -> Option<i64> {
        let holder = self.stock_holder(product)?;
        let held = self.products.get(holder)?;
        if held.backorders_allowed() {
            return None;
        }
        let now = self.now();
        let waiting = self
            .holds
            .iter()
            .filter(|hold| hold.product == holder && hold.until > now);
        Some(held.stock.unwrap_or(0) - waiting.map(|hold| hold.pieces).sum::<i64>())
    }
}

fn write_word(product: &mut Product, fields: &Map<String, Value>) {
    if let Some(Value::String(word)) = fields.get("stock_status")
        && !word.is_empty()
    {
        product.stock_status.clone_from(word);
    }
}
