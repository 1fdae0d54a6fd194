//! One thing, as a write or a read answers it.

use serde_json::Value;

use super::answer::{Answer, Failure, Reply};
use super::links::only;
use super::place::Place;
use super::product_json::Context;
use super::request::Request;
use super::state::State;

impl State {
    pub fn made(&self, body: Value, path: &str) -> Answer {
        Answer::json(201, &body).with("Location", self.rest(path))
    }

    pub fn show_product(&self, id: u64) -> Reply<Value> {
        let product = self
            .products
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "product"))?;
        Ok(self.product_json(product, Context::Edit))
    }

    pub fn show_variation(&self, id: u64) -> Reply<Value> {
        let found = self
            .products
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "product_variation"))?;
        Ok(self.variation_json(found, Context::Edit))
    }

    pub fn show_order(&self, id: u64) -> Reply<Value> {
        let order = self
            .orders
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "shop_order"))?;
        Ok(self.order_json(order, self.setup.price_decimals))
    }

    pub fn read_product(&self, request: &Request, id: u64) -> Reply {
        let product = self
            .products
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "product"))?;
        let shown = self.product_json(product, Context::of(request));
        Ok(Answer::ok(&only(request, shown, true)))
    }

    /// Older shops do not look whether the parent is the right one.
    pub fn read_variation(&self, request: &Request, parent: u64, id: u64) -> Reply {
        if self.is_new() {
            self.own_variation(parent, id, 404)?;
        }
        let found = self
            .products
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "product_variation"))?;
        Ok(Answer::ok(&only(
            request,
            self.variation_under(found, parent, Context::of(request)),
            true,
        )))
    }

    /// Whatever a GET asks for.
    pub fn read(&self, request: &Request, place: Place<'_>) -> Reply {
        match place {
            Place::Products => self.list_products(request),
            Place::Product(id) => self.read_product(request, id),
            Place::Variations(parent) => self.list_variations(request, Some(parent)),
            Place::AllVariations => self.list_variations(request, None),
            Place::Variation(parent, id) => self.read_variation(request, parent, id),
            Place::Orders => self.list_orders(request),
            Place::Order(id) => self.read_order(request, id),
            Place::Notes(order) => self.list_notes(request, order),
            Place::Note(order, id) => self.read_note(order, id),
            Place::Refunds(order) => self.list_refunds(request, Some(order)),
            Place::AllRefunds => self.list_refunds(request, None),
            Place::Refund(_, id) => self.read_refund(request, id),
            Place::Webhooks => self.list_webhooks(request),
            Place::Webhook(id) => self.read_webhook(request, id),
            Place::Coupons => self.list_coupons(request),
            Place::Customers => self.list_customers(request),
            Place::Customer(id) => self.read_customer(id),
            other => self.read_shop(request, other),
        }
    }
}
