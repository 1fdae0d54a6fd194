//! What the order comes to on both sides, rate by rate, and what the difference is called.
use domain::{
    money,
    order::{RateSums, Sums},
};
use rust_decimal::Decimal;

use crate::{frame::Frame, pages::figure};

/// A row of the comparison.
pub(crate) struct Sum {
    pub what: String,
    pub shop: String,
    pub rackbeat: String,
    /// Empty where there is none.
    pub difference: String,
}

/// The comparison, and a sentence that says whether it is well.
pub(crate) struct Compared {
    pub rows: Vec<Sum>,
    pub agrees: bool,
    pub rounding: Option<String>,
}

impl Compared {
    pub(crate) fn of(frame: &Frame, sums: &Sums) -> Self {
        let currency = sums.currency.as_str();
        let row = |what: String, shop: Decimal, rackbeat: Option<Decimal>| Sum {
            what,
            shop: shown(frame, shop, currency),
            rackbeat: rackbeat.map_or("–".to_owned(), |sum| shown(frame, sum, currency)),
            difference: difference(frame, (shop, rackbeat), currency),
        };
        let mut rows = Vec::with_capacity(sums.rates.len() * 2 + 1);
        for rate in &sums.rates {
            let RateSums {
                percent,
                shop_net,
                shop_vat,
                rackbeat_net,
                rackbeat_vat,
            } = rate;
            let named = |key| frame.about(key, "percent", percent.normalize());
            rows.push(row(named("order-sum-net"), *shop_net, *rackbeat_net));
            rows.push(row(named("order-sum-vat"), *shop_vat, *rackbeat_vat));
        }
        let subtotal = frame.say("order-sum-without-vat");
        rows.push(row(subtotal, sums.shop, Some(sums.rackbeat)));
        let rounding = Some(sums.rounding).filter(|sum| !sum.is_zero());
        Self {
            rows,
            agrees: sums.agree(),
            rounding: rounding.map(|sum| {
                let sum = shown(frame, sum, currency);
                frame.about("order-sum-rounding", "sum", sum)
            }),
        }
    }
}

fn difference(
    frame: &Frame,
    (shop, rackbeat): (Decimal, Option<Decimal>),
    currency: &str,
) -> String {
    let by = rackbeat.map(|rackbeat| shop - money::round(rackbeat, 2));
    let by = by.filter(|by| !by.is_zero());
    by.map_or_else(String::new, |by| shown(frame, by, currency))
}

fn shown(frame: &Frame, sum: Decimal, currency: &str) -> String {
    let minor = money::to_minor(sum, currency).unwrap_or_default();
    figure::amount(frame.words, minor, currency)
}
