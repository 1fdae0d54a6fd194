//! What we last wrote of an order in Rackbeat: the lines in plain, of all else a hash and never the thing itself.
use std::collections::BTreeMap;

use rackbeat::{Address, Line, NewLine};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Mapped, Origin, Source};
use crate::{hash, money};

/// Prices come back with as many decimals as Rackbeat keeps, and nobody has told us how many.
const PRICE_DECIMALS: std::ops::RangeInclusive<u32> = 2..=6;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WrittenOrder {
    /// Of what the shop's order was then, but for its refunds.
    pub source: String,
    /// Of its refunds.
    pub refunds: String,
    /// Of what we wrote.
    pub head: BTreeMap<HeadField, String>,
    pub lines: Vec<WrittenLine>,
    /// Of what Rackbeat showed after that; empty where it was not read since.
    pub shown: BTreeMap<HeadField, String>,
    /// By the shop's line: pieces given back and not put back on the shelf, as the owner was told.
    pub unshelved: BTreeMap<i64, Decimal>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenLine {
    pub origin: Origin,
    /// The item's number.
    pub item: String,
    pub quantity: Decimal,
    /// Per piece, without VAT.
    pub price: Decimal,
    /// `None` lets Rackbeat name it.
    pub name: Option<String>,
}

/// What of an order's head is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadField {
    Customer,
    Heading,
    Note,
    Currency,
    VatZone,
    BillingAddress,
    DeliveryAddress,
}

impl WrittenOrder {
    pub fn of(mapped: &Mapped) -> Self {
        let lines = mapped.order.lines.iter().zip(&mapped.origins);
        Self {
            source: mapped.source.order.clone(),
            refunds: mapped.source.refunds.clone(),
            head: mapped.head.clone(),
            lines: lines
                .map(|(line, origin)| WrittenLine::of(line, *origin))
                .collect(),
            shown: BTreeMap::new(),
            unshelved: mapped
                .unshelved
                .iter()
                .map(|left| (left.line_id, left.pieces))
                .collect(),
        }
    }

    /// Rackbeat's answer after it was written: from now on that is what is to stand there. A rounding line that we
    /// added, but were killed before we wrote that down, is ours.
    pub fn saw(&mut self, order: &rackbeat::Order, rounding_product: Option<&str>) {
        self.shown = shown(order);
        let is_ours = |line: &&Line| {
            let number = line.child_id.as_deref();
            number.is_some() && number == rounding_product
        };
        let has = |line: &WrittenLine| line.origin == Origin::Rounding;
        if self.lines.iter().any(has) {
            return;
        }
        if let Some(line) = order.lines.iter().find(is_ours) {
            self.lines.push(WrittenLine {
                origin: Origin::Rounding,
                item: line.child_id.clone().unwrap_or_default(),
                quantity: line.quantity.unwrap_or(Decimal::ONE),
                price: line.line_price.unwrap_or_default(),
                name: None,
            });
        }
    }

    /// Whether the shop's order is what it was then.
    pub fn is_of(&self, source: &Source) -> bool {
        self.source == source.order && self.refunds == source.refunds
    }

    /// How much of the goods of the shop's lines it holds, in thousandths, and on which number.
    pub fn goods(&self) -> BTreeMap<i64, (String, i64)> {
        let goods = self.lines.iter().filter_map(|line| match line.origin {
            Origin::Goods(id) => {
                let many = crate::quantity::to_thousandths(line.quantity)?;
                Some((id, (line.item.clone(), many)))
            }
            _ => None,
        });
        goods.collect()
    }

    /// Whether Rackbeat's order is still what we wrote.
    pub fn stands_in(&self, order: &rackbeat::Order) -> bool {
        let now = shown(order);
        let same = |(field, was): (&HeadField, &String)| now.get(field).is_none_or(|is| is == was);
        self.lines_stand_in(order) && self.shown.iter().all(same)
    }

    /// Item by item, in whatever order and under whatever names.
    pub fn lines_stand_in(&self, order: &rackbeat::Order) -> bool {
        let mut left: Vec<_> = order.lines.iter().collect();
        let all = self.lines.iter().all(|line| {
            let at = left.iter().position(|found| line.is(found));
            at.map(|at| left.swap_remove(at)).is_some()
        });
        all && left.is_empty()
    }

    pub fn has_negative_quantity(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.quantity.is_sign_negative())
    }
}

impl WrittenLine {
    pub fn of(line: &NewLine, origin: Origin) -> Self {
        Self {
            origin,
            item: line.item_id.clone(),
            quantity: line.quantity,
            price: line.line_price.unwrap_or_default(),
            name: line.name.clone(),
        }
    }

    /// For when Rackbeat refused a negative price: the quantity is negative instead.
    #[must_use]
    pub fn with_negative_quantity(mut self) -> Self {
        if self.price.is_sign_negative() {
            self.price = -self.price;
            self.quantity = -self.quantity;
        }
        self
    }

    pub fn to_new(&self) -> NewLine {
        NewLine {
            item_id: self.item.clone(),
            quantity: self.quantity,
            name: self.name.clone(),
            line_price: Some(self.price),
            ..NewLine::default()
        }
    }

    /// What people call it.
    pub fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.item)
    }

    /// Whether this line of Rackbeat's is it, whatever it is called there.
    pub fn is(&self, line: &Line) -> bool {
        line.child_id.as_deref() == Some(self.item.as_str())
            && line.quantity.is_none_or(|pieces| pieces == self.quantity)
            && line.line_price.is_none_or(|price| self.is_priced(price))
            && !has_discount(line)
    }

    pub fn is_priced(&self, price: Decimal) -> bool {
        price == self.price
            || PRICE_DECIMALS
                .into_iter()
                .any(|decimals| money::round(self.price, decimals) == price)
    }

    pub fn is_named(&self, line: &Line) -> bool {
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        match (&self.name, &line.name) {
            (Some(own), Some(found)) => words(own) == words(found),
            _ => true,
        }
    }
}

/// We never write one.
pub(super) fn has_discount(line: &Line) -> bool {
    line.discount_percentage
        .is_some_and(|percent| !percent.is_zero())
}

fn shown(order: &rackbeat::Order) -> BTreeMap<HeadField, String> {
    use HeadField::*;
    let of = |field, content: Option<String>| Some((field, hash::of(&(order.number, content?))));
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    let address = |address: &Option<Address>| {
        let address = address.as_ref()?;
        serde_json::to_string(address).ok()
    };
    let fields = [
        of(Customer, order.customer_id.map(|id| id.to_string())),
        of(Heading, text(&order.heading)),
        of(Note, text(&order.note)),
        of(Currency, order.currency.clone()),
        of(
            VatZone,
            order.vat_zone.as_ref().map(|zone| format!("{zone:?}")),
        ),
        of(BillingAddress, address(&order.billing_address)),
        of(DeliveryAddress, address(&order.delivery_address)),
    ];
    fields.into_iter().flatten().collect()
}
