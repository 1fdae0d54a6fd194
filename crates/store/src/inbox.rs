//! Everything that asks us to look at something: webhooks, polls and buttons alike.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{AccountId, MessageId, ShopId, lane::Track, sql};

mod arrive;
mod back;
mod hurry;
mod take;
mod turn;
mod waiting;

pub(crate) use arrive::insert;
pub use arrive::{add, add_for, add_within};
pub use back::{PutBack, forget, go_on, put_back, unsettled};
pub use hurry::hurry;
pub use take::{settle_same, settle_taken, stir, take_waiting};
pub use turn::{claim, next_due, pick, settle};
pub use waiting::{count_due, waiting};

/// What sort of thing a message is about. The subject says which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A WooCommerce order, by its id.
    Order,
    /// The figures that are due in one shop; no subject.
    Stock,
    /// A Rackbeat item, by its number.
    Item,
    /// A Rackbeat order that moved there, by its number.
    Shipment,
    /// The lists of products and items, read whole; no subject.
    Index,
    /// A shop's own figures against the true ones; no subject.
    Compare,
    /// One product or variation of a shop, by its id.
    Product,
    /// The webhooks of a shop or of Rackbeat; no subject.
    Hooks,
    /// The products that are due from one shop to Rackbeat; no subject.
    Register,
    /// The products that are due from Rackbeat to one shop; no subject.
    Pull,
    /// A shop's initial synchronisation goes on; no subject.
    Import,
    /// Taking a shop's old orders along goes on; no subject.
    OldOrders,
    /// Shops are counted for the days that have passed; of no account, no subject.
    Count,
    /// A month's invoices are drafted; of no account, by the month.
    Draft,
    /// A month's invoices are made final; of no account, by the month.
    Close,
    /// A final invoice goes on paper and to its payer, by its id.
    Invoice,
}

impl Kind {
    pub const ALL: [Self; 16] = [
        Self::Order,
        Self::Stock,
        Self::Item,
        Self::Shipment,
        Self::Index,
        Self::Compare,
        Self::Product,
        Self::Hooks,
        Self::Register,
        Self::Pull,
        Self::Import,
        Self::OldOrders,
        Self::Count,
        Self::Draft,
        Self::Close,
        Self::Invoice,
    ];

    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Stock => "stock",
            Self::Item => "item",
            Self::Shipment => "shipment",
            Self::Index => "index",
            Self::Compare => "compare",
            Self::Product => "product",
            Self::Hooks => "hooks",
            Self::Register => "register",
            Self::Pull => "pull",
            Self::Import => "import",
            Self::OldOrders => "old_orders",
            Self::Count => "count",
            Self::Draft => "draft",
            Self::Close => "close",
            Self::Invoice => "invoice",
        }
    }

    /// `None`: a kind of a later version, which this one leaves alone.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Stock goes first: an order that waits is late, a figure that waits is sold twice.
    pub(crate) fn is_urgent(self) -> bool {
        self == Self::Stock
    }

    #[must_use]
    pub fn track(self) -> Track {
        match self {
            Self::Index | Self::Compare | Self::Import | Self::OldOrders => Track::Bulk,
            Self::Count | Self::Draft | Self::Close | Self::Invoice => Track::Bulk,
            _ => Track::Realtime,
        }
    }
}

/// What somebody wants looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewMessage {
    pub account: AccountId,
    /// Nil for what concerns the agreement.
    pub shop: ShopId,
    pub kind: Kind,
    pub subject: String,
}

impl NewMessage {
    /// About all that the kind can mean there; `about` narrows it to one thing.
    #[must_use]
    pub fn new(account: AccountId, shop: ShopId, kind: Kind) -> Self {
        Self {
            account,
            shop,
            kind,
            subject: String::new(),
        }
    }

    #[must_use]
    pub fn about(self, subject: impl Into<String>) -> Self {
        // As it will stand in its row, or one that waits would not be known again.
        let subject = sql::without_nul(subject.into());
        Self { subject, ..self }
    }
}

/// A message picked or claimed to work on.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Message {
    pub id: MessageId,
    pub account_id: AccountId,
    pub shop_id: ShopId,
    kind: String,
    pub subject: String,
    state: String,
    /// Tries begun, this one too once it is claimed.
    pub attempts: i64,
    created_at: i64,
}

impl Message {
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }

    #[must_use]
    pub fn kind_word(&self) -> &str {
        &self.kind
    }

    /// True when whoever had it went away in the middle.
    #[must_use]
    pub fn was_abandoned(&self) -> bool {
        self.state == "working"
    }

    #[must_use]
    pub fn created_at(&self) -> DateTime<Utc> {
        sql::time(self.created_at)
    }
}

const COLUMNS: &str = "id, account_id, shop_id, kind, subject, state, attempts, created_at";
