//! Taxes, coupons and totals of an order.

use rust_decimal::Decimal;

use super::coupon::Coupon;
use super::money::{round, round_tax};
use super::order::{CouponLine, Order, Tax, TaxLine};
use super::state::State;
use super::taxes::TaxRate;

const PERCENT: Decimal = Decimal::ONE_HUNDRED;

impl State {
    /// The rate of a tax class where the order goes; `None` = no tax.
    fn rate(&self, order: &Order, class: &str) -> Option<&TaxRate> {
        let country = [&order.shipping, &order.billing]
            .into_iter()
            .find_map(|address| {
                address
                    .get("country")?
                    .as_str()
                    .filter(|country| !country.is_empty())
            });
        if country.is_some_and(|country| country != self.base_country()) {
            return None;
        }
        self.home_rate(class)
    }

    /// A price for some pieces, without tax; what the shop keeps is not rounded.
    pub fn net(&self, order: &Order, class: &str, price: Decimal) -> Decimal {
        match self
            .rate(order, class)
            .filter(|_| self.setup.prices_include_tax)
        {
            Some(rate) => price / (Decimal::ONE + rate.rate / PERCENT),
            None => price,
        }
    }

    /// Works out every tax and total anew.
    pub fn add_up(&mut self, order: &mut Order) {
        let rounding = self.rounding(order);
        for at in 0..order.lines.len() {
            let rate = self.rate(order, &order.lines[at].tax_class).cloned();
            let line = &mut order.lines[at];
            let Some(rate) = rate else {
                (line.taxes, line.total_tax, line.subtotal_tax) =
                    (Vec::new(), Decimal::ZERO, Decimal::ZERO);
                continue;
            };
            let part = |net: Decimal| net * rate.rate / PERCENT;
            let (total, subtotal) = (part(line.total), part(line.subtotal));
            line.taxes = vec![Tax {
                rate: rate.id,
                total,
                subtotal: Some(subtotal),
            }];
            line.total_tax = rounding.of_line(total);
            line.subtotal_tax = rounding.of_line(subtotal);
        }
        self.tax_extras(order);
        self.tax_lines(order);
    }

    fn tax_extras(&self, order: &mut Order) {
        let freight_class = order
            .lines
            .iter()
            .map(|line| line.tax_class.clone())
            .min()
            .unwrap_or_default();
        let rounding = self.rounding(order);
        for freight in &mut order.freight {
            freight.tax_class.clone_from(&freight_class);
        }
        let extras = order.freight.iter().chain(&order.fees);
        let rates: Vec<Option<TaxRate>> = extras
            .map(|extra| {
                self.rate(order, &extra.tax_class)
                    .filter(|_| extra.taxable)
                    .cloned()
            })
            .collect();
        for (extra, rate) in order.freight.iter_mut().chain(&mut order.fees).zip(rates) {
            let tax = rate.as_ref().map(|rate| extra.total * rate.rate / PERCENT);
            extra.total_tax = tax.map(|tax| rounding.of_line(tax)).unwrap_or_default();
            extra.taxes = rate
                .zip(tax)
                .map(|(rate, total)| Tax {
                    rate: rate.id,
                    total,
                    subtotal: None,
                })
                .into_iter()
                .collect();
        }
    }

    fn tax_lines(&mut self, order: &mut Order) {
        let rounding = self.rounding(order);
        let old = std::mem::take(&mut order.tax_lines);
        let mut lines: Vec<TaxLine> = Vec::new();
        for rate in self.rates.clone() {
            let of = |taxes: &[Tax]| {
                taxes
                    .iter()
                    .find(|tax| tax.rate == rate.id)
                    .map(|tax| rounding.of_line(tax.total))
            };
            let goods = order
                .lines
                .iter()
                .map(|line| of(&line.taxes))
                .chain(order.fees.iter().map(|fee| of(&fee.taxes)));
            let goods: Vec<Decimal> = goods.flatten().collect();
            let freight: Vec<Decimal> = order
                .freight
                .iter()
                .filter_map(|line| of(&line.taxes))
                .collect();
            if goods.is_empty() && freight.is_empty() {
                continue;
            }
            let id = old
                .iter()
                .find(|line| line.rate == rate.id)
                .map(|line| line.id);
            lines.push(TaxLine {
                id: id.unwrap_or_else(|| self.take_item_id()),
                rate: rate.id,
                total: rounding.of_rate(goods.iter().sum()),
                shipping_total: rounding.of_rate(freight.iter().sum()),
            });
        }
        order.tax_lines = lines;
    }

    fn rounding(&self, order: &Order) -> Rounding {
        Rounding {
            prices_include_tax: self.setup.prices_include_tax,
            at_subtotal: self.setup.round_at_subtotal,
            decimals: order.decimals,
        }
    }

    /// Takes a coupon off every line, and keeps what it took.
    pub fn discount(&mut self, order: &mut Order, coupon: &Coupon) {
        self.add_up(order);
        let before = (order.discount(), order.discount_tax());
        let incl = self.setup.prices_include_tax;
        let worth: Decimal = order
            .lines
            .iter()
            .map(|line| line.total + line.total_tax)
            .sum();
        for at in 0..order.lines.len() {
            let line = &order.lines[at];
            let gross = if incl {
                line.total + line.total_tax
            } else {
                line.total
            };
            let off = if coupon.is_percent() {
                round(gross * coupon.amount / PERCENT, order.decimals)
            } else if worth.is_zero() {
                Decimal::ZERO
            } else {
                round(coupon.amount.min(worth) * gross / worth, order.decimals)
            };
            let net = self.net(order, &order.lines[at].tax_class, off);
            order.lines[at].total -= net;
        }
        self.add_up(order);
        let line = CouponLine {
            id: self.take_item_id(),
            coupon: coupon.id,
            code: coupon.code.clone(),
            discount: order.discount() - before.0,
            discount_tax: order.discount_tax() - before.1,
            nominal: coupon.amount,
            meta: vec![self.coupon_meta(coupon)],
        };
        order.coupons.push(line);
    }
}

/// How the shop rounds tax: line by line, or once for all that a rate is taken of.
#[derive(Clone, Copy)]
struct Rounding {
    prices_include_tax: bool,
    at_subtotal: bool,
    decimals: u32,
}

impl Rounding {
    fn of_line(self, tax: Decimal) -> Decimal {
        if self.at_subtotal {
            return tax;
        }
        round_tax(tax, self.prices_include_tax, self.decimals)
    }

    fn of_rate(self, tax: Decimal) -> Decimal {
        round_tax(tax, self.prices_include_tax, self.decimals)
    }
}
