//! A change that Rackbeat refused on the way: its order becomes again what it was, and the owner is told.
use domain::{
    OrderNews, Outcome, Refusal,
    order::{EditStep, line_steps},
};
use rackbeat::Said;
use store::order_link;

use super::{Sending, change::ROUNDS};
use crate::error::Result;

impl Sending<'_> {
    pub(super) async fn refused(&mut self, number: i64, said: &Said) -> Result<Vec<Outcome>> {
        let order = self.client()?.order(number).await?;
        let text = said.to_string();
        if order.booked() == Some(true) {
            // Somebody has booked it in the middle of our change, which locks it.
            self.confirmed().await?;
            return Ok(vec![OrderNews::ChangeLocked { number, text }.into()]);
        }
        self.restore(order, Refusal::RackbeatRefused { text }).await
    }

    /// The lines as we last wrote them, and booked if it was.
    pub(super) async fn restore(
        &mut self,
        mut order: rackbeat::Order,
        refusal: Refusal,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        let booked = self.link.edit.as_ref().is_some_and(|edit| edit.was_booked);
        let step = EditStep::Restoring {
            refusal: refusal.clone(),
        };
        self.step(step, booked).await?;
        let written = self.link.written.clone().unwrap_or_default();
        for _ in 0..ROUNDS {
            let steps = line_steps(&order, &written.lines);
            if steps.is_empty() {
                break;
            }
            for step in &steps {
                if self.ask_line(number, step).await?.is_err() {
                    return self.left(number, refusal).await;
                }
            }
            order = self.client()?.order(number).await?;
        }
        if !written.lines_stand_in(&order) {
            return self.left(number, refusal).await;
        }
        if !booked {
            order_link::unchanged(&self.work.tenant, self.link.id).await?;
            let news = OrderNews::ChangeRefused {
                number,
                refusal,
                booked,
            };
            return Ok(vec![news.into()]);
        }
        let left = self.book(number).await?;
        if !left.is_empty() {
            return self.left(number, refusal).await;
        }
        self.read_figures_again(&[]).await?;
        let news = OrderNews::ChangeRefused {
            number,
            refusal,
            booked,
        };
        Ok(vec![news.into()])
    }

    /// Somebody has booked it in Rackbeat, in whatever state our change had left it.
    pub(super) async fn booked_again(
        &mut self,
        order: &rackbeat::Order,
        refusal: Refusal,
    ) -> Result<Vec<Outcome>> {
        self.confirmed().await?;
        let (number, booked) = (order.number, true);
        let written = self.link.written.as_ref();
        if written.is_some_and(|written| !written.lines_stand_in(order)) {
            return Ok(vec![OrderNews::ChangedByBoth { number }.into()]);
        }
        let news = OrderNews::ChangeRefused {
            number,
            refusal,
            booked,
        };
        Ok(vec![news.into()])
    }

    /// Neither the change nor the way back: a person must look at the draft.
    async fn left(&mut self, number: i64, refusal: Refusal) -> Result<Vec<Outcome>> {
        order_link::unchanged(&self.work.tenant, self.link.id).await?;
        self.read_again().await?;
        Ok(vec![Outcome::DraftLeft { number, refusal }])
    }
}
