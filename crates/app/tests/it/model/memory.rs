//! What the model remembers of each order: whose it is, what people did to it by hand, how it stood when all was at rest.
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use testkit::simulator::{rackbeat, woo::Standing};

use super::world::World;

/// One purchase, and what became of it as far as the model must know.
#[derive(Clone, Debug, Default)]
pub struct Bought {
    pub shop: usize,
    pub id: u64,
    pub hand: Hand,
    /// Rackbeat's lines as a person left them, or as they were when goods began to leave.
    pub frozen: Option<Vec<(String, Decimal, Decimal)>>,
    /// The shop's people, or its customer, did something since all was last at rest.
    pub is_stirred: bool,
    /// The status that somebody else than we gave it.
    pub status: String,
    /// How often the shop's own people completed it.
    pub completed: usize,
    /// Rackbeat's number of it when all was last at rest.
    pub number: Option<i64>,
    /// It was called off since then, be it for a while: where that deletes it in Rackbeat, another may come in its place.
    pub was_called_off: bool,
    /// It was called off when it was shipped, be it for a while: a person was told in place of the shop.
    pub was_told_of: bool,
    /// How many refunds it had when its lines were locked, and when it was shipped and invoiced: what is given back
    /// after that is credited.
    pub locked_at: Option<usize>,
    pub invoiced_at: Option<usize>,
    /// What its shop had taken for it when it was trashed or deleted there; `None`: it is neither.
    pub hidden: Option<BTreeMap<String, Decimal>>,
    /// What of it Rackbeat counted when a person first changed it there.
    pub counted: Option<BTreeMap<String, Decimal>>,
}

impl Bought {
    /// Its shop and id.
    pub fn whose(&self) -> (usize, u64) {
        (self.shop, self.id)
    }
}

/// What people did in Rackbeat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that happened or did not"
)]
pub struct Hand {
    pub reopened: bool,
    pub changed: bool,
    pub cancelled: bool,
    pub deleted: bool,
    pub picked: bool,
    pub shipped: bool,
    pub invoiced: bool,
}

impl Hand {
    /// Its lines are locked for good.
    pub fn is_locked(self) -> bool {
        self.picked || self.shipped || self.invoiced
    }

    pub fn is_dropped(self) -> bool {
        self.cancelled || self.deleted
    }

    pub fn is_any(self) -> bool {
        self != Self::default()
    }
}

/// One order on both sides, as it stands now.
pub struct Sides {
    /// `None`: the shop has it no more.
    pub shop: Option<Standing>,
    pub rackbeat: Vec<rackbeat::Order>,
}

impl Sides {
    pub fn only(&self) -> Option<&rackbeat::Order> {
        self.rackbeat.first()
    }

    pub fn status(&self) -> &str {
        self.shop.as_ref().map_or("gone", |order| &order.status)
    }

    /// Nobody gets anything for it.
    pub fn is_called_off(&self) -> bool {
        let over = ["cancelled", "failed", "trash", "gone", "refunded"];
        over.contains(&self.status()) || self.shop.as_ref().is_some_and(is_emptied)
    }

    /// Its status is one that starts the transfer.
    pub fn is_wanted(&self) -> bool {
        ["processing", "completed"].contains(&self.status()) && !self.is_called_off()
    }

    /// Pieces that are sold and not given back, by SKU.
    pub fn taken(&self) -> BTreeMap<String, Decimal> {
        let takes = ["processing", "on-hold", "completed"].contains(&self.status());
        match &self.shop {
            Some(order) if takes => left(order),
            _ => BTreeMap::new(),
        }
    }
}

/// Ordered less refunded, by SKU.
pub fn left(order: &Standing) -> BTreeMap<String, Decimal> {
    let mut pieces: BTreeMap<String, Decimal> = BTreeMap::new();
    for line in &order.lines {
        let left = (line.quantity - line.refunded).max(0);
        *pieces.entry(line.sku.clone()).or_default() += Decimal::from(left);
    }
    pieces.retain(|_, pieces| !pieces.is_zero());
    pieces
}

/// Every piece was given back, and all the money.
fn is_emptied(order: &Standing) -> bool {
    let back: Decimal = order.refunds.iter().map(|refund| refund.amount).sum();
    left(order).is_empty() && !order.lines.is_empty() && !back.is_zero() && back >= order.total
}

/// Pieces of goods on Rackbeat's lines, by item.
pub fn goods(order: &rackbeat::Order, world: &World) -> BTreeMap<String, Decimal> {
    let mut pieces: BTreeMap<String, Decimal> = BTreeMap::new();
    for line in order
        .lines
        .iter()
        .filter(|line| world.goods.contains(&line.item))
    {
        *pieces.entry(line.item.clone()).or_default() += line.quantity;
    }
    pieces
}

pub fn lines(order: &rackbeat::Order) -> Vec<(String, Decimal, Decimal)> {
    let mut lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| (line.item.clone(), line.quantity, line.price))
        .collect();
    lines.sort();
    lines
}

/// Rackbeat's orders, by what they are called.
pub fn by_reference(world: &World) -> BTreeMap<String, Vec<rackbeat::Order>> {
    let mut orders: BTreeMap<String, Vec<rackbeat::Order>> = BTreeMap::new();
    for order in world.house.orders_in_rackbeat() {
        let reference = order.their_reference.clone().unwrap_or_default();
        orders.entry(reference).or_default().push(order);
    }
    orders
}
