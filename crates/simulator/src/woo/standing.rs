//! How an order stands, for those who only want to know that, and often.

use rust_decimal::Decimal;

use super::shop::Shop;
use super::state::State;

/// An order as far as stock and money are concerned.
#[derive(Clone, Debug)]
pub struct Standing {
    pub status: String,
    pub lines: Vec<Stood>,
    pub total: Decimal,
    pub total_tax: Decimal,
    pub refunds: Vec<GivenBack>,
}

/// A line of goods.
#[derive(Clone, Debug)]
pub struct Stood {
    pub id: u64,
    pub sku: String,
    pub quantity: i64,
    /// Pieces that refunds took back.
    pub refunded: i64,
    pub total: Decimal,
    pub total_tax: Decimal,
}

/// A refund: all of it, and what its lines say without tax and with.
#[derive(Clone, Debug)]
pub struct GivenBack {
    pub id: u64,
    pub amount: Decimal,
    pub lines_net: Decimal,
    pub lines_gross: Decimal,
}

impl Shop {
    /// `None`: there is no such order.
    pub fn standing(&self, order: u64) -> Option<Standing> {
        self.world.with(|shop| shop.standing(order))
    }
}

impl State {
    fn standing(&self, order: u64) -> Option<Standing> {
        let kept = self.orders.get(order)?;
        let lines = kept.lines.iter().map(|line| Stood {
            id: line.id,
            sku: self
                .products
                .get(line.product())
                .map(|product| product.sku.clone())
                .unwrap_or_default(),
            quantity: line.quantity,
            refunded: self.refunded_pieces(kept, line.id),
            total: line.total,
            total_tax: line.total_tax,
        });
        let refunds = kept.refunds.iter().filter_map(|id| self.refunds.get(id));
        let refunds = refunds.map(|refund| {
            let goods = refund.lines.iter();
            let goods = goods.map(|line| (line.total, line.total_tax));
            let extras = refund.freight.iter().chain(&refund.fees);
            let extras = extras.map(|extra| (extra.total, extra.total_tax));
            let all: Vec<(Decimal, Decimal)> = goods.chain(extras).collect();
            GivenBack {
                id: refund.id,
                amount: refund.amount,
                lines_net: -all.iter().map(|(net, _)| net).sum::<Decimal>(),
                lines_gross: -all.iter().map(|(net, tax)| net + tax).sum::<Decimal>(),
            }
        });
        Some(Standing {
            status: kept.status.clone(),
            lines: lines.collect(),
            total: kept.total(),
            total_tax: kept.total_tax(),
            refunds: refunds.collect(),
        })
    }
}
