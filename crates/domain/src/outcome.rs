//! What one try at one thing came to. The log shows exactly these.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{FailureReason, Note, RackbeatState, Refusal, Side};

mod args;
mod hand;
mod import;
mod meaning;
mod old_orders;
mod order;
mod order_change;
mod parts;
mod products;
mod progress;
mod samples;
mod words;

pub use hand::HandNews;
pub use import::ImportNews;
pub use old_orders::OldOrderNews;
pub use order::OrderNews;
pub use order_change::OrderChange;
pub use parts::{Change, FieldChange, HandMade, State};
pub use products::ProductNews;
pub use progress::{GoodsBack, ProgressNews};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    OrderSent {
        number: i64,
        stage: RackbeatState,
        notes: Vec<Note>,
    },
    OrderAlreadySent {
        number: i64,
    },
    OrderFound {
        number: i64,
    },
    OrderNotYet {
        status: String,
    },
    OrderOld,
    OrdersOff,
    /// The nightly compare met an order that no hint and no poll had brought.
    OrderFoundAtNight,
    OrderGone {
        number: Option<i64>,
    },
    OrderCancelledUnsent,
    /// Cancelled in the shop: reopened to a draft, so that it reserves nothing.
    OrderReleased {
        number: i64,
    },
    /// Cancelled in the shop: deleted in Rackbeat.
    OrderDeleted {
        number: i64,
    },
    /// Cancelled in the shop: left as it stands, by choice or because it is shipped.
    OrderCancelledTold {
        number: i64,
        shipped: bool,
    },
    OrderChangedLater {
        number: i64,
    },
    OrderShipped {
        number: i64,
    },
    /// Nothing has happened to it for long: it is no longer read again by itself.
    OrderIdle,
    OrderIgnored,
    /// The shop was let go of, and so many of its orders were not booked.
    OrdersLeft {
        count: u64,
    },
    OrderHandMade {
        number: i64,
        what: HandMade,
    },
    OrderTwice {
        reference: String,
        numbers: Vec<i64>,
    },
    /// The VAT that Rackbeat reckoned for one rate; `warn` above 0.01 a line.
    VatDiffers {
        number: i64,
        percent: Decimal,
        shop: Decimal,
        rackbeat: Decimal,
        warn: bool,
    },
    Refused {
        refusal: Refusal,
    },
    /// The order is in Rackbeat but left as a draft, for this reason.
    DraftLeft {
        number: i64,
        refusal: Refusal,
    },
    Failed {
        reason: FailureReason,
        next_try: Option<DateTime<Utc>>,
    },
    /// The side is parked; the message goes on when it answers again.
    WaitsForSide {
        side: Side,
    },
    /// Whoever worked on it went away in the middle; taken over.
    Interrupted,
    /// In doubt: rests before we look whether it arrived.
    Resting {
        until: DateTime<Utc>,
    },
    StockWritten {
        changes: Vec<Change>,
    },
    StockEqual,
    StockOff,
    StockAwaitsApproval {
        differences: u64,
    },
    StockApproved {
        by: String,
    },
    StockHeld {
        skus: Vec<String>,
        in_stock: u64,
    },
    StockHoldAnswered {
        by: String,
        written: bool,
    },
    StockCorrected {
        sku: String,
        shop: Option<i64>,
        correct: i64,
    },
    AnotherSystemWrites {
        sku: String,
    },
    StockRowRefused {
        sku: String,
        text: String,
    },
    StockNotManaged {
        sku: String,
    },
    StockOnParent {
        sku: String,
    },
    NumberHeldTwice {
        sku: String,
    },
    ItemMissing {
        sku: String,
    },
    ItemBarred {
        sku: String,
    },
    ItemService {
        sku: String,
    },
    FigureUnreadable {
        sku: String,
    },
    /// Rackbeat's list was short, empty or unreadable: nothing written.
    ReadingRejected {
        items: u64,
        expected: u64,
    },
    IndexRead {
        products: u64,
        linked: u64,
        listed: u64,
    },
    Parked {
        side: Side,
        reason: FailureReason,
        probe_at: DateTime<Utc>,
    },
    Unparked {
        side: Side,
        parked_at: DateTime<Utc>,
    },
    WebhooksRepaired {
        side: Side,
        count: u64,
    },
    WebhooksRefused {
        side: Side,
        text: String,
    },
    ShopConnected {
        address: String,
        version: String,
    },
    ShopDisconnected {
        by: String,
    },
    /// The shop is back after so long that it begins anew: what was paid meanwhile is old.
    ShopUncovered {
        from: DateTime<Utc>,
        days: i64,
    },
    RackbeatConnected {
        company: String,
        agreement: String,
    },
    RackbeatDisconnected {
        by: String,
    },
    KeyReplaced {
        side: Side,
        by: String,
    },
    SettingsChanged {
        by: String,
    },
    OtherIntegration {
        side: Side,
        name: String,
    },
    PriceLeft {
        sku: String,
        refusal: Refusal,
    },
    Product {
        news: ProductNews,
    },
    Hand {
        news: HandNews,
    },
    OldOrders {
        news: OldOrderNews,
    },
    Progress {
        news: ProgressNews,
    },
    Import {
        news: ImportNews,
    },
    Order {
        news: OrderNews,
    },
}
