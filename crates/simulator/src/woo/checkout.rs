//! A purchase as a customer makes it in the shop, which cannot oversell what is counted.

use std::fmt;

use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::fields::Fields;
use super::state::{Hold, State};

/// What the customer buys.
#[derive(Clone, Debug)]
pub struct Bought {
    pub id: u64,
    pub pieces: i64,
}

/// Which checkout the shop uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Via {
    #[default]
    Classic,
    /// The newer one made of blocks.
    Block,
    /// By an assistant in the back office: nothing is checked.
    Admin,
}

/// A purchase that is about to be made.
#[derive(Clone, Debug)]
pub struct OrderDraft {
    pub lines: Vec<Bought>,
    /// The status after the payment: `processing`, `on-hold`, or `pending` when it is not paid.
    pub status: String,
    /// Title and price without VAT.
    pub shipping: Option<(String, Decimal)>,
    /// Name and amount without VAT; may be negative.
    pub fees: Vec<(String, Decimal)>,
    pub coupon: Option<String>,
    /// `None` = the shop's.
    pub currency: Option<String>,
    pub billing: Map<String, Value>,
    pub delivery: Map<String, Value>,
    pub customer_note: String,
    pub payment_method: String,
    pub payment_title: String,
    pub meta: Vec<(String, Value)>,
    pub via: Via,
}

impl Default for OrderDraft {
    fn default() -> Self {
        let address = Fields::new()
            .put("first_name", "Kari")
            .put("last_name", "Nordmann")
            .put("address_1", "Storgata 1")
            .put("city", "Oslo")
            .put("postcode", "0155")
            .put("country", "NO");
        let billing = Fields::new()
            .all(address.done())
            .put("email", "kari@example.test")
            .put("phone", "+4722334455");
        let billing = billing.done().as_object().cloned().unwrap_or_default();
        let mut delivery = billing.clone();
        delivery.retain(|name, _| name != "email" && name != "phone");
        Self {
            lines: Vec::new(),
            status: "processing".to_owned(),
            shipping: None,
            fees: Vec::new(),
            coupon: None,
            currency: None,
            billing,
            delivery,
            customer_note: String::new(),
            payment_method: "cod".to_owned(),
            payment_title: "Betal ved levering".to_owned(),
            meta: Vec::new(),
            via: Via::Classic,
        }
    }
}

impl OrderDraft {
    /// A purchase of one thing.
    pub fn of(id: u64, pieces: i64) -> Self {
        Self::default().and(id, pieces)
    }

    #[must_use]
    pub fn and(mut self, id: u64, pieces: i64) -> Self {
        self.lines.push(Bought { id, pieces });
        self
    }

    fn body(&self) -> Map<String, Value> {
        let line = |bought: &Bought| json!({ "product_id": bought.id, "quantity": bought.pieces });
        let fee = |(name, amount): &(String, Decimal)| json!({ "name": name, "total": amount.to_string() });
        let freight = |(title, price): &(String, Decimal)| json!({ "method_id": "flat_rate", "instance_id": "1", "method_title": title, "total": price.to_string() });
        let meta = |(key, value): &(String, Value)| json!({ "key": key, "value": value });
        let body = Fields::new()
            .put("status", self.status.clone())
            .put("billing", self.billing.clone())
            .put("shipping", self.delivery.clone())
            .put("customer_note", self.customer_note.clone())
            .put("payment_method", self.payment_method.clone())
            .put("payment_method_title", self.payment_title.clone())
            .put("customer_ip_address", "127.0.0.1")
            .when(self.currency.is_some(), "currency", self.currency.clone())
            .put(
                "line_items",
                self.lines.iter().map(line).collect::<Vec<_>>(),
            )
            .put(
                "shipping_lines",
                self.shipping.iter().map(freight).collect::<Vec<_>>(),
            )
            .put("fee_lines", self.fees.iter().map(fee).collect::<Vec<_>>())
            .put(
                "coupon_lines",
                self.coupon
                    .iter()
                    .map(|code| json!({ "code": code }))
                    .collect::<Vec<_>>(),
            )
            .put("meta_data", self.meta.iter().map(meta).collect::<Vec<_>>());
        body.done().as_object().cloned().unwrap_or_default()
    }
}

/// Why a purchase did not come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSale {
    /// Fewer pieces of this product are left than were asked for.
    SoldOut(u64),
    /// The shop does not sell this.
    Unknown(u64),
    /// The coupon, or something else that the shop says.
    Refused(String),
}

impl fmt::Display for NoSale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SoldOut(id) => write!(out, "product {id} is sold out"),
            Self::Unknown(id) => write!(out, "there is no product {id}"),
            Self::Refused(said) => write!(out, "the shop refused: {said}"),
        }
    }
}

impl std::error::Error for NoSale {}

impl State {
    /// Checks the stock and sells in one go, under the shop's lock.
    pub fn check_out(&mut self, draft: &OrderDraft) -> Result<u64, NoSale> {
        if draft.via != Via::Admin {
            self.check_available(draft)?;
        }
        let via = match draft.via {
            Via::Classic => "checkout",
            Via::Block => "store-api",
            Via::Admin => "admin",
        };
        // In newer shops the block checkout says that the order changed before it says that there is one.
        let upside_down = draft.via == Via::Block && self.is_new();
        if upside_down {
            let next = self.next_id;
            self.event("order.updated", next);
        }
        let made = self.create_order(&draft.body(), via);
        let made =
            made.map_err(|failure| NoSale::Refused(failure.body()["message"].to_string()))?;
        if draft.via == Via::Block {
            self.mark_block(made);
        }
        if draft.status == "pending" && draft.via != Via::Admin {
            self.hold(draft, made);
        }
        Ok(made)
    }

    /// What only the block checkout leaves on an order.
    fn mark_block(&mut self, order: u64) {
        let mut meta = Vec::new();
        for key in [
            "_coupons_hash",
            "_fees_hash",
            "_shipping_hash",
            "_taxes_hash",
        ] {
            let hash = self.hex(32);
            meta.push(self.meta(key, hash));
        }
        meta.push(self.meta("is_vat_exempt", "no"));
        let hash = self.hex(32);
        let Some(mut kept) = self.orders.get(order).cloned() else {
            return;
        };
        let names = kept
            .lines
            .iter()
            .map(|line| format!("{} &times; {}", line.name, line.quantity));
        let items = names.collect::<Vec<_>>().join(", ");
        for freight in &mut kept.freight {
            freight.meta.push(self.meta("Items", items.clone()));
        }
        if !self.is_new() {
            for line in &mut kept.lines {
                line.meta.retain(|meta| meta.key.starts_with('_'));
            }
        }
        kept.meta.extend(meta);
        kept.cart_hash = hash;
        self.orders.put(kept);
    }

    fn check_available(&self, draft: &OrderDraft) -> Result<(), NoSale> {
        for bought in &draft.lines {
            let product = self
                .products
                .get(bought.id)
                .ok_or(NoSale::Unknown(bought.id))?;
            let holder = self.stock_holder(product);
            let together: i64 = draft
                .lines
                .iter()
                .filter(|line| {
                    self.products
                        .get(line.id)
                        .and_then(|p| self.stock_holder(p))
                        == holder
                })
                .map(|line| line.pieces)
                .sum();
            let unavailable =
                self.stock_holder(product).is_none() && product.stock_status == "outofstock";
            if unavailable || self.sellable(product).is_some_and(|left| left < together) {
                return Err(NoSale::SoldOut(bought.id));
            }
        }
        Ok(())
    }

    fn hold(&mut self, draft: &OrderDraft, order: u64) {
        let Some(minutes) = self.setup.hold_minutes else {
            return;
        };
        let until = self.now() + TimeDelta::minutes(i64::from(minutes));
        for bought in &draft.lines {
            let holder = self
                .products
                .get(bought.id)
                .and_then(|p| self.stock_holder(p));
            if let Some(product) = holder {
                self.holds.push(Hold {
                    order,
                    product,
                    pieces: bought.pieces,
                    until,
                });
            }
        }
    }
}
