//! The rows of one shop: three years of orders, their lines, and what the log says of them.
use chrono::TimeDelta;
use domain::{FailureReason, HandNews, Outcome, RackbeatState, Refusal, State};
use rand::{Rng, rngs::StdRng};

use super::{
    fill::{Order, Shop},
    rows::{Rows, text},
};
use crate::database::Database;

/// Orders that the measurements ask about, of each shop.
const SOME: usize = 2_000;

/// What one shop's rows are made of.
pub struct Told<'a> {
    pub database: &'a Database,
    pub now_ms: i64,
    /// Of the shop among all.
    pub place: usize,
    /// Lines of the log.
    pub per_order: f64,
}

/// How one order stands, and what its log says.
struct Standing {
    state: &'static str,
    stage: &'static str,
    outcome: Outcome,
}

impl Told<'_> {
    /// Its orders, their lines and its log, and the ids of some lines of the log.
    pub async fn fill(
        &self,
        rows: &mut Rows,
        shop: &mut Shop,
        dice: &mut StdRng,
    ) -> anyhow::Result<Vec<String>> {
        let (mut orders, mut lines, mut log) = (Vec::new(), Vec::new(), Vec::new());
        let (mut ids, mut owed) = (Vec::new(), 0.0);
        let every = (shop.orders / SOME).max(1);
        for at in 0..shop.orders {
            let order = self.order(at + shop.first, dice);
            let at_ms = self.placed_ms(at, shop.orders);
            let standing = standing(at + shop.first, dice);
            let id = self.id(at_ms, at);
            orders.push(self.order_row(shop, (&order, &id), at_ms, &standing)?);
            lines.extend(self.line_rows(shop, (&order, &id), at));
            owed += self.per_order;
            while owed >= 1.0 {
                owed -= 1.0;
                let line = self.id(at_ms + 1_000, log.len() + ids.len() * 7);
                log.push(self.log_row(shop, (&order, &line), at_ms, &standing)?);
                if at % every == 0 {
                    ids.push(line);
                }
            }
            if at % every == 0 {
                shop.some.push(Order { id, ..order });
            }
            if orders.len() >= 50_000 || at + 1 == shop.orders {
                rows.add(ORDERS, orders.drain(..)).await?;
                rows.add(LINES, lines.drain(..)).await?;
                rows.add(LOG, log.drain(..)).await?;
            }
        }
        Ok(ids)
    }

    /// Three years, the oldest first.
    fn placed_ms(&self, at: usize, of: usize) -> i64 {
        let years = TimeDelta::days(3 * 365).num_milliseconds();
        let (at, of) = (at as i64, of.max(1) as i64);
        self.now_ms - years + years / of * at
    }

    /// As the product's: by their time, and never the same twice.
    fn id(&self, at_ms: i64, at: usize) -> String {
        let at_ms = at_ms.unsigned_abs();
        format!(
            "{:08x}-{:04x}-7{:03x}-8{:03x}-{at:012x}",
            at_ms >> 16,
            at_ms & 0xffff,
            self.place & 0xfff,
            at & 0xfff
        )
    }

    fn order(&self, number: usize, dice: &mut StdRng) -> Order {
        let email = match number % 100 {
            0 => "kasse@butikk.example".to_owned(),
            _ => format!("kunde{}@post.example", dice.random_range(0..300_000)),
        };
        let sku = match dice.random_range(0..10) {
            0 => "BESTSELGER".to_owned(),
            _ => format!("VARE-{}", dice.random_range(0..5_000)),
        };
        Order {
            id: String::new(),
            number,
            email,
            sku,
        }
    }

    fn order_row(
        &self,
        shop: &Shop,
        (order, id): (&Order, &str),
        at_ms: i64,
        standing: &Standing,
    ) -> anyhow::Result<String> {
        let Order { number, email, .. } = order;
        let (account, shop_id) = self.whose(shop);
        let cause = standing.outcome.cause();
        let cause = cause.map_or("NULL".to_owned(), |cause| text(&cause));
        let result = text(&serde_json::to_string(&standing.outcome)?);
        let is_open = standing.outcome.state() != State::Sent && number % 3 > 0;
        let closed = if is_open {
            "NULL".to_owned()
        } else {
            at_ms.to_string()
        };
        let rackbeat = match standing.stage {
            "seen" => "NULL".to_owned(),
            _ => (number + 1_000).to_string(),
        };
        Ok(format!(
            "{}, {account}, {shop_id}, {number}, 'wc_order_{number}', '{number}', 'kx7f-{number}',
             'processing', '{}', '{}', {cause}, {result}, 1, {rackbeat}, FALSE, FALSE, 24900, 'NOK',
             'Kari Nordmann {number}', {}, {at_ms}, {at_ms}, {at_ms}, {closed}",
            self.database.quoted(id),
            standing.stage,
            standing.state,
            text(email),
        ))
    }

    /// Every other order has a second line.
    fn line_rows(&self, shop: &Shop, (order, id): (&Order, &str), at: usize) -> Vec<String> {
        let (account, shop_id) = self.whose(shop);
        let row = |line: usize, sku: &str| {
            format!(
                "{}, {line}, {account}, {shop_id}, {line}, 0, {sku}, 'Kaffekopp', {sku}, 1000, 0,
                 1000, 0, 19920",
                self.database.quoted(id),
                sku = text(sku),
            )
        };
        let second = at
            .is_multiple_of(2)
            .then(|| row(2, &format!("VARE-{}", at % 5_000)));
        std::iter::once(row(1, &order.sku)).chain(second).collect()
    }

    fn log_row(
        &self,
        shop: &Shop,
        (order, id): (&Order, &str),
        at_ms: i64,
        standing: &Standing,
    ) -> anyhow::Result<String> {
        let (account, shop_id) = self.whose(shop);
        Ok(format!(
            "{}, {account}, {shop_id}, 'order', '{}', '{}', {}, {at_ms}",
            self.database.quoted(id),
            order.number,
            standing.state,
            text(&serde_json::to_string(&standing.outcome)?),
        ))
    }

    fn whose(&self, shop: &Shop) -> (String, String) {
        let shop_id = self.database.quoted(&shop.id.to_string());
        (self.database.quoted(&shop.account), shop_id)
    }
}

const ORDERS: &str = "order_links (id, account_id, shop_id, woo_id, order_key, number, reference,
    status, stage, state, cause, result, claims, rackbeat_number, is_old, put_on_discount, total,
    currency, customer, email, placed_at, modified_at, seen_at, closed_at)";
const LINES: &str = "order_lines (link_id, line_id, account_id, shop_id, product_id, variation_id,
    sku, name, item_number, quantity, taken, sent, reduced, amount)";
const LOG: &str = "outcomes (id, account_id, shop_id, kind, subject, state, result, at)";

/// Of a hundred: ninety are sent, and the others stand in every other way.
fn standing(number: usize, dice: &mut StdRng) -> Standing {
    let of = |state, stage, outcome| Standing {
        state,
        stage,
        outcome,
    };
    let number = i64::try_from(number).unwrap_or_default() + 1_000;
    match dice.random_range(0..100) {
        0..2 => {
            let sku = format!("VARE-{}", dice.random_range(0..40));
            let name = "Kaffekopp".to_owned();
            let refusal = Refusal::UnknownSku { sku, name };
            of("not_sent", "seen", Outcome::Refused { refusal })
        }
        2 => {
            let reason = FailureReason::Ours;
            let next_try = None;
            of("failed", "seen", Outcome::Failed { reason, next_try })
        }
        3..5 => {
            let status = "pending".to_owned();
            of("waiting", "seen", Outcome::OrderNotYet { status })
        }
        5..10 => of("info", "booked", HandNews::PutOnDiscount.into()),
        _ => {
            let (stage, notes) = (RackbeatState::Booked, Vec::new());
            let outcome = Outcome::OrderSent {
                number,
                stage,
                notes,
            };
            of("sent", "booked", outcome)
        }
    }
}
