//! The lines of an order as the shop shows them.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::fields::Fields;
use super::money::{fixed, number, raw};
use super::order::{CouponLine, Extra, Line, Tax, TaxLine};
use super::state::{Meta, State};

impl State {
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

    pub fn freight_json(&self, freight: &Extra, dp: u32) -> Value {
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

    pub fn fee_json(&self, fee: &Extra, dp: u32) -> Value {
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

    pub fn coupon_line_json(&self, line: &CouponLine, dp: u32) -> Value {
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
