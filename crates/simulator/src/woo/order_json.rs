//! An order as the shop shows it.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::money::{fixed, number, raw};
use super::order::{CouponLine, Extra, Line, Order, Tax, TaxLine};
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

    fn order_head(&self, order: &Order, dp: u32) -> Fields {
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
            .put("total", fixed(order.total(), dp))
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

    pub fn line_json(&self, line: &Line, dp: u32) -> Value {
        let product = self.products.get(line.product());
        let parent = product.and_then(|p| self.products.get(p.parent));
        let own = product.map(|p| p.sku.clone());
        let sku = own.map(|sku| {
            if sku.is_empty() {
                parent.map(|p| p.sku.clone()).unwrap_or(sku)
            } else {
                sku
            }
        });
        let unique = product.map(|p| super::product_json::plain(p, "global_unique_id", json!("")));
        let image = if product.is_none() || line.variation_id != 0 {
            json!(0)
        } else {
            json!("")
        };
        Fields::new()
            .put("id", line.id)
            .put("name", line.name.clone())
            .put("product_id", line.product_id)
            .put("variation_id", line.variation_id)
            .put("quantity", line.quantity)
            .put("tax_class", line.tax_class.clone())
            .put("subtotal", fixed(line.subtotal, dp))
            .put("subtotal_tax", fixed(line.subtotal_tax, dp))
            .put("total", fixed(line.total, dp))
            .put("total_tax", fixed(line.total_tax, dp))
            .put("taxes", self.taxes_json(&line.taxes, dp))
            .put(
                "meta_data",
                line.meta.iter().map(line_meta).collect::<Vec<_>>(),
            )
            .put("sku", sku)
            .when(self.is_new(), "global_unique_id", unique)
            .put("price", number(unit_price(line)))
            .put("image", json!({ "id": image, "src": "" }))
            .put("parent_name", parent.map(|p| p.name.clone()))
            .done()
    }

    /// Older shops print a line's taxes unrounded.
    fn taxes_json(&self, taxes: &[Tax], dp: u32) -> Vec<Value> {
        let print = |amount: Decimal| {
            if self.is_new() {
                fixed(amount, dp)
            } else {
                raw(amount)
            }
        };
        let rows = taxes.iter().map(|tax| {
            json!({ "id": tax.rate, "total": print(tax.total), "subtotal": tax.subtotal.map(print).unwrap_or_default() })
        });
        rows.collect()
    }

    pub fn tax_line_json(&self, line: &TaxLine, dp: u32) -> Value {
        let rate = self.rates.iter().find(|rate| rate.id == line.rate);
        let label = rate.map(|rate| rate.label.clone()).unwrap_or_default();
        json!({
            "id": line.id,
            "rate_code": format!("NO-{}-1", label.to_uppercase()),
            "rate_id": line.rate,
            "label": label,
            "compound": false,
            "tax_total": fixed(line.total, dp),
            "shipping_tax_total": fixed(line.shipping_total, dp),
            "rate_percent": rate.map(|rate| number(rate.rate)),
            "meta_data": [],
        })
    }

    fn freight_json(&self, freight: &Extra, dp: u32) -> Value {
        Fields::new()
            .put("id", freight.id)
            .put("method_title", freight.name.clone())
            .put("method_id", freight.method.clone())
            .put("instance_id", freight.instance.clone())
            .put("total", fixed(freight.total, dp))
            .put("total_tax", fixed(freight.total_tax, dp))
            .put("taxes", self.taxes_json(&freight.taxes, dp))
            .when(self.is_new(), "tax_status", tax_status(freight))
            .put(
                "meta_data",
                freight.meta.iter().map(line_meta).collect::<Vec<_>>(),
            )
            .done()
    }

    fn fee_json(&self, fee: &Extra, dp: u32) -> Value {
        json!({
            "id": fee.id,
            "name": fee.name,
            "tax_class": fee.tax_class,
            "tax_status": tax_status(fee),
            "amount": fee.amount,
            "total": fixed(fee.total, dp),
            "total_tax": fixed(fee.total_tax, dp),
            "taxes": self.taxes_json(&fee.taxes, dp),
            "meta_data": fee.meta.iter().map(line_meta).collect::<Vec<_>>(),
        })
    }

    fn coupon_line_json(&self, line: &CouponLine, dp: u32) -> Value {
        let kind = self
            .coupons
            .get(&line.coupon)
            .map_or("fixed_cart", |coupon| coupon.kind.as_str());
        Fields::new()
            .put("id", line.id)
            .put("code", line.code.clone())
            .put("discount", fixed(line.discount, dp))
            .put("discount_tax", fixed(line.discount_tax, dp))
            .put(
                "meta_data",
                line.meta.iter().map(line_meta).collect::<Vec<_>>(),
            )
            .when(self.is_new(), "discount_type", kind)
            .when(self.is_new(), "nominal_amount", number(line.nominal))
            .when(self.is_new(), "free_shipping", false)
            .done()
    }
}

fn unit_price(line: &Line) -> Decimal {
    if line.quantity == 0 {
        return Decimal::ZERO;
    }
    (line.total / Decimal::from(line.quantity)).round_dp(12)
}

fn tax_status(extra: &Extra) -> &'static str {
    if extra.taxable { "taxable" } else { "none" }
}

/// A line's meta row also says how it is shown: `farge` is `Farge`.
fn line_meta(meta: &Meta) -> Value {
    let mut letters = meta.key.chars();
    let shown = match letters.next() {
        Some(first) if !meta.key.starts_with('_') && !meta.key.contains('_') => {
            first.to_uppercase().collect::<String>() + letters.as_str()
        }
        _ => meta.key.clone(),
    };
    json!({
        "id": meta.id,
        "key": meta.key,
        "value": meta.value,
        "display_key": shown,
        "display_value": meta.value,
    })
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
