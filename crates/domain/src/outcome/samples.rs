//! One of each outcome, so that a test can ask for every sentence.
use chrono::DateTime;
use rust_decimal::Decimal;

use super::{
    Change, HandMade, HandNews, ImportNews, OldOrderNews, OrderNews, Outcome, ProductNews,
    ProgressNews,
};
use crate::{FailureReason, Note, RackbeatState, Refusal, Side};

impl Outcome {
    /// One of each; sample words stand in for what a sentence is filled with.
    pub fn samples() -> Vec<Self> {
        let mut all = of_orders();
        all.extend(of_progress());
        all.extend(of_stock());
        all.extend(of_connections());
        let sku = || "KOPP-1".to_owned();
        all.push(Self::PriceLeft {
            sku: sku(),
            refusal: Refusal::PriceZero { sku: sku() },
        });
        all.extend(ProductNews::samples().into_iter().map(Self::from));
        all.extend(ProgressNews::samples().into_iter().map(Self::from));
        all.extend(ImportNews::samples().into_iter().map(Self::from));
        all.extend(HandNews::samples().into_iter().map(Self::from));
        all.extend(OldOrderNews::samples().into_iter().map(Self::from));
        all.extend(OrderNews::samples().into_iter().map(Self::from));
        all.extend(
            Refusal::samples()
                .into_iter()
                .map(|refusal| Self::Refused { refusal }),
        );
        all.extend(
            FailureReason::samples()
                .into_iter()
                .map(|reason| Self::Failed {
                    reason,
                    next_try: Some(DateTime::UNIX_EPOCH),
                }),
        );
        for side in [Side::Shop, Side::Rackbeat] {
            all.extend(of_side(side));
        }
        all
    }
}

fn of_orders() -> Vec<Outcome> {
    use Outcome::*;
    let number = 1029;
    let hundred = Decimal::ONE_HUNDRED;
    let vat = |warn| VatDiffers {
        number,
        percent: hundred,
        shop: hundred,
        rackbeat: hundred,
        warn,
    };
    vec![
        OrderAlreadySent { number },
        OrderFound { number },
        OrderNotYet {
            status: "pending".to_owned(),
        },
        OrderOld,
        OrdersOff,
        OrderFoundAtNight,
        OrderGone { number: None },
        OrderGone {
            number: Some(number),
        },
        OrderCancelledUnsent,
        OrderReleased { number },
        OrderDeleted { number },
        OrderCancelledTold {
            number,
            shipped: true,
        },
        OrderCancelledTold {
            number,
            shipped: false,
        },
        OrderChangedLater { number },
        OrderShipped { number },
        OrderIdle,
        OrderIgnored,
        OrdersLeft { count: 3 },
        OrderTwice {
            reference: "kx7f-79".to_owned(),
            numbers: vec![number, 1030],
        },
        vat(true),
        vat(false),
        DraftLeft {
            number,
            refusal: Refusal::TotalBelowLines {
                difference: hundred,
            },
        },
        Interrupted,
        Resting {
            until: DateTime::UNIX_EPOCH,
        },
    ]
}

fn of_progress() -> Vec<Outcome> {
    use Outcome::*;
    let number = 1029;
    let mut all = Vec::new();
    all.extend(RackbeatState::ALL.map(|stage| OrderSent {
        number,
        stage,
        notes: Note::samples(),
    }));
    all.extend(
        [
            HandMade::Booked,
            HandMade::Reopened,
            HandMade::Changed,
            HandMade::Cancelled,
            HandMade::Deleted,
        ]
        .map(|what| OrderHandMade { number, what }),
    );
    all
}

fn of_stock() -> Vec<Outcome> {
    use Outcome::*;
    let sku = || "KOPP-1".to_owned();
    let by = || "kari@example.test".to_owned();
    vec![
        StockWritten {
            changes: vec![Change {
                sku: sku(),
                before: Some(5),
                after: 4,
            }],
        },
        StockEqual,
        StockOff,
        StockAwaitsApproval { differences: 7 },
        StockApproved { by: by() },
        StockHeld {
            skus: vec![sku()],
            in_stock: 500,
        },
        StockHoldAnswered {
            by: by(),
            written: true,
        },
        StockHoldAnswered {
            by: by(),
            written: false,
        },
        StockCorrected {
            sku: sku(),
            shop: Some(5),
            correct: 4,
        },
        StockCorrected {
            sku: sku(),
            shop: None,
            correct: 4,
        },
        AnotherSystemWrites { sku: sku() },
        StockRowRefused {
            sku: sku(),
            text: "Invalid ID.".to_owned(),
        },
        StockNotManaged { sku: sku() },
        StockOnParent { sku: sku() },
        NumberHeldTwice { sku: sku() },
        ItemMissing { sku: sku() },
        ItemBarred { sku: sku() },
        ItemService { sku: sku() },
        FigureUnreadable { sku: sku() },
        ReadingRejected {
            items: 0,
            expected: 500,
        },
        IndexRead {
            products: 500,
            linked: 490,
            listed: 10,
        },
    ]
}

fn of_connections() -> Vec<Outcome> {
    use Outcome::*;
    let by = || "kari@example.test".to_owned();
    vec![
        ShopConnected {
            address: "https://butikk.test".to_owned(),
            version: "11.0.1".to_owned(),
        },
        ShopDisconnected { by: by() },
        ShopUncovered {
            from: DateTime::UNIX_EPOCH,
            days: 40,
        },
        RackbeatConnected {
            company: "Kopper AS".to_owned(),
            agreement: "1234".to_owned(),
        },
        RackbeatDisconnected { by: by() },
        SettingsChanged { by: by() },
    ]
}

fn of_side(side: Side) -> Vec<Outcome> {
    use Outcome::*;
    let at = DateTime::UNIX_EPOCH;
    vec![
        WaitsForSide { side },
        Parked {
            side,
            reason: FailureReason::Unreachable { side },
            probe_at: at,
        },
        Unparked {
            side,
            parked_at: at,
        },
        WebhooksRepaired { side, count: 5 },
        WebhooksRefused {
            side,
            text: "invalid topic".to_owned(),
        },
        KeyReplaced {
            side,
            by: "kari@example.test".to_owned(),
        },
        OtherIntegration {
            side,
            name: "Rackbeat WooCommerce".to_owned(),
        },
    ]
}
