//! A shop that sells by dice and reckons as WooCommerce does, written down plainly and apart from the mapping.
use rand::seq::IndexedRandom;
use rand::{Rng, rngs::StdRng};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

const RATES: [i64; 4] = [0, 12, 15, 25];

/// When the shop rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounds {
    /// Every line and its tax, then it adds up: the checkout.
    Lines,
    /// Every line's tax, and the sum of the exact lines: an order that is reckoned anew in the back office.
    Taxes,
    /// The tax of a whole rate: `woocommerce_tax_round_at_subtotal`.
    Subtotal,
}

/// How one shop is set.
#[derive(Clone, Copy, Debug)]
pub struct Shop {
    pub decimals: u32,
    pub prices_include_tax: bool,
    pub rounds: Rounds,
}

/// What is bought: goods, freight or a fee.
struct Line {
    kind: &'static str,
    /// In per cent.
    rate: i64,
    pieces: Decimal,
    /// Without tax, before coupons and after.
    subtotal: Decimal,
    total: Decimal,
    tax: Decimal,
    subtotal_tax: Decimal,
}

impl Shop {
    pub fn of(dice: &mut StdRng) -> Self {
        Self {
            decimals: *[0, 2, 2, 2, 2, 3].choose(dice).unwrap(),
            prices_include_tax: dice.random_bool(0.6),
            rounds: *[
                Rounds::Lines,
                Rounds::Lines,
                Rounds::Taxes,
                Rounds::Subtotal,
            ]
            .choose(dice)
            .unwrap(),
        }
    }

    /// An order as the interface shows it with `dp=6`.
    pub fn sells(self, dice: &mut StdRng, id: u64) -> Value {
        let off = self.coupon(dice);
        let mut lines: Vec<Line> = (0..how_many(dice)).map(|_| self.goods(dice, off)).collect();
        if dice.random_bool(0.6) {
            lines.push(self.extra(dice, "shipping_lines", 0..20_000));
        }
        let goods: Decimal = lines.iter().map(|line| line.total).sum();
        for _ in 0..dice.random_range(0..=2).min(dice.random_range(0..=2)) {
            // Never more off than half of what was bought.
            let least = (goods / Decimal::from(4)).min(Decimal::from(900)).floor();
            let least = i64::try_from(least).unwrap_or(0) * 100;
            lines.push(self.extra(dice, "fee_lines", -least..30_000));
        }
        self.shown(&lines, id, off.is_some())
    }

    fn coupon(self, dice: &mut StdRng) -> Option<Decimal> {
        let share = [1_000, 1_500, 3_333, 5_000, 9_999, 10_000].choose(dice)?;
        dice.random_bool(0.3).then(|| Decimal::new(*share, 4))
    }

    fn goods(self, dice: &mut StdRng, off: Option<Decimal>) -> Line {
        let price = Decimal::new(dice.random_range(0..500_000), 2);
        let price = if dice.random_bool(0.02) {
            Decimal::ZERO
        } else {
            price
        };
        let pieces = match dice.random_range(0..100) {
            0 => Decimal::from(dice.random_range(1..=9_999)),
            1 => Decimal::new(dice.random_range(1..=400), 2),
            _ => Decimal::from(dice.random_range(1..=6)),
        };
        let rate = *RATES.choose(dice).unwrap();
        let asked = half_up(price, self.decimals) * pieces;
        let taken = off.map(|off| half_up(asked * off, self.decimals));
        let left = asked - taken.unwrap_or_default();
        let (subtotal, subtotal_tax) = self.split(asked, rate);
        let (total, tax) = self.split(left, rate);
        Line {
            kind: "line_items",
            rate,
            pieces,
            subtotal,
            total,
            tax,
            subtotal_tax,
        }
    }

    /// Freight and fees are entered without tax.
    fn extra(self, dice: &mut StdRng, kind: &'static str, cents: std::ops::Range<i64>) -> Line {
        let rate = *RATES.choose(dice).unwrap();
        let total = half_up(Decimal::new(dice.random_range(cents), 2), self.decimals);
        let tax = total * Decimal::new(rate, 2);
        Line {
            kind,
            rate,
            pieces: Decimal::ONE,
            subtotal: total,
            total,
            tax,
            subtotal_tax: tax,
        }
    }

    /// Without tax, and the tax, of what was asked for.
    fn split(self, asked: Decimal, rate: i64) -> (Decimal, Decimal) {
        let rate = Decimal::new(rate, 2);
        if self.prices_include_tax {
            let net = asked / (Decimal::ONE + rate);
            (net, asked - net)
        } else {
            (asked, asked * rate)
        }
    }

    /// Half goes down where prices include tax.
    fn round_tax(self, tax: Decimal) -> Decimal {
        let strategy = if self.prices_include_tax {
            RoundingStrategy::MidpointTowardZero
        } else {
            RoundingStrategy::MidpointAwayFromZero
        };
        tax.round_dp_with_strategy(self.decimals, strategy)
    }

    fn line_tax(self, tax: Decimal) -> Decimal {
        if self.rounds == Rounds::Subtotal {
            tax
        } else {
            self.round_tax(tax)
        }
    }

    fn shown(self, lines: &[Line], id: u64, has_coupon: bool) -> Value {
        let taxes: Vec<(i64, Decimal, Decimal)> = RATES
            .into_iter()
            .filter(|rate| *rate != 0)
            .map(|rate| {
                let of = |freight: bool| {
                    let mine = lines.iter().filter(|line| {
                        line.rate == rate && (line.kind == "shipping_lines") == freight
                    });
                    self.round_tax(mine.map(|line| self.line_tax(line.tax)).sum())
                };
                (rate, of(false), of(true))
            })
            .collect();
        let tax: Decimal = taxes
            .iter()
            .map(|(_, goods, freight)| goods + freight)
            .sum();
        let each = |line: &Line| match self.rounds {
            Rounds::Lines => half_up(line.total, self.decimals),
            Rounds::Taxes | Rounds::Subtotal => line.total,
        };
        let net: Decimal = lines.iter().map(each).sum();
        let rows = |kind: &str| {
            let mine = lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.kind == kind);
            mine.map(|(at, line)| self.row(at + 1, line))
                .collect::<Vec<_>>()
        };
        let coupons = has_coupon.then(|| json!({ "id": 900, "code": "sommer" }));
        let tax_lines = taxes
            .iter()
            .filter(|(_, goods, freight)| goods + freight != Decimal::ZERO);
        let tax_lines = tax_lines.map(|(rate, goods, freight)| {
            json!({
                "id": 500 + rate, "rate_id": rate, "rate_percent": rate, "label": "MVA",
                "tax_total": six(*goods), "shipping_tax_total": six(*freight),
            })
        });
        json!({
            "id": id, "number": id.to_string(), "status": "processing", "currency": "NOK",
            "order_key": "wc_order_a", "prices_include_tax": self.prices_include_tax,
            "date_created_gmt": "2026-11-23T22:30:00", "date_paid_gmt": "2026-11-23T23:30:00",
            "total": six(half_up(net + tax, self.decimals)), "total_tax": six(tax),
            "billing": { "first_name": "Kari", "country": "NO", "city": "Oslo" }, "shipping": {},
            "line_items": rows("line_items"), "shipping_lines": rows("shipping_lines"),
            "fee_lines": rows("fee_lines"), "tax_lines": tax_lines.collect::<Vec<_>>(),
            "coupon_lines": coupons.into_iter().collect::<Vec<_>>(),
        })
    }

    fn row(self, id: usize, line: &Line) -> Value {
        let tax = self.line_tax(line.tax);
        json!({
            "id": id, "name": format!("Vare {id}"), "method_title": "Frakt", "sku": format!("V-{id}"),
            "product_id": 10 + id, "quantity": quantity(line.pieces),
            "subtotal": six(line.subtotal), "subtotal_tax": six(self.line_tax(line.subtotal_tax)),
            "total": six(line.total), "total_tax": six(tax),
            "taxes": [{ "id": line.rate, "total": six(tax) }],
        })
    }
}

fn how_many(dice: &mut StdRng) -> usize {
    match dice.random_range(0..100) {
        0 => dice.random_range(20..60),
        1..10 => dice.random_range(6..20),
        _ => dice.random_range(1..6),
    }
}

pub fn half_up(amount: Decimal, decimals: u32) -> Decimal {
    amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

pub fn six(amount: Decimal) -> String {
    format!("{:.6}", half_up(amount, 6))
}

fn quantity(pieces: Decimal) -> Value {
    serde_json::from_str(&pieces.normalize().to_string()).unwrap()
}
