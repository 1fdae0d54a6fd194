//! What was bought, line by line: how it is called on both sides, and how far each piece is.
use domain::{money, quantity};
use store::{
    order_line::OrderLine,
    order_link::{OrderLink, Stage},
};

use crate::{frame::Frame, pages::figure};

pub(crate) struct Goods {
    pub name: String,
    pub sku: String,
    /// Rackbeat's number, where it is another than the SKU.
    pub item: Option<String>,
    pub ordered: String,
    pub refunded: String,
    /// Of them, on Rackbeat's order.
    pub sent: String,
    /// Of those, sent from the stock.
    pub shipped: String,
    /// Held of the stock by us, since Rackbeat does not.
    pub held: String,
    /// Without VAT.
    pub amount: String,
}

pub(crate) fn goods(frame: &Frame, link: &OrderLink, lines: &[OrderLine]) -> Vec<Goods> {
    let pieces =
        |thousandths: i64| figure::quantity(frame.words, quantity::from_thousandths(thousandths));
    let some = |thousandths: i64| match thousandths {
        0 => "–".to_owned(),
        many => pieces(many),
    };
    let is_there = link.rackbeat_number.is_some();
    let is_sold = matches!(link.stage, Stage::Shipped | Stage::Invoiced);
    let one = |line: &OrderLine| Goods {
        name: line.name.clone(),
        sku: line.sku.clone(),
        item: line.item_number.clone().filter(|item| *item != line.sku),
        ordered: pieces(line.quantity),
        refunded: some(line.refunded),
        shipped: match is_sold {
            true => pieces(line.sent),
            false => "–".to_owned(),
        },
        sent: if is_there {
            pieces(line.sent)
        } else {
            "–".to_owned()
        },
        held: some(match link.stage {
            Stage::Shipped | Stage::Invoiced => 0,
            // What stands on a booked order, Rackbeat holds itself.
            Stage::Booked => (line.taken - line.sent).max(0),
            _ => line.taken,
        }),
        // Kept in øre whatever the currency has.
        amount: figure::amount(
            frame.words,
            money::to_minor(money::from_minor(line.amount, ""), &link.currency).unwrap_or_default(),
            &link.currency,
        ),
    };
    lines.iter().map(one).collect()
}
