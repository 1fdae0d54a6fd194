//! Money: whatever a shop sells, Rackbeat's own arithmetic arrives at the shop's sum, or the order is refused with the reason.
use std::thread;

use domain::order::{
    Facts, Mapped, Refunds, Rounding, Terms, rounding, rounding_line, to_rackbeat,
};
use domain::{Discounts, Reference, Refusal, Rules};
use rand::{Rng, SeedableRng, rngs::StdRng};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::build::{Linked, facts, rules};

mod refund;
mod shop;

use shop::{Shop, half_up, six};

const ORDERS: u64 = 100_000;
const THREADS: u64 = 2;
/// The most that a line on the rounding product may carry.
const ROUNDING_MAX: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// What is not as in an ordinary order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Oddity {
    None,
    /// So many øre of the total are paid by something that is no line.
    GiftCard(i64),
    /// So many øre of the total are on no line.
    Surcharge(i64),
    NoSku,
    NoPieces,
    StrangeCurrency,
}

#[test]
fn a_hundred_thousand_orders_arrive_to_the_øre_or_are_refused_with_the_reason() {
    let each = ORDERS / THREADS;
    let sell = move |from: u64| (from..from + each).map(judge).collect::<Vec<_>>();
    let workers: Vec<_> = (0..THREADS)
        .map(|at| thread::spawn(move || sell(at * each)))
        .collect();
    let judged: Vec<_> = workers
        .into_iter()
        .flat_map(|worker| worker.join().unwrap())
        .collect();
    let wrong: Vec<_> = judged.iter().filter_map(|one| one.as_ref().err()).collect();
    assert!(
        wrong.is_empty(),
        "{} of {ORDERS}; the first: {}",
        wrong.len(),
        wrong
            .iter()
            .take(5)
            .map(|text| text.as_str())
            .collect::<Vec<_>>()
            .join("\n\n")
    );
    let refused = judged.iter().flatten().filter(|arrived| !**arrived).count();
    assert!(
        refused > 1_000 && refused < 10_000,
        "{refused} were refused"
    );
}

/// Whether it arrived; else it was rightly refused. `Err`: what is wrong.
fn judge(seed: u64) -> Result<bool, String> {
    let mut dice = StdRng::seed_from_u64(seed);
    let shop = Shop::of(&mut dice);
    let mut shown = shop.sells(&mut dice, seed + 1);
    let oddity = oddity(&mut dice);
    spoil(&mut shown, oddity);
    let order: woo::Order = serde_json::from_value(shown.clone()).unwrap();
    let rules = Rules {
        discounts: if dice.random_bool(0.5) {
            Discounts::OwnLine
        } else {
            Discounts::InLine
        },
        ..rules()
    };
    let verdict = match oddity {
        Oddity::None if dice.random_bool(0.3) => given_back(&mut dice, &shown, &order, &rules),
        Oddity::None => map(&order, &rules, false)
            .map_err(|refusal| format!("refused: {refusal:?}"))
            .and_then(|mapped| arrives(&mapped, &rules, &Left::all(&order)).map(|()| true)),
        Oddity::GiftCard(øre) => gift_card(&order, &rules, Decimal::new(øre, 2)),
        Oddity::Surcharge(øre) => surcharge(&order, &rules, Decimal::new(øre, 2)),
        Oddity::NoSku => refuses(&order, &rules, "refusal-line-without-sku"),
        Oddity::NoPieces => refuses(&order, &rules, "refusal-line-without-quantity"),
        Oddity::StrangeCurrency => refuses(&order, &rules, "refusal-unknown-currency"),
    };
    verdict.map_err(|wrong| {
        format!(
            "seed {seed}, {shop:?}, {oddity:?}, {:?}: {wrong}\n{shown}",
            rules.discounts
        )
    })
}

fn oddity(dice: &mut StdRng) -> Oddity {
    match dice.random_range(0..1_000) {
        0..10 => Oddity::GiftCard(dice.random_range(200..5_000)),
        10..20 => Oddity::Surcharge(dice.random_range(200..5_000)),
        20..25 => Oddity::NoSku,
        25..30 => Oddity::NoPieces,
        30..35 => Oddity::StrangeCurrency,
        _ => Oddity::None,
    }
}

fn spoil(order: &mut Value, oddity: Oddity) {
    let mut add = |øre: i64| {
        let total: Decimal = order["total"].as_str().unwrap().parse().unwrap();
        order["total"] = json!(six(total + Decimal::new(øre, 2)));
    };
    match oddity {
        Oddity::None => {}
        Oddity::GiftCard(øre) => add(-øre),
        Oddity::Surcharge(øre) => add(øre),
        Oddity::NoSku => order["line_items"][0]["sku"] = json!(""),
        Oddity::NoPieces => {
            order["line_items"][0]["quantity"] = json!(0);
            order["line_items"][0]["total"] = json!("12.50");
            order["line_items"][0]["subtotal"] = json!("12.50");
        }
        Oddity::StrangeCurrency => order["currency"] = json!("XTS"),
    }
}

fn map(order: &woo::Order, rules: &Rules, put_on_discount: bool) -> Result<Mapped, Refusal> {
    map_less(order, &Refunds::default(), rules, put_on_discount)
}

fn map_less(
    order: &woo::Order,
    refunds: &Refunds,
    rules: &Rules,
    put_on_discount: bool,
) -> Result<Mapped, Refusal> {
    let facts = Facts {
        currencies: vec!["NOK".to_owned()],
        ..facts()
    };
    let terms = Terms {
        rules,
        facts: &facts,
        customer: 10007,
        put_on_discount,
    };
    let reference = Reference::new("kx7f", order.id, 1);
    to_rackbeat(order, refunds, &Linked::default(), &reference, terms)
}

/// What the shop still has of an order.
struct Left {
    net: Decimal,
    tax: Decimal,
    /// By how little the tax may be missed: of an amount without lines no rate's share is told.
    slack: Decimal,
}

impl Left {
    fn all(order: &woo::Order) -> Self {
        Self {
            net: order.total - order.total_tax,
            tax: order.total_tax,
            slack: Decimal::ZERO,
        }
    }
}

/// Some of it was refunded: in pieces, freight alone, an amount without lines, or several of them.
fn given_back(
    dice: &mut StdRng,
    shown: &Value,
    order: &woo::Order,
    rules: &Rules,
) -> Result<bool, String> {
    let mut left = Left::all(order);
    let net = left.net;
    let refunds = refund::some(dice, shown);
    let mut loose = Decimal::ZERO;
    for refund in &refunds {
        left.net -= refund.net;
        left.tax -= refund.tax;
        loose += refund.loose;
    }
    if !loose.is_zero() {
        let share = half_up(loose * net / order.total, 2);
        left.net -= share;
        left.tax -= loose - share;
        left.slack = Decimal::new(4, 2);
    }
    if order.total_tax.fract().is_zero() {
        // VAT in whole kroner, of which øre were given back: a rate that was rounded away cannot be lowered.
        left.slack = left.slack.max(Decimal::new(50, 2));
    }
    let read = refunds.iter().map(|refund| refund.shown.clone());
    let read: Vec<woo::Refund> = read
        .map(|refund| serde_json::from_value(refund).unwrap())
        .collect();
    let refunds = Refunds::of(&read);
    if domain::order::is_emptied(order, &refunds) {
        return Ok(true);
    }
    let mapped = map_less(order, &refunds, rules, false)
        .map_err(|refusal| format!("refused: {refusal:?} with {read:?}"))?;
    arrives(&mapped, rules, &left).map_err(|wrong| format!("{wrong} with {read:?}"))?;
    Ok(true)
}

/// Rackbeat's sum: every line half up to the øre.
fn rackbeats_sum(mapped: &Mapped) -> Result<Decimal, String> {
    let mut sum = Decimal::ZERO;
    for line in &mapped.order.lines {
        let price = line.line_price.ok_or("a line without a price")?;
        if price.normalize().scale() > 6 {
            return Err(format!("Rackbeat takes no price of {price}"));
        }
        sum += half_up(price * line.quantity, 2);
    }
    Ok(sum)
}

/// Equal to the øre, if need be by a small line on the rounding product.
fn arrives(mapped: &Mapped, rules: &Rules, left: &Left) -> Result<(), String> {
    let wanted = half_up(left.net, 2);
    let sum = rackbeats_sum(mapped)?;
    let added = match rounding(mapped.subtotal, sum) {
        Rounding::Equal => Decimal::ZERO,
        Rounding::Line(amount) => {
            let line = rounding_line(amount, rules).map_err(|refusal| format!("{refusal:?}"))?;
            line.line_price.ok_or("a rounding line without a price")? * line.quantity
        }
        Rounding::Stop { difference } => return Err(format!("stopped over {difference}")),
    };
    if sum + added != wanted || added.abs() > ROUNDING_MAX {
        return Err(format!("Rackbeat has {sum} and {added}, the shop {wanted}"));
    }
    let vat: Decimal = mapped.vat.iter().map(|rate| rate.vat).sum();
    if (vat - left.tax).abs() > left.slack {
        return Err(format!("VAT is {vat}, in the shop {}", left.tax));
    }
    Ok(())
}

/// Stopped with the difference named; and on the owner's word it is put on the discount product.
fn gift_card(order: &woo::Order, rules: &Rules, card: Decimal) -> Result<bool, String> {
    match map(order, rules, false) {
        Err(Refusal::TotalBelowLines { difference }) if near(difference, card, order) => {}
        other => return Err(format!("{other:?} instead of a total below its lines")),
    }
    let mapped = map(order, rules, true).map_err(|refusal| format!("refused: {refusal:?}"))?;
    arrives(&mapped, rules, &Left::all(order))?;
    Ok(false)
}

/// Made and left unbooked, with the difference named.
fn surcharge(order: &woo::Order, rules: &Rules, charge: Decimal) -> Result<bool, String> {
    let mapped = map(order, rules, false).map_err(|refusal| format!("refused: {refusal:?}"))?;
    match rounding(mapped.subtotal, rackbeats_sum(&mapped)?) {
        Rounding::Stop { difference } if near(difference, charge, order) => Ok(false),
        other => Err(format!("{other:?} instead of a stop")),
    }
}

/// As much as was taken or added, but for what rounding does to so many lines.
fn near(difference: Decimal, wanted: Decimal, order: &woo::Order) -> bool {
    let lines = order.line_items.len() + order.fee_lines.len() + order.shipping_lines.len();
    let is_whole = order.total.fract().is_zero() || order.total_tax.fract().is_zero();
    let each = if is_whole {
        Decimal::new(5, 1)
    } else {
        Decimal::new(5, 3)
    };
    (difference - wanted).abs() <= each * Decimal::from(lines + 1)
}

fn refuses(order: &woo::Order, rules: &Rules, key: &str) -> Result<bool, String> {
    match map(order, rules, false) {
        Err(refusal) if refusal.key() == key => Ok(false),
        other => Err(format!("{other:?} instead of {key}")),
    }
}
