//! Changed in the shop after it was sent: whether Rackbeat's order may follow, and how it begins to.
use domain::{
    HandMade, OrderNews, Outcome, Reference, Refusal,
    order::{
        Edit, EditStep, Mapped, Source, WrittenLine, WrittenOrder, head_change, line_steps,
        rounding, rounding_line,
    },
};
use store::{order_line, order_link, order_link::Stage, stock_level};

use super::{Sending, take::stock_messages};
use crate::error::Result;

impl Sending<'_> {
    /// It was sent before: what changed in the shop since then changes in Rackbeat too.
    pub(super) async fn compare(&mut self) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let Some(written) = self.link.written.clone() else {
            return self.compare_by_hash(number).await;
        };
        if written.is_of(&self.source()) {
            return Ok(vec![Outcome::OrderAlreadySent { number }]);
        }
        if self.link.stage != Stage::Booked {
            return Ok(self.too_late(number, &written));
        }
        let mapped = match self.map().await? {
            Ok(mapped) => mapped,
            Err(refusal) => {
                let booked = true;
                let news = OrderNews::ChangeRefused {
                    number,
                    refusal,
                    booked,
                };
                return Ok(vec![news.into()]);
            }
        };
        let order = match self.client()?.order(number).await {
            Err(rackbeat::Error::NotFound) => return self.dropped(number, HandMade::Deleted).await,
            order => order?,
        };
        self.follow(order, mapped).await
    }

    /// Sent before we kept what we write: later changes are told.
    async fn compare_by_hash(&mut self, number: i64) -> Result<Vec<Outcome>> {
        // None of it is ours: it was tied by hand.
        let Some(hash) = self.link.mapped_hash.clone() else {
            return Ok(vec![Outcome::OrderAlreadySent { number }]);
        };
        let Ok(mapped) = self.map().await? else {
            return Ok(vec![Outcome::OrderChangedLater { number }]);
        };
        Ok(vec![match hash == mapped.hash() {
            true => Outcome::OrderAlreadySent { number },
            false => Outcome::OrderChangedLater { number },
        }])
    }

    /// Shipped or invoiced: what was given back after that is another matter.
    fn too_late(&self, number: i64, written: &WrittenOrder) -> Vec<Outcome> {
        vec![match written.source == self.source().order {
            true => Outcome::OrderAlreadySent { number },
            false => OrderNews::ChangedTooLate { number }.into(),
        }]
    }

    pub(super) fn source(&self) -> Source {
        let reference = Reference::kept(self.link.reference.clone());
        Source::of(self.order, &self.refunded(), &reference)
    }

    /// Whether the shop's order is another than the one we wrote.
    pub(super) fn has_changed(&self) -> bool {
        let written = self.link.written.as_ref();
        written.is_some_and(|written| !written.is_of(&self.source()))
    }

    /// Rackbeat's order, as just read, follows the shop's, if it is still what we wrote and not on its way out.
    pub(super) async fn follow(
        &mut self,
        order: rackbeat::Order,
        mapped: Mapped,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        if order.is_dropped() {
            return self.dropped(number, HandMade::Cancelled).await;
        }
        let Some(written) = self.link.written.clone() else {
            return Ok(vec![Outcome::OrderChangedLater { number }]);
        };
        let was_booked = order.booked() == Some(true);
        let mapped = as_taken(mapped, &written);
        let wanted = match self.wanted(&mapped) {
            Ok(wanted) => wanted,
            Err(refusal) => {
                let booked = was_booked;
                let news = OrderNews::ChangeRefused {
                    number,
                    refusal,
                    booked,
                };
                return Ok(vec![news.into()]);
            }
        };
        // Also where somebody has made the same change in Rackbeat by hand.
        let nothing = line_steps(&order, &wanted).is_empty();
        if nothing && head_change(&written, &mapped).is_none() {
            return self.same_in_rackbeat(order, mapped, wanted).await;
        }
        if is_on_its_way(&order) {
            return Ok(vec![OrderNews::ChangedTooLate { number }.into()]);
        }
        if !written.stands_in(&order) {
            return Ok(vec![OrderNews::ChangedByBoth { number }.into()]);
        }
        if was_booked && let Some(told) = self.reopen_to_change(number).await? {
            return Ok(told);
        }
        self.step(EditStep::Changing, was_booked).await?;
        self.change(order, mapped).await
    }

    /// What changed in the shop makes no difference in Rackbeat.
    async fn same_in_rackbeat(
        &mut self,
        order: rackbeat::Order,
        mapped: Mapped,
        wanted: Vec<WrittenLine>,
    ) -> Result<Vec<Outcome>> {
        let mut outcomes = self.told_of_shelf(&mapped.unshelved);
        let number = order.number;
        let is_booked = order.booked() == Some(true);
        self.write(&order, &mapped, wanted, None).await?;
        outcomes.extend(match is_booked {
            true => vec![Outcome::OrderAlreadySent { number }],
            false => self.finish(order, mapped).await?,
        });
        Ok(outcomes)
    }

    /// Our own lines and, where the sums will need it, the one that makes them equal.
    pub(super) fn wanted(&self, mapped: &Mapped) -> std::result::Result<Vec<WrittenLine>, Refusal> {
        let mut wanted = WrittenOrder::of(mapped).lines;
        if let domain::order::Rounding::Line(amount) =
            rounding(mapped.subtotal, mapped.lines_total())
        {
            let line = rounding_line(amount, &self.rules)?;
            wanted.push(WrittenLine::of(&line, domain::order::Origin::Rounding));
        }
        Ok(wanted)
    }

    /// Written down before the call, so that its goods are in flight again. What is told where Rackbeat does not let it
    /// be reopened.
    pub(super) async fn reopen_to_change(&mut self, number: i64) -> Result<Option<Vec<Outcome>>> {
        self.step(EditStep::Reopening, true).await?;
        let client = self.client()?;
        let Err(said) = self.ask(client.reopen_order(number)).await? else {
            return Ok(None);
        };
        // Perhaps an earlier try, whose answer was lost, has reopened it meanwhile.
        if client.order(number).await?.booked() != Some(true) {
            return Ok(None);
        }
        self.confirmed().await?;
        let text = said.to_string();
        Ok(Some(vec![OrderNews::ChangeLocked { number, text }.into()]))
    }

    /// How far the change is; all that the order holds is due in every shop.
    pub(super) async fn step(&mut self, step: EditStep, was_booked: bool) -> Result<()> {
        let begins = self.link.edit.is_none();
        let change = self.work.tenant.begin().await?;
        let edit = Edit { step, was_booked };
        if !order_link::changing(&change, self.whose(), &edit).await? {
            return Err(self.moved());
        }
        if begins && was_booked {
            let lines = order_line::of(&change, self.link.id).await?;
            let numbers = lines.into_iter().filter_map(|line| line.item_number);
            let shops = stock_level::mark(&change, &numbers.collect()).await?;
            let messages = stock_messages(self.work, &shops);
            store::inbox::add_within(&change, &messages, self.work.now()).await?;
        }
        change.commit().await?;
        self.work.ctx.wake.now();
        self.read_again().await
    }
}

/// Shipped or invoiced, be it in part.
pub(super) fn is_on_its_way(order: &rackbeat::Order) -> bool {
    let flags = [order.is_shipped, order.is_partly_shipped, order.is_invoiced];
    let shipped = |line: &rackbeat::Line| line.quantity_shipped.is_some_and(|many| !many.is_zero());
    flags.contains(&Some(true)) || order.lines.iter().any(shipped)
}

/// In the way that Rackbeat took the order before.
pub(super) fn as_taken(mapped: Mapped, written: &WrittenOrder) -> Mapped {
    match written.has_negative_quantity() && mapped.has_negative_price() {
        true => mapped.with_negative_quantities(),
        false => mapped,
    }
}
