//! Which orders a list holds.

use super::answer::{Answer, Failure, Reply};
use super::links::{Page, only, window};
use super::request::Request;
use super::state::State;
use super::wanted::Wanted;

impl State {
    pub fn list_orders(&self, request: &Request) -> Reply {
        self.check_list(request, true)?;
        let wanted = Wanted::read(self, request);
        let mut found = wanted.candidates(&self.orders);
        found.retain(|order| wanted.order(self, order));
        found.sort_unstable_by_key(|order| match request.q("orderby") {
            Some("id") => (0, order.id),
            Some("modified") => (order.modified.timestamp(), order.id),
            _ => (order.created.timestamp(), order.id),
        });
        if request.q("order") != Some("asc") {
            found.reverse();
        }
        let (range, page, per_page) = window(request, &found);
        let decimals = self.decimals(request);
        let rows = found[range]
            .iter()
            .map(|order| self.order_json(order, decimals))
            .collect();
        Ok(self.paged(
            request,
            "orders",
            Page {
                rows,
                total: found.len(),
                page,
                per_page,
            },
        ))
    }

    pub fn read_order(&self, request: &Request, id: u64) -> Reply {
        let order = self
            .orders
            .get(id)
            .ok_or_else(|| Failure::invalid_id(404, "shop_order"))?;
        Ok(Answer::ok(&only(
            request,
            self.order_json(order, self.decimals(request)),
            true,
        )))
    }

    /// How many decimals the caller wants on amounts; the shop's own where it does not say.
    pub fn decimals(&self, request: &Request) -> u32 {
        request
            .q("dp")
            .and_then(|text| text.parse().ok())
            .unwrap_or(self.setup.price_decimals)
    }
}
