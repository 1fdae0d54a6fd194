//! Both sides' sums of one order, as they are kept with it and shown.
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Mapped, sums};
use crate::money;

/// What the order comes to on both sides, refunds taken off, as last read in Rackbeat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    pub currency: String,
    /// Without VAT.
    pub shop: Decimal,
    pub rackbeat: Decimal,
    /// The lowest rate first.
    pub rates: Vec<RateSums>,
    /// On the rounding product; part of `rackbeat`.
    pub rounding: Decimal,
}

/// Of one VAT rate; `None` where Rackbeat's answer does not tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateSums {
    /// Per cent.
    pub percent: Decimal,
    pub shop_net: Decimal,
    pub shop_vat: Decimal,
    pub rackbeat_net: Option<Decimal>,
    pub rackbeat_vat: Option<Decimal>,
}

impl Sums {
    /// `rounding_product`: the number of the product that rounding stands on.
    pub fn of(mapped: &Mapped, order: &rackbeat::Order, rounding_product: Option<&str>) -> Self {
        let on_it = order
            .lines
            .iter()
            .filter(|line| line.child_id.is_some() && line.child_id.as_deref() == rounding_product);
        let amount = |line: &rackbeat::Line| {
            line.line_total
                .or_else(|| line.line_price?.checked_mul(line.quantity?))
        };
        Self {
            currency: mapped.order.head.currency.clone().unwrap_or_default(),
            shop: money::round(mapped.subtotal, 2),
            rackbeat: order.total_subtotal.unwrap_or_default(),
            rates: rates(mapped, order),
            rounding: on_it.filter_map(amount).sum(),
        }
    }

    /// Subtotals and every rate's VAT, to the øre.
    pub fn agree(&self) -> bool {
        let same = |rate: &RateSums| rate.rackbeat_vat.is_none_or(|vat| vat == rate.shop_vat);
        self.shop == self.rackbeat && self.rates.iter().all(same)
    }
}

fn rates(mapped: &Mapped, order: &rackbeat::Order) -> Vec<RateSums> {
    let rackbeat = sums::rackbeat_vat(order);
    let told = rackbeat.is_some();
    let mut rates: BTreeMap<Decimal, RateSums> = BTreeMap::new();
    let row = |percent: Decimal| RateSums {
        percent,
        shop_net: Decimal::ZERO,
        shop_vat: Decimal::ZERO,
        rackbeat_net: told.then_some(Decimal::ZERO),
        rackbeat_vat: told.then_some(Decimal::ZERO),
    };
    for (percent, net) in &mapped.nets {
        let rate = rates.entry(*percent).or_insert_with(|| row(*percent));
        rate.shop_net = money::round(*net, 2);
    }
    for sum in &mapped.vat {
        let percent = sum.percent.normalize();
        let rate = rates.entry(percent).or_insert_with(|| row(percent));
        rate.shop_vat = money::round(sum.vat, 2);
    }
    for (percent, net, _) in rackbeat.into_iter().flatten() {
        let rate = rates.entry(percent).or_insert_with(|| row(percent));
        rate.rackbeat_net = Some(net);
        rate.rackbeat_vat = Some(money::round(net * percent / Decimal::ONE_HUNDRED, 2));
    }
    rates.into_values().collect()
}
