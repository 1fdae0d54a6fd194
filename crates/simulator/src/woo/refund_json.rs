//! Refunds as the shop shows them.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::Fields;
use super::links::{Page, only, window};
use super::money::fixed;
use super::order::Extra;
use super::refund::Refund;
use super::request::Request;
use super::state::{Meta, State};
use super::time::gmt;

impl State {
    /// As it stands in its order.
    pub fn refund_brief(&self, id: u64) -> Option<Value> {
        let refund = self.refunds.get(&id)?;
        let taxes = refund.tax_lines.iter();
        let tax: Decimal = taxes.map(|line| line.total + line.shipping_total).sum();
        let dp = self.setup.price_decimals;
        let brief = Fields::new()
            .put("id", id)
            .put("reason", refund.reason.clone())
            .put("total", fixed(-refund.amount, dp))
            .when(self.is_new(), "total_tax", fixed(tax, dp));
        Some(brief.done())
    }

    pub fn refund_json(&self, refund: &Refund, across: bool) -> Value {
        self.refund_shown(refund, across, self.is_new())
    }

    /// Older shops say how it was paid back only when they are asked, not when it is made.
    fn refund_shown(&self, refund: &Refund, across: bool, payment: bool) -> Value {
        let dp = self.setup.price_decimals;
        Fields::new()
            .put("id", refund.id)
            .when(across, "parent_id", refund.order)
            .put("date_created", self.local(refund.at))
            .put("date_created_gmt", gmt(refund.at))
            .put("amount", fixed(refund.amount, dp))
            .put("reason", refund.reason.clone())
            .put("refunded_by", 1)
            .when(payment, "refunded_payment", false)
            .put(
                "meta_data",
                refund.meta.iter().map(Meta::json).collect::<Vec<_>>(),
            )
            .put(
                "line_items",
                refund
                    .lines
                    .iter()
                    .map(|line| self.line_json(line, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "shipping_lines",
                self.shown_of(&refund.freight, |line| self.freight_json(line, dp)),
            )
            .put(
                "tax_lines",
                refund
                    .tax_lines
                    .iter()
                    .map(|line| self.tax_line_json(line, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "fee_lines",
                self.shown_of(&refund.fees, |fee| self.fee_json(fee, dp)),
            )
            .put("_links", self.refund_links(refund))
            .done()
    }

    /// Older shops have the fields and leave them empty.
    fn shown_of(&self, of: &[Extra], show: impl Fn(&Extra) -> Value) -> Vec<Value> {
        let shown = of.iter().filter(|_| self.is_new());
        shown.map(show).collect()
    }

    fn refund_links(&self, refund: &Refund) -> Value {
        let order = format!("orders/{}", refund.order);
        let own = format!("{order}/refunds/{}", refund.id);
        let mut links = self.links_allowing(&own, &format!("{order}/refunds"), &["GET", "DELETE"]);
        links["up"] = json!([{ "href": self.rest(&order) }]);
        links
    }

    /// Of one order, or of all.
    pub fn list_refunds(&self, request: &Request, order: Option<u64>) -> Reply {
        let mine = |refund: &&Refund| order.is_none_or(|order| refund.order == order);
        let all: Vec<&Refund> = self.refunds.values().rev().filter(mine).collect();
        let (range, page, per_page) = window(request, &all);
        let rows = all[range]
            .iter()
            .map(|refund| self.refund_shown(refund, order.is_none(), true))
            .collect();
        let path = order.map_or("refunds".to_owned(), |id| format!("orders/{id}/refunds"));
        Ok(self.paged(
            request,
            &path,
            Page {
                rows,
                total: all.len(),
                page,
                per_page,
            },
        ))
    }

    pub fn read_refund(&self, request: &Request, refund: u64) -> Reply {
        let found = self
            .refunds
            .get(&refund)
            .ok_or_else(|| Failure::invalid_id(404, "shop_order_refund"))?;
        Ok(Answer::ok(&only(
            request,
            self.refund_json(found, false),
            true,
        )))
    }
}
