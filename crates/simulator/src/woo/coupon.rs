//! Coupons.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::Fields;
use super::links::{Page, window};
use super::money::{fixed, number, raw};
use super::request::Request;
use super::state::{Meta, State};
use super::time::gmt;

#[derive(Clone, Debug)]
pub struct Coupon {
    pub id: u64,
    /// Lower case.
    pub code: String,
    /// Percent or kroner, by `kind`.
    pub amount: Decimal,
    /// `percent` or `fixed_cart`.
    pub kind: String,
    pub status: String,
    pub at: DateTime<Utc>,
}

impl Coupon {
    pub fn is_percent(&self) -> bool {
        self.kind == "percent"
    }
}

impl State {
    pub fn add_coupon(&mut self, code: &str, kind: &str, amount: Decimal) -> u64 {
        let id = self.take_id();
        let coupon = Coupon {
            id,
            code: code.to_lowercase(),
            amount,
            kind: kind.to_owned(),
            status: "publish".to_owned(),
            at: self.now(),
        };
        self.coupons.insert(id, coupon);
        id
    }

    pub fn coupon(&self, code: &str) -> Reply<Coupon> {
        let code = code.to_lowercase();
        let known = self
            .coupons
            .values()
            .find(|coupon| coupon.code == code && coupon.status == "publish");
        known.cloned().ok_or_else(|| {
            let said = if self.is_new() {
                format!("Coupon &quot;{code}&quot; cannot be applied because it does not exist.")
            } else {
                format!("Coupon \"{code}\" does not exist!")
            };
            Failure::new(400, "woocommerce_rest_invalid_coupon", &said)
        })
    }

    /// What an order's coupon line remembers of the coupon.
    pub fn coupon_meta(&mut self, coupon: &Coupon) -> Meta {
        if self.is_new() {
            let info = json!([coupon.id, coupon.code, coupon.kind, number(coupon.amount)]);
            return self.meta("coupon_info", info.to_string());
        }
        let at = self.php_date(coupon.at);
        let data = json!({
            "id": coupon.id,
            "code": coupon.code,
            "amount": raw(coupon.amount),
            "status": coupon.status,
            "date_created": at,
            "date_modified": at,
            "date_expires": null,
        });
        let data = Fields::new()
            .all(data)
            .put("discount_type", coupon.kind.clone())
            .put("description", "");
        self.meta("coupon_data", data.all(limits()).done())
    }

    fn php_date(&self, at: DateTime<Utc>) -> Value {
        let local = at.with_timezone(&self.setup.timezone);
        json!({
            "date": local.format("%Y-%m-%d %H:%M:%S%.6f").to_string(),
            "timezone_type": 3,
            "timezone": self.setup.timezone.name(),
        })
    }

    fn coupon_json(&self, coupon: &Coupon) -> Value {
        let own = format!("coupons/{}", coupon.id);
        Fields::new()
            .put("id", coupon.id)
            .put("code", coupon.code.clone())
            .put("amount", fixed(coupon.amount, 2))
            .put("status", coupon.status.clone())
            .put("date_created", self.local(coupon.at))
            .put("date_created_gmt", gmt(coupon.at))
            .put("date_modified", self.local(coupon.at))
            .put("date_modified_gmt", gmt(coupon.at))
            .put("discount_type", coupon.kind.clone())
            .put("description", "")
            .put("date_expires", Value::Null)
            .put("date_expires_gmt", Value::Null)
            .all(json!({
                "usage_count": 0, "individual_use": false, "product_ids": [], "excluded_product_ids": [],
                "usage_limit": null, "usage_limit_per_user": null, "limit_usage_to_x_items": null,
                "free_shipping": false, "product_categories": [], "excluded_product_categories": [],
                "exclude_sale_items": false, "minimum_amount": "0.00", "maximum_amount": "0.00",
                "email_restrictions": [], "used_by": [], "meta_data": [],
            }))
            .put("_links", self.links(&own, "coupons"))
            .done()
    }

    pub fn list_coupons(&self, request: &Request) -> Reply {
        let all: Vec<&Coupon> = self
            .coupons
            .values()
            .rev()
            .filter(|c| c.status != "trash")
            .collect();
        let (range, page, per_page) = window(request, &all);
        let rows = all[range]
            .iter()
            .map(|coupon| self.coupon_json(coupon))
            .collect();
        Ok(self.paged(
            request,
            "coupons",
            Page {
                rows,
                total: all.len(),
                page,
                per_page,
            },
        ))
    }

    /// Into the bin, which also says `product.deleted`, or for good, which says nothing.
    pub fn delete_coupon(&mut self, id: u64, force: bool) -> Reply {
        let Some(coupon) = self.coupons.get(&id).cloned() else {
            return Err(Failure::invalid_id(404, "shop_coupon"));
        };
        if force {
            self.coupons.remove(&id);
        } else {
            if let Some(kept) = self.coupons.get_mut(&id) {
                "trash".clone_into(&mut kept.status);
            }
            self.event("product.deleted", id);
            self.event("coupon.deleted", id);
        }
        Ok(Answer::ok(&self.coupon_json(&coupon)))
    }
}

fn limits() -> Value {
    json!({
        "usage_count": 0, "individual_use": false, "product_ids": [], "excluded_product_ids": [], "usage_limit": 0,
        "usage_limit_per_user": 0, "limit_usage_to_x_items": null, "free_shipping": false, "product_categories": [],
        "excluded_product_categories": [], "exclude_sale_items": false, "minimum_amount": "", "maximum_amount": "",
        "email_restrictions": [], "virtual": false, "meta_data": [],
    })
}
