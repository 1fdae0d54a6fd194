//! An order and its lines.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::shelf::Kept;
use super::state::Meta;

/// One line's share of one rate, unrounded.
#[derive(Clone, Debug)]
pub struct Tax {
    pub rate: u64,
    pub total: Decimal,
    /// `None` where the shop shows an empty text (freight and fees).
    pub subtotal: Option<Decimal>,
}

#[derive(Clone, Debug)]
pub struct Line {
    pub id: u64,
    pub name: String,
    pub product_id: u64,
    pub variation_id: u64,
    /// Pieces; negative in refunds.
    pub quantity: i64,
    pub tax_class: String,
    /// Before coupons, without tax.
    pub subtotal: Decimal,
    /// After coupons, without tax.
    pub total: Decimal,
    pub subtotal_tax: Decimal,
    pub total_tax: Decimal,
    pub taxes: Vec<Tax>,
    pub meta: Vec<Meta>,
}

impl Line {
    /// The variation, or the product where there is none.
    pub fn product(&self) -> u64 {
        if self.variation_id != 0 {
            self.variation_id
        } else {
            self.product_id
        }
    }

    /// Pieces that the shop has taken for this line.
    pub fn reduced(&self) -> i64 {
        let meta = self.meta.iter().find(|meta| meta.key == "_reduced_stock");
        meta.and_then(|meta| meta.value.as_str()?.parse().ok())
            .unwrap_or(0)
    }

    /// Forgets what was taken.
    pub fn forget_reduced(&mut self) {
        self.meta.retain(|meta| meta.key != "_reduced_stock");
    }

    pub fn write_reduced(&mut self, pieces: i64) {
        if let Some(meta) = self
            .meta
            .iter_mut()
            .find(|meta| meta.key == "_reduced_stock")
        {
            meta.value = Value::from(pieces.to_string());
        }
    }
}

/// Freight or a fee.
#[derive(Clone, Debug)]
pub struct Extra {
    pub id: u64,
    /// Freight: the method's title.
    pub name: String,
    /// Freight only.
    pub method: String,
    /// Freight only.
    pub instance: String,
    pub tax_class: String,
    pub taxable: bool,
    /// Fees only; as it was sent.
    pub amount: String,
    pub total: Decimal,
    pub total_tax: Decimal,
    pub taxes: Vec<Tax>,
    pub meta: Vec<Meta>,
}

#[derive(Clone, Debug)]
pub struct TaxLine {
    pub id: u64,
    pub rate: u64,
    pub total: Decimal,
    pub shipping_total: Decimal,
}

#[derive(Clone, Debug)]
pub struct CouponLine {
    pub id: u64,
    pub coupon: u64,
    pub code: String,
    pub discount: Decimal,
    pub discount_tax: Decimal,
    /// Percent, or an amount.
    pub nominal: Decimal,
    pub meta: Vec<Meta>,
}

#[derive(Clone, Debug)]
pub struct Order {
    pub id: u64,
    pub status: String,
    pub currency: String,
    /// Decimals that its sums are rounded to.
    pub decimals: u32,
    pub created: DateTime<Utc>,
    pub modified: DateTime<Utc>,
    pub completed: Option<DateTime<Utc>>,
    pub paid: Option<DateTime<Utc>>,
    pub customer: u64,
    pub key: String,
    pub billing: Map<String, Value>,
    pub shipping: Map<String, Value>,
    pub payment_method: String,
    pub payment_title: String,
    pub transaction: String,
    pub ip: String,
    pub agent: String,
    pub created_via: String,
    pub customer_note: String,
    pub cart_hash: String,
    /// What a plugin renumbers; `None` = the id.
    pub number: Option<String>,
    pub meta: Vec<Meta>,
    pub lines: Vec<Line>,
    pub freight: Vec<Extra>,
    pub fees: Vec<Extra>,
    pub coupons: Vec<CouponLine>,
    pub tax_lines: Vec<TaxLine>,
    pub refunds: Vec<u64>,
    /// The hidden flag: the stock was taken.
    pub stock_reduced: bool,
    /// A plugin spoils its total on the way out.
    pub is_spoilt: bool,
}

impl Kept for Order {
    fn id(&self) -> u64 {
        self.id
    }

    fn modified(&self) -> DateTime<Utc> {
        self.modified
    }
}

impl Order {
    pub fn new(id: u64, now: DateTime<Utc>) -> Self {
        Self {
            id,
            status: "pending".to_owned(),
            currency: String::new(),
            decimals: 2,
            created: now,
            modified: now,
            completed: None,
            paid: None,
            customer: 0,
            key: String::new(),
            billing: Map::new(),
            shipping: Map::new(),
            payment_method: String::new(),
            payment_title: String::new(),
            transaction: String::new(),
            ip: String::new(),
            agent: String::new(),
            created_via: "rest-api".to_owned(),
            customer_note: String::new(),
            cart_hash: String::new(),
            number: None,
            meta: Vec::new(),
            lines: Vec::new(),
            freight: Vec::new(),
            fees: Vec::new(),
            coupons: Vec::new(),
            tax_lines: Vec::new(),
            refunds: Vec::new(),
            stock_reduced: false,
            is_spoilt: false,
        }
    }

    pub fn discount(&self) -> Decimal {
        self.lines
            .iter()
            .map(|line| line.subtotal - line.total)
            .sum()
    }

    pub fn discount_tax(&self) -> Decimal {
        self.lines
            .iter()
            .map(|line| line.subtotal_tax - line.total_tax)
            .sum()
    }

    pub fn shipping_total(&self) -> Decimal {
        self.freight.iter().map(|line| line.total).sum()
    }

    pub fn shipping_tax(&self) -> Decimal {
        self.tax_lines.iter().map(|line| line.shipping_total).sum()
    }

    pub fn cart_tax(&self) -> Decimal {
        self.tax_lines.iter().map(|line| line.total).sum()
    }

    pub fn total_tax(&self) -> Decimal {
        self.cart_tax() + self.shipping_tax()
    }

    /// With tax, rounded as the shop's prices are.
    pub fn total(&self) -> Decimal {
        let goods: Decimal = self.lines.iter().map(|line| line.total).sum();
        let fees: Decimal = self.fees.iter().map(|fee| fee.total).sum();
        let exact = goods + fees + self.shipping_total() + self.total_tax();
        super::money::round(exact, self.decimals)
    }
}
