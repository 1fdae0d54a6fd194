//! What one try at one thing came to. The log shows exactly these.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{FailureReason, Note, RackbeatState, Refusal, Side};

mod args;
mod import;
mod meaning;
mod order;
mod order_change;
mod parts;
mod products;
mod progress;
mod samples;
mod words;

pub use import::ImportNews;
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
    /// A doubtful create turned out to have taken effect.
    OrderFound {
        number: i64,
    },
    /// Its status does not start the transfer.
    OrderNotYet {
        status: String,
    },
    /// From before the shop was connected.
    OrderOld,
    /// "Orders to Rackbeat" is off.
    OrdersOff,
    /// The nightly compare met an order that no hint and no poll had brought.
    OrderFoundAtNight,
    /// Deleted in the shop.
    OrderGone {
        number: Option<i64>,
    },
    /// Cancelled in the shop before anything was sent.
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
    /// Changed in the shop after it was sent.
    OrderChangedLater {
        number: i64,
    },
    /// All of it is shipped in Rackbeat.
    OrderShipped {
        number: i64,
    },
    /// Nothing has happened to it for long: it is no longer read again by itself.
    OrderIdle,
    /// "Not to be sent", by hand.
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
    /// The owner has not approved the first list yet.
    StockAwaitsApproval {
        differences: u64,
    },
    StockApproved {
        by: String,
    },
    /// So many products would go to zero at once; held and asked about.
    StockHeld {
        skus: Vec<String>,
        in_stock: u64,
    },
    StockHoldAnswered {
        by: String,
        written: bool,
    },
    /// A compare found another figure in the shop than the true one.
    StockCorrected {
        sku: String,
        shop: Option<i64>,
        correct: i64,
    },
    AnotherSystemWrites {
        sku: String,
    },
    /// The shop did not take one row.
    StockRowRefused {
        sku: String,
        text: String,
    },
    /// The shop does not keep stock for this product.
    StockNotManaged {
        sku: String,
    },
    /// Only the variations have numbers, but the parent keeps the stock.
    StockOnParent {
        sku: String,
    },
    /// One number, several products in one shop.
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
    /// Rackbeat named the item, but its figure was missing or no number.
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
    /// The rest of the product was carried.
    PriceLeft {
        sku: String,
        refusal: Refusal,
    },
    /// Of a product that is carried.
    Product {
        news: ProductNews,
    },
    /// Of an order that goes on after it was booked.
    Progress {
        news: ProgressNews,
    },
    /// Of the initial synchronisation.
    Import {
        news: ImportNews,
    },
    /// Of an order that was changed, refunded or let go of after it was sent.
    Order {
        news: OrderNews,
    },
}
