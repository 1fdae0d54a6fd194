//! Whatever a DELETE asks for.

use super::answer::{Answer, Failure, Reply};
use super::place::Place;
use super::request::Request;
use super::state::State;

impl State {
    pub fn remove(&mut self, request: &Request, place: Place<'_>) -> Reply {
        let force = request.q_true("force");
        match place {
            Place::Product(id) => {
                self.own_product(id, 404)?;
                let before = self.show_product(id)?;
                self.delete_product(id, force)?;
                Ok(Answer::ok(&before))
            }
            Place::Variation(parent, id) => {
                self.own_variation(parent, id, 404)?;
                let before = self.show_variation(id)?;
                self.delete_product(id, force)?;
                Ok(Answer::ok(&before))
            }
            Place::Order(id) => {
                let before = self
                    .orders
                    .get(id)
                    .map(|order| self.order_json(order, self.setup.price_decimals));
                self.delete_order(id, force)?;
                Ok(Answer::ok(&before.unwrap_or_default()))
            }
            Place::Webhook(id) => self.delete_webhook(id, force),
            Place::Coupon(id) => self.delete_coupon(id, force),
            Place::Refund(_, id) => self.delete_refund(id),
            _ => Err(Failure::no_route()),
        }
    }
}
