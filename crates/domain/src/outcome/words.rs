//! Which sentence an outcome is.
use super::{HandMade, Outcome};
use crate::{RackbeatState, Side};

impl Outcome {
    #[expect(
        clippy::too_many_lines,
        reason = "a line for each case, and none may be forgotten"
    )]
    pub fn key(&self) -> &'static str {
        use Outcome::*;
        match self {
            OrderSent { stage, .. } => sent_key(*stage),
            OrderAlreadySent { .. } => "outcome-order-already-sent",
            OrderFound { .. } => "outcome-order-found",
            OrderNotYet { .. } => "outcome-order-not-yet",
            OrderOld => "outcome-order-old",
            OrdersOff => "outcome-orders-off",
            OrderFoundAtNight => "outcome-order-found-at-night",
            OrderGone { number } => pick(number.is_some(), GONE),
            OrderCancelledUnsent => "outcome-order-cancelled-unsent",
            OrderReleased { .. } => "outcome-order-released",
            OrderDeleted { .. } => "outcome-order-deleted",
            OrderCancelledTold { shipped, .. } => pick(*shipped, CANCELLED),
            OrderChangedLater { .. } => "outcome-order-changed-later",
            OrderShipped { .. } => "outcome-order-shipped",
            OrderIdle => "outcome-order-idle",
            OrderIgnored => "outcome-order-ignored",
            OrdersLeft { .. } => "outcome-orders-left",
            OrderHandMade { what, .. } => hand_made_key(*what),
            OrderTwice { .. } => "outcome-order-twice",
            VatDiffers { warn, .. } => pick(*warn, VAT),
            Refused { refusal } => refusal.key(),
            DraftLeft { .. } => "outcome-draft-left",
            Failed { reason, .. } => reason.key(),
            WaitsForSide { side } => of(*side, WAITS),
            Interrupted => "outcome-interrupted",
            Resting { .. } => "outcome-resting",
            StockWritten { .. } => "outcome-stock-written",
            StockEqual => "outcome-stock-equal",
            StockOff => "outcome-stock-off",
            StockAwaitsApproval { .. } => "outcome-stock-awaits-approval",
            StockApproved { .. } => "outcome-stock-approved",
            StockHeld { .. } => "outcome-stock-held",
            StockHoldAnswered { written, .. } => pick(*written, HOLD),
            StockCorrected { shop, .. } => pick(shop.is_some(), CORRECTED),
            AnotherSystemWrites { .. } => "outcome-another-system-writes",
            StockRowRefused { .. } => "outcome-stock-row-refused",
            StockNotManaged { .. } => "outcome-stock-not-managed",
            StockOnParent { .. } => "outcome-stock-on-parent",
            NumberHeldTwice { .. } => "outcome-number-held-twice",
            ItemMissing { .. } => "outcome-item-missing",
            ItemBarred { .. } => "outcome-item-barred",
            ItemService { .. } => "outcome-item-service",
            FigureUnreadable { .. } => "outcome-figure-unreadable",
            ReadingRejected { .. } => "outcome-reading-rejected",
            IndexRead { .. } => "outcome-index-read",
            Parked { side, .. } => of(*side, PARKED),
            Unparked { side, .. } => of(*side, UNPARKED),
            WebhooksRepaired { side, .. } => of(*side, REPAIRED),
            WebhooksRefused { side, .. } => of(*side, WEBHOOKS_REFUSED),
            ShopConnected { .. } => "outcome-shop-connected",
            ShopDisconnected { .. } => "outcome-shop-disconnected",
            ShopUncovered { .. } => "outcome-shop-uncovered",
            RackbeatConnected { .. } => "outcome-rackbeat-connected",
            RackbeatDisconnected { .. } => "outcome-rackbeat-disconnected",
            KeyReplaced { side, .. } => of(*side, REPLACED),
            SettingsChanged { .. } => "outcome-settings-changed",
            OtherIntegration { side, .. } => of(*side, OTHER),
            PriceLeft { .. } => "outcome-price-left",
            Product { news } => news.key(),
            Progress { news } => news.key(),
            Import { news } => news.key(),
            Hand { news } => news.key(),
            OldOrders { news } => news.key(),
            Order { news } => news.key(),
        }
    }

    /// Every sentence of the log: outcomes, their notes, failures, refusals, remedies.
    pub fn all_keys() -> Vec<&'static str> {
        let mut keys = Vec::new();
        for outcome in Self::samples() {
            keys.extend(outcome.sentences().iter().map(|sentence| sentence.key));
            keys.extend(outcome.remedy_key());
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Two sentences: when it is so, and when it is not.
pub(super) type Pair = [&'static str; 2];

const GONE: Pair = ["outcome-order-gone", "outcome-order-gone-unsent"];
const CANCELLED: Pair = [
    "outcome-order-cancelled-shipped",
    "outcome-order-cancelled-told",
];
const VAT: Pair = ["outcome-vat-differs", "outcome-vat-differs-little"];
const HOLD: Pair = ["outcome-stock-hold-written", "outcome-stock-hold-left"];
const CORRECTED: Pair = [
    "outcome-stock-corrected",
    "outcome-stock-corrected-from-nothing",
];

// For the shop, and for Rackbeat.
const WAITS: Pair = ["outcome-waits-for-shop", "outcome-waits-for-rackbeat"];
const PARKED: Pair = ["outcome-parked-shop", "outcome-parked-rackbeat"];
const UNPARKED: Pair = ["outcome-unparked-shop", "outcome-unparked-rackbeat"];
const REPAIRED: Pair = [
    "outcome-webhooks-repaired-shop",
    "outcome-webhooks-repaired-rackbeat",
];
const WEBHOOKS_REFUSED: Pair = [
    "outcome-webhooks-refused-shop",
    "outcome-webhooks-refused-rackbeat",
];
const REPLACED: Pair = ["outcome-key-replaced-shop", "outcome-key-replaced-rackbeat"];
const OTHER: Pair = [
    "outcome-other-integration-shop",
    "outcome-other-integration-rackbeat",
];

pub(super) fn pick(so: bool, pair: Pair) -> &'static str {
    let [yes, no] = pair;
    if so { yes } else { no }
}

pub(super) fn of(side: Side, pair: Pair) -> &'static str {
    pick(side == Side::Shop, pair)
}

fn sent_key(stage: RackbeatState) -> &'static str {
    match stage {
        RackbeatState::Draft => "outcome-order-sent-draft",
        RackbeatState::Booked => "outcome-order-sent-booked",
        RackbeatState::Shipped => "outcome-order-sent-shipped",
        RackbeatState::Invoiced => "outcome-order-sent-invoiced",
    }
}

fn hand_made_key(what: HandMade) -> &'static str {
    match what {
        HandMade::Booked => "outcome-by-hand-booked",
        HandMade::Reopened => "outcome-by-hand-reopened",
        HandMade::Changed => "outcome-by-hand-changed",
        HandMade::Cancelled => "outcome-by-hand-cancelled",
        HandMade::Deleted => "outcome-by-hand-deleted",
    }
}
