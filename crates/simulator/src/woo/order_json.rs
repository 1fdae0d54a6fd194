//! An order as the shop shows it.

use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::money::fixed;
use super::order::Order;
use super::state::{Meta, State};
use super::time::{gmt, gmt_or_null};

pub const BILLING: &[&str] = &[
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "state",
    "postcode",
    "country",
    "email",
    "phone",
];
pub const SHIPPING: &[&str] = &[
    "first_name",
    "last_name",
    "company",
    "address_1",
    "address_2",
    "city",
    "state",
    "postcode",
    "country",
    "phone",
];

impl State {
    /// `dp`: how many decimals amounts get.
    pub fn order_json(&self, order: &Order, dp: u32) -> Value {
        self.order_head(order, dp)
            .put(
                "line_items",
                order
                    .lines
                    .iter()
                    .map(|line| self.line_json(line, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "tax_lines",
                order
                    .tax_lines
                    .iter()
                    .map(|line| self.tax_line_json(line, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "shipping_lines",
                order
                    .freight
                    .iter()
                    .map(|line| self.freight_json(line, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "fee_lines",
                order
                    .fees
                    .iter()
                    .map(|fee| self.fee_json(fee, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "coupon_lines",
                order
                    .coupons
                    .iter()
                    .map(|line| self.coupon_line_json(line, dp))
                    .collect::<Vec<_>>(),
            )
            .put(
                "refunds",
                order
                    .refunds
                    .iter()
                    .filter_map(|id| self.refund_brief(*id))
                    .collect::<Vec<_>>(),
            )
            .all(self.order_foot(order))
            .done()
    }

    fn order_head(&self, order: &Order, dp: u32) -> Fields<'_> {
        Fields::new()
            .put("id", order.id)
            .put("parent_id", 0)
            .put("status", order.status.clone())
            .put("currency", order.currency.clone())
            .put("version", self.setup.version.name())
            .put("prices_include_tax", self.setup.prices_include_tax)
            .put("date_created", self.local(order.created))
            .put("date_modified", self.local(order.modified))
            .put("discount_total", fixed(order.discount(), dp))
            .put("discount_tax", fixed(order.discount_tax(), dp))
            .put("shipping_total", fixed(order.shipping_total(), dp))
            .put("shipping_tax", fixed(order.shipping_tax(), dp))
            .put("cart_tax", fixed(order.cart_tax(), dp))
            .put("total", total(order, dp))
            .put("total_tax", fixed(order.total_tax(), dp))
            .put("customer_id", order.customer)
            .put("order_key", order.key.clone())
            .put("billing", address(&order.billing, BILLING))
            .put("shipping", address(&order.shipping, SHIPPING))
            .put("payment_method", order.payment_method.clone())
            .put("payment_method_title", order.payment_title.clone())
            .put("transaction_id", order.transaction.clone())
            .put("customer_ip_address", order.ip.clone())
            .put("customer_user_agent", order.agent.clone())
            .put("created_via", order.created_via.clone())
            .put("customer_note", order.customer_note.clone())
            .put("date_completed", self.local_or_null(order.completed))
            .put("date_paid", self.local_or_null(order.paid))
            .put("cart_hash", order.cart_hash.clone())
            .put(
                "number",
                order.number.clone().unwrap_or_else(|| order.id.to_string()),
            )
            .put(
                "meta_data",
                order.meta.iter().map(Meta::json).collect::<Vec<_>>(),
            )
    }

    fn order_foot(&self, order: &Order) -> Value {
        let unpaid = matches!(
            order.status.as_str(),
            "pending" | "failed" | "checkout-draft"
        );
        let editable = matches!(order.status.as_str(), "pending" | "on-hold" | "auto-draft");
        let real = order
            .lines
            .iter()
            .filter_map(|line| self.products.get(line.product()));
        let pay = format!(
            "{}/checkout/order-pay/{}/?pay_for_order=true&key={}",
            self.home, order.id, order.key
        );
        json!({
            "payment_url": pay,
            "is_editable": editable,
            "needs_payment": unpaid && !order.total().is_zero(),
            "needs_processing": real.into_iter().any(|product| !product.is_virtual),
            "date_created_gmt": gmt(order.created),
            "date_modified_gmt": gmt(order.modified),
            "date_completed_gmt": gmt_or_null(order.completed),
            "date_paid_gmt": gmt_or_null(order.paid),
            "currency_symbol": super::settings::symbol(&order.currency),
            "_links": self.order_links(order),
        })
    }

    fn order_links(&self, order: &Order) -> Value {
        let own = format!("orders/{}", order.id);
        let mut links = self.links(&own, "orders");
        if self.is_new() {
            let templates = self.rest(&format!("{own}/actions/email_templates"));
            links["email_templates"] = json!([{ "embeddable": true, "href": templates }]);
        }
        if order.customer != 0 {
            links["customer"] =
                json!([{ "href": self.rest(&format!("customers/{}", order.customer)) }]);
        }
        links
    }
}

fn total(order: &Order, dp: u32) -> String {
    match order.is_spoilt {
        true => "to be agreed".to_owned(),
        false => fixed(order.total(), dp),
    }
}

pub fn address(given: &Map<String, Value>, names: &[&str]) -> Value {
    let field = |name: &&str| {
        (
            (*name).to_owned(),
            given.get(*name).cloned().unwrap_or_else(|| json!("")),
        )
    };
    Value::Object(names.iter().map(field).collect())
}
