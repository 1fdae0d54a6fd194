//! Up to a hundred changes in one call: no schema is checked, and one that fails does not stop the others.

use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fault::FATAL;
use super::fields::id;
use super::product_json::Context;
use super::request::Request;
use super::state::State;

/// What is changed in a batch.
#[derive(Clone, Copy)]
pub enum Of {
    Products,
    Variations(u64),
    Orders,
}

impl State {
    pub fn batch(&mut self, request: &Request, of: Of) -> Reply {
        let fields = request.fields()?;
        let rows = |name: &str| fields.get(name).and_then(Value::as_array).cloned();
        let (create, update, delete) = (rows("create"), rows("update"), rows("delete"));
        let sent = [&create, &update, &delete]
            .into_iter()
            .flatten()
            .map(Vec::len)
            .sum::<usize>();
        let limit = self.setup.rows_max;
        if sent > limit {
            let said = format!("Unable to accept more than {limit} items for this request.");
            return Err(Failure::new(
                413,
                "woocommerce_rest_request_entity_too_large",
                &said,
            ));
        }
        let mut out = Map::new();
        if let Some(rows) = create.filter(|rows| !rows.is_empty()) {
            let done = rows.iter().map(|row| self.batch_create(of, row)).collect();
            out.insert("create".to_owned(), Value::Array(done));
        }
        if let Some(rows) = update.filter(|rows| !rows.is_empty()) {
            let mut done = Vec::with_capacity(rows.len());
            for row in &rows {
                // PHP dies here: what stood before it is saved, what stands behind it is not.
                let dies = id(row.get("id")).is_some_and(|id| self.setup.fatal.contains(&id));
                if dies || self.is_endless(row) {
                    return Err(Failure::new(500, "internal_server_error", FATAL));
                }
                done.push(self.batch_update(of, row));
            }
            out.insert("update".to_owned(), Value::Array(done));
        }
        if let Some(rows) = delete.filter(|rows| !rows.is_empty()) {
            let done = rows.iter().map(|row| self.batch_delete(of, row)).collect();
            out.insert("delete".to_owned(), Value::Array(done));
        }
        Ok(Answer::ok(&if out.is_empty() {
            json!([])
        } else {
            Value::Object(out)
        }))
    }

    fn batch_create(&mut self, of: Of, row: &Value) -> Value {
        let fields = without_nulls(row);
        let made = match of {
            Of::Products => self.create_product(0, &fields),
            Of::Variations(parent) => self.create_product(parent, &fields),
            Of::Orders => self.create_order(&fields, "rest-api"),
        };
        match made {
            Ok(made) => self.shown(of, made),
            Err(failure) => error(json!(0), &failure),
        }
    }

    fn batch_update(&mut self, of: Of, row: &Value) -> Value {
        let sent = row.get("id").cloned().unwrap_or(Value::Null);
        let Some(wanted) = id(Some(&sent)) else {
            return error(sent, &Failure::invalid_id(400, "product"));
        };
        let fields = without_nulls(row);
        let done = match of {
            Of::Products => self
                .own_product(wanted, 400)
                .and_then(|()| self.update_product(wanted, &fields)),
            Of::Variations(parent) => self
                .own_variation(parent, wanted, if self.is_new() { 404 } else { 400 })
                .and_then(|()| self.update_product(wanted, &fields)),
            Of::Orders => self.update_order(wanted, &fields),
        };
        match done {
            Ok(()) => self.shown(of, wanted),
            Err(failure) => error(sent, &failure),
        }
    }

    fn batch_delete(&mut self, of: Of, row: &Value) -> Value {
        let Some(wanted) = id(Some(row)) else {
            return error(row.clone(), &Failure::invalid_id(404, "product"));
        };
        let before = self.shown(of, wanted);
        let done = match of {
            Of::Products => self
                .own_product(wanted, 404)
                .and_then(|()| self.delete_product(wanted, true)),
            Of::Variations(parent) => self
                .own_variation(parent, wanted, 404)
                .and_then(|()| self.delete_product(wanted, true)),
            Of::Orders => self.delete_order(wanted, true),
        };
        match (done, of) {
            (Ok(()), _) => before,
            (Err(failure), Of::Variations(parent)) if self.is_new() => error(
                json!({ "id": wanted, "product_id": parent, "force": true }),
                &failure,
            ),
            (Err(failure), _) => error(json!(wanted), &failure),
        }
    }

    fn shown(&self, of: Of, id: u64) -> Value {
        let shown = match of {
            Of::Products => self
                .products
                .get(id)
                .map(|p| self.product_json(p, Context::Edit)),
            Of::Variations(_) => self
                .products
                .get(id)
                .map(|p| self.variation_json(p, Context::Edit)),
            Of::Orders => self
                .orders
                .get(id)
                .map(|order| self.order_json(order, self.setup.price_decimals)),
        };
        shown.unwrap_or(Value::Null)
    }

    /// Is this a product, and not a variation, of ours? `status` when it is nothing.
    pub fn own_product(&self, id: u64, status: u16) -> Reply<()> {
        match self.products.get(id) {
            None => Err(Failure::invalid_id(status, "product")),
            Some(product) if product.is_variation() => Err(Failure::new(
                404,
                "woocommerce_rest_invalid_product_id",
                "To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.",
            )),
            Some(_) => Ok(()),
        }
    }

    pub fn own_variation(&self, parent: u64, id: u64, status: u16) -> Reply<()> {
        match self.products.get(id) {
            Some(variation) if variation.parent == parent => Ok(()),
            _ => Err(Failure::invalid_id(status, "product_variation")),
        }
    }
}

fn without_nulls(row: &Value) -> Map<String, Value> {
    let fields = row.as_object().cloned().unwrap_or_default();
    fields
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect()
}

fn error(id: Value, failure: &Failure) -> Value {
    json!({ "id": id, "error": failure.body() })
}
