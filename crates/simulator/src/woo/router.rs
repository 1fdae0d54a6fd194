//! From a call to its answer.

use serde_json::{Map, Value};

use super::answer::{Answer, Failure, Reply};
use super::auth::check_scope;
use super::batch::Of;
use super::fields::id;
use super::links::only;
use super::place::Place;
use super::request::Request;
use super::schema::{order_kind, product_kind, single, variation_kind};
use super::setup::Key;
use super::state::State;
use super::wcauth::Grant;

/// What is left to do outside the shop before the answer may go.
#[derive(Debug)]
pub enum Errand {
    Ping(u64),
    Grant(Box<Grant>),
}

impl State {
    /// Everything under `wc/v3`.
    pub fn rest_call(&mut self, request: &Request, path: &str) -> (Answer, Option<Errand>) {
        let caller = match self.caller(request) {
            Ok(caller) => caller,
            Err(failure) => {
                return (
                    self.dressed(Answer::from(failure), true)
                        .with("Vary", "Origin"),
                    None,
                );
            }
        };
        let verb = request.verb();
        if let Some(Err(failure)) = caller.as_ref().map(|key| check_scope(key, &verb)) {
            return (self.dressed(failure.into(), true), None);
        }
        let place =
            Place::find(path, self.is_new()).filter(|place| place.allow().contains(verb.as_str()));
        let Some(place) = place else {
            return (
                self.dressed(Failure::no_route().into(), caller.is_some()),
                None,
            );
        };
        if let Err(failure) = self.check_right(caller.as_ref(), &verb, place) {
            let answer = self.dressed(failure.into(), caller.is_some());
            return (
                if caller.is_none() {
                    answer.with("Vary", "Origin")
                } else {
                    answer
                },
                None,
            );
        }
        let mut errand = None;
        let answer = self.at(request, place, caller.as_ref(), &mut errand);
        let unknown_child = matches!(place, Place::Variation(..))
            && matches!(&answer, Err(no) if no.status() == 404);
        let answer = self.dressed(answer.unwrap_or_else(Answer::from), true);
        self.queue_events();
        (
            if unknown_child {
                answer
            } else {
                answer.with("Allow", place.allow())
            },
            errand,
        )
    }

    /// The headers that every answer of the REST interface has.
    pub fn dressed(&self, answer: Answer, known: bool) -> Answer {
        let api = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", self.home);
        let answer = answer
            .with("X-Robots-Tag", "noindex")
            .with("Link", api)
            .with("X-Content-Type-Options", "nosniff")
            .with(
                "Access-Control-Expose-Headers",
                "X-WP-Total, X-WP-TotalPages, Link",
            );
        if known {
            answer.with(
                "Cache-Control",
                "no-cache, must-revalidate, max-age=0, no-store, private",
            )
        } else {
            answer
        }
    }

    fn at(
        &mut self,
        request: &Request,
        place: Place<'_>,
        caller: Option<&Key>,
        errand: &mut Option<Errand>,
    ) -> Reply {
        let verb = request.verb();
        match (verb.as_str(), place) {
            (_, Place::ProductBatch) => self.batch(request, Of::Products),
            (_, Place::VariationBatch(parent)) => self.batch(request, Of::Variations(parent)),
            (_, Place::OrderBatch) => self.batch(request, Of::Orders),
            ("GET" | "HEAD", place) => self.read(request, place),
            ("DELETE", place) => self.remove(request, place),
            ("POST", place) if !place.is_item() => self.create(request, place, caller, errand),
            (_, place) => self.change(request, place, errand),
        }
    }

    fn create(
        &mut self,
        request: &Request,
        place: Place<'_>,
        caller: Option<&Key>,
        errand: &mut Option<Errand>,
    ) -> Reply {
        let fields = request.fields()?;
        match place {
            Place::Products => {
                let made = self.create_product(0, &single(fields, product_kind)?)?;
                Ok(self.made(self.show_product(made)?, &format!("products/{made}")))
            }
            Place::Variations(parent) => {
                let made = self.create_product(parent, &single(fields, variation_kind)?)?;
                // Sic: the shop forgets to fill in its own pattern.
                Ok(self.made(
                    self.show_variation(made)?,
                    &format!("products/(?P<product_id>[\\d]+)/variations/{made}"),
                ))
            }
            Place::Orders => {
                let made = self.create_order(&single(fields, order_kind)?, "rest-api")?;
                Ok(self.made(self.show_order(made)?, &format!("orders/{made}")))
            }
            Place::Notes(order) => {
                let made = self.add_note(order, &fields)?;
                let note = self.notes.iter().find(|note| note.id == made);
                let note = note.map(|note| self.note_json(note)).unwrap_or_default();
                Ok(self.made(note, &format!("orders/{order}/notes/{made}")))
            }
            Place::Refunds(order) => {
                let made = self.create_refund(order, &fields)?;
                let shown = self
                    .refunds
                    .get(&made)
                    .map(|refund| self.refund_json(refund, false))
                    .unwrap_or_default();
                Ok(self.made(
                    shown,
                    &format!("orders/(?P<order_id>[\\d]+)/refunds/{made}"),
                ))
            }
            Place::Webhooks => {
                let made = self.create_webhook(&fields, caller.map_or(0, |key| key.id))?;
                *errand = Some(Errand::Ping(made));
                let shown = self
                    .webhooks
                    .get(&made)
                    .map(|webhook| self.webhook_json(webhook))
                    .unwrap_or_default();
                Ok(self.made(shown, &format!("webhooks/{made}")))
            }
            Place::Customers => {
                let made = self.create_customer(&fields)?;
                let shown = self
                    .customers
                    .get(&made)
                    .map(|one| self.customer_json(one))
                    .unwrap_or_default();
                Ok(self.made(shown, &format!("customers/{made}")))
            }
            _ => Err(Failure::no_route()),
        }
    }

    fn change(
        &mut self,
        request: &Request,
        place: Place<'_>,
        errand: &mut Option<Errand>,
    ) -> Reply {
        let fields = request.fields()?;
        match place {
            Place::Product(url) => {
                let wanted = addressed(&fields, url);
                self.own_product(wanted, 400)?;
                self.update_product(wanted, &single(fields, product_kind)?)?;
                Ok(Answer::ok(&only(request, self.show_product(wanted)?, true)))
            }
            Place::Variation(parent, url) => {
                let wanted = addressed(&fields, url);
                self.own_variation(parent, wanted, 404)?;
                self.update_product(wanted, &single(fields, variation_kind)?)?;
                Ok(Answer::ok(&only(
                    request,
                    self.show_variation(wanted)?,
                    true,
                )))
            }
            Place::Order(url) => {
                let wanted = addressed(&fields, url);
                self.update_order(wanted, &single(fields, order_kind)?)?;
                Ok(Answer::ok(&only(request, self.show_order(wanted)?, true)))
            }
            Place::Webhook(id) => {
                if self.update_webhook(id, &fields)? {
                    *errand = Some(Errand::Ping(id));
                }
                self.read_webhook(request, id)
            }
            Place::Setting(group, name) => self.write_setting(group, name, &fields),
            _ => Err(Failure::no_route()),
        }
    }
}

/// An id in the body beats the one in the address.
fn addressed(fields: &Map<String, Value>, url: u64) -> u64 {
    id(fields.get("id")).unwrap_or(url)
}
