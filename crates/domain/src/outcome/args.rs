//! What an outcome's sentence is filled with.
use super::{Change, Outcome};
use crate::money;

/// At most so many products are named in one sentence; the rest are counted.
const NAMED: usize = 10;

pub(super) type Args = Vec<(&'static str, String)>;

impl Outcome {
    pub fn args(&self) -> Args {
        use Outcome::*;
        match self {
            Refused { refusal } => refusal.args(),
            Failed { reason, .. } => reason.args(),
            OrderSent { number, .. }
            | OrderAlreadySent { number }
            | OrderFound { number }
            | OrderGone {
                number: Some(number),
            }
            | OrderReleased { number }
            | OrderDeleted { number }
            | OrderCancelledTold { number, .. }
            | OrderChangedLater { number }
            | OrderShipped { number }
            | OrderHandMade { number, .. }
            | DraftLeft { number, .. } => one("number", number),
            OrderNotYet { status } => one("status", status),
            OrderTwice { reference, numbers } => {
                let numbers: Vec<_> = numbers.iter().map(i64::to_string).collect();
                vec![
                    ("reference", reference.clone()),
                    ("numbers", numbers.join(", ")),
                ]
            }
            VatDiffers {
                number,
                percent,
                shop,
                rackbeat,
                ..
            } => vec![
                ("number", number.to_string()),
                ("percent", percent.normalize().to_string()),
                ("shop", money::shown(*shop)),
                ("rackbeat", money::shown(*rackbeat)),
            ],
            Resting { until } => vec![("at", until.to_rfc3339())],
            OrdersLeft { count } => one("count", count),
            OrderOld
            | OrdersOff
            | OrderFoundAtNight
            | OrderGone { number: None }
            | OrderCancelledUnsent
            | OrderIdle
            | OrderIgnored
            | WaitsForSide { .. }
            | Interrupted => Vec::new(),
            _ => self.args_of_rest(),
        }
    }

    /// Stock and connections.
    fn args_of_rest(&self) -> Args {
        use Outcome::*;
        match self {
            StockWritten { changes } => written(changes),
            StockAwaitsApproval { differences } => one("count", differences),
            StockHeld { skus, in_stock } => vec![
                ("count", skus.len().to_string()),
                ("total", in_stock.to_string()),
                ("skus", named(skus)),
            ],
            StockCorrected { sku, shop, correct } => vec![
                ("sku", sku.clone()),
                (
                    "shop",
                    shop.map(|figure| figure.to_string()).unwrap_or_default(),
                ),
                ("correct", correct.to_string()),
            ],
            StockRowRefused { sku, text } => vec![("sku", sku.clone()), ("text", text.clone())],
            AnotherSystemWrites { sku }
            | StockNotManaged { sku }
            | StockOnParent { sku }
            | NumberHeldTwice { sku }
            | ItemMissing { sku }
            | ItemBarred { sku }
            | ItemService { sku }
            | FigureUnreadable { sku } => one("sku", sku),
            StockApproved { by } | StockHoldAnswered { by, .. } => one("by", by),
            ReadingRejected { items, expected } => {
                vec![
                    ("items", items.to_string()),
                    ("expected", expected.to_string()),
                ]
            }
            IndexRead {
                products,
                linked,
                listed,
            } => vec![
                ("products", products.to_string()),
                ("linked", linked.to_string()),
                ("listed", listed.to_string()),
            ],
            Unparked { parked_at, .. } => vec![("at", parked_at.to_rfc3339())],
            WebhooksRepaired { count, .. } => one("count", count),
            WebhooksRefused { text, .. } => one("text", text),
            _ => self.args_of_connection(),
        }
    }

    fn args_of_connection(&self) -> Args {
        use Outcome::*;
        match self {
            ShopConnected { address, version } => {
                vec![("address", address.clone()), ("version", version.clone())]
            }
            RackbeatConnected { company, agreement } => {
                vec![
                    ("company", company.clone()),
                    ("agreement", agreement.clone()),
                ]
            }
            ShopUncovered { from, days } => {
                vec![("at", from.to_rfc3339()), ("days", days.to_string())]
            }
            ShopDisconnected { by }
            | RackbeatDisconnected { by }
            | KeyReplaced { by, .. }
            | SettingsChanged { by } => one("by", by),
            OtherIntegration { name, .. } => one("name", name),
            PriceLeft { sku, .. } => one("sku", sku),
            Product { news } => news.args(),
            Progress { news } => news.args(),
            Import { news } => news.args(),
            Hand { news } => news.args(),
            OldOrders { news } => news.args(),
            Order { news } => news.args(),
            _ => Args::new(),
        }
    }
}

pub(super) fn one(name: &'static str, value: &impl ToString) -> Args {
    vec![(name, value.to_string())]
}

/// `KOPP-1: 5 → 4`, the shop's former figure first.
fn written(changes: &[Change]) -> Args {
    let lines: Vec<_> = changes
        .iter()
        .map(|change| match change.before {
            Some(before) => format!("{}: {before} → {}", change.sku, change.after),
            None => format!("{}: – → {}", change.sku, change.after),
        })
        .collect();
    vec![
        ("count", changes.len().to_string()),
        ("changes", named(&lines)),
    ]
}

fn named(words: &[String]) -> String {
    let first: Vec<_> = words.iter().take(NAMED).cloned().collect();
    match words.len().checked_sub(NAMED) {
        Some(rest @ 1..) => format!("{} (+{rest})", first.join(", ")),
        _ => first.join(", "),
    }
}
