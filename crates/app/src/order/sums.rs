//! Making Rackbeat's sum equal to the shop's: a few øre become a line, and only what then agrees is booked.
use domain::{
    Note, Refusal,
    order::{Mapped, Rounding, rounding, rounding_line},
};
use rust_decimal::Decimal;

use super::Sending;
use crate::error::Result;

impl Sending<'_> {
    /// The order as it stands once its sum agrees, or why it does not.
    pub(super) async fn add_up(
        &self,
        order: rackbeat::Order,
        mapped: &Mapped,
        notes: &mut Vec<Note>,
    ) -> Result<Result<rackbeat::Order, Refusal>> {
        let amount = match rounding(mapped.subtotal, subtotal(&order)) {
            Rounding::Equal => return Ok(Ok(order)),
            // It has its line, which did not help; another would not either.
            Rounding::Line(_) if self.is_rounded(&order) => {
                return Ok(Err(differ(&order, mapped)));
            }
            Rounding::Line(amount) => amount,
            Rounding::Stop { .. } => return Ok(Err(differ(&order, mapped))),
        };
        if let Err(refusal) = self.round(order.number, amount).await? {
            return Ok(Err(refusal));
        }
        // What Rackbeat made of the line is in no answer but the order's own.
        let order = self.client()?.order(order.number).await?;
        if rounding(mapped.subtotal, subtotal(&order)) != Rounding::Equal {
            return Ok(Err(differ(&order, mapped)));
        }
        notes.push(Note::Rounded { amount });
        Ok(Ok(order))
    }

    fn is_rounded(&self, order: &rackbeat::Order) -> bool {
        let product = self.rules.product(domain::Setting::RoundingProduct);
        let mut items = order
            .lines
            .iter()
            .filter_map(|line| line.child_id.as_deref());
        items.any(|item| Some(item) == product)
    }

    /// A line that makes the sums equal. In doubt, or killed in the middle, the order rests first: only
    /// then does reading it tell whether the line is there.
    async fn round(&self, number: i64, amount: Decimal) -> Result<Result<(), Refusal>> {
        let line = match rounding_line(amount, &self.rules) {
            Ok(line) => line,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let client = self.client()?;
        let said = self.ask(client.add_line(number, &line)).await?;
        Ok(said.map_err(|said| Refusal::RackbeatRefused {
            text: said.to_string(),
        }))
    }
}

fn subtotal(order: &rackbeat::Order) -> Decimal {
    order.total_subtotal.unwrap_or_default()
}

pub(super) fn differ(order: &rackbeat::Order, mapped: &Mapped) -> Refusal {
    let (shop, rackbeat) = (mapped.subtotal, subtotal(order));
    Refusal::SumsDiffer {
        shop,
        rackbeat,
        difference: (shop - rackbeat).normalize(),
    }
}
