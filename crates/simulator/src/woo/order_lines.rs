//! The lines of an order: goods, freight, fees, coupons.

use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::answer::{Failure, Reply};
use super::fields::{id, integer, text};
use super::money;
use super::order::{Extra, Line, Order};
use super::product::slug;
use super::state::State;

impl State {
    pub fn write_lines(&mut self, order: &mut Order, fields: &Map<String, Value>) -> Reply<()> {
        let rows = |name: &str| {
            fields
                .get(name)
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default()
        };
        for row in rows("line_items") {
            self.write_line(order, &row)?;
        }
        for row in rows("shipping_lines") {
            self.write_extra(order, &row, true);
        }
        for row in rows("fee_lines") {
            self.write_extra(order, &row, false);
        }
        for row in rows("coupon_lines") {
            let code = row.get("code").and_then(Value::as_str).unwrap_or_default();
            let coupon = self.coupon(code)?;
            if !order.coupons.iter().any(|line| line.code == coupon.code) {
                self.discount(order, &coupon);
            }
        }
        self.add_up(order);
        Ok(())
    }

    fn write_line(&mut self, order: &mut Order, row: &Value) -> Reply<()> {
        let Value::Object(row) = row else {
            return Ok(());
        };
        let at = match id(row.get("id")) {
            Some(wanted) => order
                .lines
                .iter()
                .position(|line| line.id == wanted)
                .ok_or_else(|| {
                    Failure::new(
                        400,
                        "woocommerce_rest_invalid_item_id",
                        "Order item ID provided is not associated with order.",
                    )
                })?,
            None => {
                let line = self.new_line(order, row);
                order.lines.push(line);
                order.lines.len() - 1
            }
        };
        let line = &mut order.lines[at];
        line.quantity = integer(row.get("quantity")).unwrap_or(line.quantity);
        line.total = row.get("total").and_then(money::read).unwrap_or(line.total);
        line.subtotal = row
            .get("subtotal")
            .and_then(money::read)
            .unwrap_or(line.subtotal);
        if line.quantity == 0 {
            let gone = order.lines.remove(at);
            self.return_pieces(gone.product(), gone.reduced());
            return Ok(());
        }
        self.settle_line(order, at);
        Ok(())
    }

    /// A line from a product id, a variation id or a SKU; an unknown one becomes an empty line.
    fn new_line(&mut self, order: &Order, row: &Map<String, Value>) -> Line {
        let product = self
            .wanted_product(row)
            .and_then(|id| self.products.get(id).cloned());
        let quantity = integer(row.get("quantity")).unwrap_or(1);
        let mut line = Line {
            id: self.take_item_id(),
            name: text(row, "name"),
            product_id: 0,
            variation_id: 0,
            quantity,
            tax_class: text(row, "tax_class"),
            subtotal: Decimal::ZERO,
            total: Decimal::ZERO,
            subtotal_tax: Decimal::ZERO,
            total_tax: Decimal::ZERO,
            taxes: Vec::new(),
            meta: Vec::new(),
        };
        if let Some(product) = product {
            line.name = self.full_name(&product);
            line.tax_class = self.shown_tax_class(&product);
            (line.product_id, line.variation_id) = if product.is_variation() {
                (product.parent, product.id)
            } else {
                (product.id, 0)
            };
            for choice in &product.attributes {
                if product.is_variation() {
                    let option = choice.options.first().cloned().unwrap_or_default();
                    line.meta.push(self.meta(&slug(&choice.name), option));
                }
            }
            let price: Decimal = self.price_of(&product).parse().unwrap_or_default();
            line.subtotal = self.net(order, &line.tax_class, price * Decimal::from(quantity));
            line.total = line.subtotal;
        }
        if let Some(Value::Array(rows)) = row.get("meta_data") {
            for row in rows {
                self.write_meta(&mut line.meta, row);
            }
        }
        line
    }

    fn wanted_product(&self, row: &Map<String, Value>) -> Option<u64> {
        if let Some(sku) = row.get("sku").and_then(Value::as_str) {
            return self.by_sku(sku);
        }
        let variation = id(row.get("variation_id")).filter(|id| *id != 0);
        variation.or_else(|| id(row.get("product_id")))
    }

    /// The first holder of a SKU that is not in the bin.
    pub fn by_sku(&self, sku: &str) -> Option<u64> {
        let holders = self.skus.get(&sku.to_lowercase())?;
        holders
            .iter()
            .copied()
            .find(|id| self.products.get(*id).is_some_and(|p| p.status != "trash"))
    }

    fn write_extra(&mut self, order: &mut Order, row: &Value, freight: bool) {
        let Value::Object(row) = row else { return };
        let list = if freight {
            &mut order.freight
        } else {
            &mut order.fees
        };
        let title = if freight { "method_title" } else { "name" };
        if let Some(known) = id(row.get("id")) {
            if row.get(title).is_some_and(Value::is_null)
                || row.get("method_id").is_some_and(Value::is_null)
            {
                list.retain(|line| line.id != known);
            } else if let Some(line) = list.iter_mut().find(|line| line.id == known) {
                line.total = row.get("total").and_then(money::read).unwrap_or(line.total);
            }
            return;
        }
        self.counters.item += 1;
        list.push(Extra {
            id: self.counters.item,
            name: text(row, title),
            method: text(row, "method_id"),
            instance: text(row, "instance_id"),
            tax_class: text(row, "tax_class"),
            taxable: text(row, "tax_status") != "none",
            amount: text(row, "amount"),
            total: row.get("total").and_then(money::read).unwrap_or_default(),
            total_tax: Decimal::ZERO,
            taxes: Vec::new(),
            meta: Vec::new(),
        });
    }
}
