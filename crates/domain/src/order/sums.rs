//! Whether Rackbeat reckons what the shop reckons: subtotal to the øre, VAT rate by rate.
use std::collections::BTreeMap;

use rackbeat::NewLine;
use rust_decimal::Decimal;

use super::Refunds;
use crate::{Outcome, Refusal, Rules, Setting, money};

/// Up to so much, in the order's currency, becomes a line on the rounding product.
pub const ROUNDING_MAX: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// So much VAT a line may differ by without a warning.
const VAT_A_LINE: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// What a shop that shows no øre rounds to, if that alone is why its total is another than its lines: it rounds each of
/// them, or their sum.
pub fn coarse_step(order: &woo::Order) -> Option<Decimal> {
    let taxes = order.tax_lines.iter();
    let taxes = taxes.flat_map(|line| [line.tax_total, line.shipping_tax_total]);
    let sums = taxes.chain([order.total, order.total_tax]);
    let decimals = sums.map(|sum| sum.normalize().scale()).max()?;
    if decimals >= 2 {
        return None;
    }
    let goods = order.line_items.iter().map(|line| line.total);
    let freight = order.shipping_lines.iter().map(|line| line.total);
    let fees = order.fee_lines.iter().map(|fee| fee.total);
    let lines: Vec<Decimal> = goods.chain(freight).chain(fees).collect();
    let (step, total) = (Decimal::new(1, decimals), order.total_without_tax());
    let rounded: Decimal = lines.iter().map(|line| money::round(*line, decimals)).sum();
    let missed = (lines.iter().sum::<Decimal>() - total).abs();
    // The lines come with six decimals.
    let told = Decimal::new(1, 6) * Decimal::from(lines.len());
    (rounded == total || missed <= step / Decimal::TWO + told).then_some(step)
}

/// What is to be done about the subtotal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    Equal,
    /// A line of this amount, which may be negative, on the rounding product.
    Line(Decimal),
    /// The draft stays unbooked; shop less Rackbeat.
    Stop {
        difference: Decimal,
    },
}

/// Both without VAT: the shop's `total − total_tax`, and Rackbeat's `total_subtotal`.
pub fn rounding(shop: Decimal, rackbeat: Decimal) -> Rounding {
    let difference = money::round(shop, 2) - money::round(rackbeat, 2);
    if difference.is_zero() {
        Rounding::Equal
    } else if difference.abs() <= ROUNDING_MAX {
        Rounding::Line(difference.normalize())
    } else {
        Rounding::Stop {
            difference: difference.normalize(),
        }
    }
}

/// The line that makes the sums equal.
pub fn rounding_line(amount: Decimal, rules: &Rules) -> Result<NewLine, Refusal> {
    let setting = Setting::RoundingProduct;
    let number = rules.product(setting).ok_or(super::missing(setting))?;
    Ok(NewLine {
        item_id: number.to_owned(),
        quantity: Decimal::ONE,
        line_price: Some(amount),
        ..NewLine::default()
    })
}

/// The VAT of one rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateSum {
    /// Per cent.
    pub percent: Decimal,
    pub vat: Decimal,
}

/// The shop's VAT less what was given back, the lowest rate first. Rates that share a percentage are one.
pub fn shop_vat(order: &woo::Order, refunds: &Refunds) -> Vec<RateSum> {
    let mut rates = BTreeMap::new();
    let back = refunds.taxes(order);
    for line in &order.tax_lines {
        if let Some(percent) = line.rate_percent {
            let back = back.get(&line.rate_id).copied().unwrap_or_default();
            let vat = line.tax_total + line.shipping_tax_total - back;
            *rates.entry(percent.normalize()).or_insert(Decimal::ZERO) += vat;
        }
    }
    let rows = rates
        .into_iter()
        .map(|(percent, vat)| RateSum { percent, vat });
    rows.filter(|row| !row.vat.is_zero()).collect()
}

/// What the shop's VAT is reckoned of, less what was given back; lines without VAT are at nought.
pub fn shop_nets(order: &woo::Order, refunds: &Refunds) -> BTreeMap<Decimal, Decimal> {
    let percents: BTreeMap<i64, Decimal> = order
        .tax_lines
        .iter()
        .filter_map(|line| Some((line.rate_id, line.rate_percent?)))
        .collect();
    let rate = |taxes: &[woo::LineTax]| -> Decimal {
        let told = taxes.iter().filter(|tax| !tax.total.is_zero());
        let told = told.filter_map(|tax| percents.get(&tax.id).copied());
        told.sum::<Decimal>().normalize()
    };
    let goods = order.line_items.iter();
    let goods = goods.map(|line| (line.id, line.total, line.taxes.as_slice()));
    let freight = order.shipping_lines.iter();
    let freight = freight.map(|line| (line.id, line.total, line.taxes.as_slice()));
    let fees = order.fee_lines.iter();
    let fees = fees.map(|line| (line.id, line.total, line.taxes.as_slice()));
    let mut nets: BTreeMap<Decimal, Decimal> = BTreeMap::new();
    let mut all = Decimal::ZERO;
    for (id, total, taxes) in goods.chain(freight).chain(fees) {
        all += total;
        *nets.entry(rate(taxes)).or_default() += total - refunds.line(id).net;
    }
    // What no line explains, of each rate its share.
    let loose = refunds.loose_net(order);
    for net in nets.values_mut() {
        let share = loose.checked_mul(*net);
        *net -= share
            .and_then(|share| share.checked_div(all))
            .unwrap_or_default();
    }
    nets.retain(|_, net| !net.is_zero());
    nets
}

/// Where the two differ in one rate's VAT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatDifference {
    /// Per cent.
    pub percent: Decimal,
    pub shop: Decimal,
    pub rackbeat: Decimal,
    /// More than rounding explains: 0.01 for each line of that rate.
    pub warn: bool,
}

impl VatDifference {
    /// How it is told of this Rackbeat order.
    pub fn outcome(&self, number: i64) -> Outcome {
        Outcome::VatDiffers {
            number,
            percent: self.percent,
            shop: self.shop,
            rackbeat: self.rackbeat,
            warn: self.warn,
        }
    }
}

/// Empty where all is equal, and where Rackbeat's answer does not tell its lines' VAT.
pub fn vat_differences(shop: &[RateSum], order: &rackbeat::Order) -> Vec<VatDifference> {
    let Some(rackbeat) = rackbeat_vat(order) else {
        return Vec::new();
    };
    let mut rates: BTreeMap<Decimal, (Decimal, Decimal, u32)> = BTreeMap::new();
    for row in shop {
        rates.entry(row.percent.normalize()).or_default().0 += row.vat;
    }
    for (percent, base, lines) in rackbeat {
        let rate = rates.entry(percent).or_default();
        rate.1 = money::round(base * percent / Decimal::ONE_HUNDRED, 2);
        rate.2 = lines;
    }
    let rows = rates
        .into_iter()
        .map(|(percent, (shop, rackbeat, lines))| VatDifference {
            percent,
            shop: money::round(shop, 2),
            rackbeat,
            warn: (money::round(shop, 2) - rackbeat).abs()
                > VAT_A_LINE * Decimal::from(lines.max(1)),
        });
    rows.filter(|row| row.shop != row.rackbeat).collect()
}

/// Rate, what it is reckoned of, and how many lines.
pub(super) fn rackbeat_vat(order: &rackbeat::Order) -> Option<Vec<(Decimal, Decimal, u32)>> {
    if order.lines.is_empty() {
        return None;
    }
    let mut rates: BTreeMap<Decimal, (Decimal, u32)> = BTreeMap::new();
    for line in &order.lines {
        let reckoned = || Some(money::round(line.line_price? * line.quantity?, 2));
        let base = line.line_total.or_else(reckoned)?;
        let rate = rates.entry(line.vat_percentage?.normalize()).or_default();
        rate.0 += base;
        rate.1 += 1;
    }
    Some(
        rates
            .into_iter()
            .map(|(percent, (base, lines))| (percent, base, lines))
            .collect(),
    )
}
