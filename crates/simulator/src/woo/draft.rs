//! What a customer is about to buy.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::fields::Fields;

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

    /// As the REST interface would have it.
    pub fn body(&self) -> Map<String, Value> {
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
