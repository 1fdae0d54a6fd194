//! Making an open order in Rackbeat what the shop's order is now; or, refused, what it was before.
use domain::{
    OrderNews, Outcome, Refusal,
    order::{
        Edit, EditStep, Mapped, Origin, ROUNDING_MAX, Rounding, Sums, WrittenLine, WrittenOrder,
        changes, head_change, line_steps, rounding, rounding_line, vat_differences,
        without_contacts,
    },
};
use rust_decimal::Decimal;
use store::{order_line, order_link};

use super::{Sending, edit::as_taken, place::speaks_of};
use crate::error::Result;

/// So often the lines are written and read back: an added line may come with another price than it was sent with.
pub(super) const ROUNDS: usize = 4;

impl Sending<'_> {
    /// A change that was begun: it goes on from how Rackbeat's order stands now.
    pub(super) async fn take_up(
        &mut self,
        edit: Edit,
        order: rackbeat::Order,
        mapped: std::result::Result<Mapped, Refusal>,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        let is_booked = order.booked() == Some(true);
        let mapped = match (edit.step, mapped) {
            (EditStep::Restoring { refusal }, _) if is_booked => {
                return self.booked_again(&order, refusal).await;
            }
            (EditStep::Restoring { refusal }, _) => return self.restore(order, refusal).await,
            (EditStep::Booking, Ok(mapped)) if !self.has_changed() => {
                return self.book_changed(order, mapped, Vec::new(), &[]).await;
            }
            (_, Err(refusal)) if is_booked => return self.booked_again(&order, refusal).await,
            (_, Err(refusal)) => return self.restore(order, refusal).await,
            (_, Ok(mapped)) => mapped,
        };
        if is_booked && let Some(told) = self.reopen_to_change(number).await? {
            return Ok(told);
        }
        self.step(EditStep::Changing, edit.was_booked).await?;
        self.change(order, mapped).await
    }

    /// Lines first, sums next, the head last; what differs is written, and read back.
    pub(super) async fn change(
        &mut self,
        mut order: rackbeat::Order,
        mapped: Mapped,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        let Some(written) = self.link.written.clone() else {
            return self.finish(order, mapped).await;
        };
        let mut mapped = as_taken(mapped, &written);
        let mut wanted = match self.wanted(&mapped) {
            Ok(wanted) => wanted,
            Err(refusal) => return self.restore(order, refusal).await,
        };
        for _ in 0..ROUNDS {
            let steps = line_steps(&order, &wanted);
            for step in &steps {
                let Err(said) = self.ask_line(number, step).await? else {
                    continue;
                };
                if mapped.has_negative_price() && speaks_of(&said, &["price"]) {
                    mapped = mapped.with_negative_quantities();
                    wanted = wanted
                        .into_iter()
                        .map(WrittenLine::with_negative_quantity)
                        .collect();
                    break;
                }
                return self.refused(number, &said).await;
            }
            if !steps.is_empty() {
                order = self.client()?.order(number).await?;
                continue;
            }
            match rounding(mapped.subtotal, order.total_subtotal.unwrap_or_default()) {
                Rounding::Equal => return self.change_head(order, mapped, wanted).await,
                Rounding::Line(amount) => match self.rounded(&wanted, amount) {
                    Ok(lines) => wanted = lines,
                    Err(refusal) => return self.restore(order, refusal).await,
                },
                Rounding::Stop { .. } => break,
            }
        }
        let refusal = super::sums::differ(&order, &mapped);
        self.restore(order, refusal).await
    }

    /// The rounding line carries so much more than it did.
    fn rounded(
        &self,
        wanted: &[WrittenLine],
        amount: Decimal,
    ) -> std::result::Result<Vec<WrittenLine>, Refusal> {
        let is_rounding = |line: &&WrittenLine| line.origin == Origin::Rounding;
        let before = wanted.iter().find(is_rounding);
        let amount = before.map_or(Decimal::ZERO, |line| line.price * line.quantity) + amount;
        let mut lines: Vec<_> = wanted.to_vec();
        lines.retain(|line| line.origin != Origin::Rounding);
        if !amount.is_zero() && amount.abs() <= ROUNDING_MAX {
            let line = rounding_line(amount, &self.rules)?;
            lines.push(WrittenLine::of(&line, Origin::Rounding));
        }
        Ok(lines)
    }

    async fn change_head(
        &mut self,
        mut order: rackbeat::Order,
        mut mapped: Mapped,
        wanted: Vec<WrittenLine>,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        let written = self.link.written.clone().unwrap_or_default();
        let told = changes(&written, &wanted, &mapped);
        if let Some(mut head) = head_change(&written, &mapped) {
            let mut answer = self.ask_head(number, &head).await?;
            if let Err(said) = &answer
                && speaks_of(said, &["email", "phone"])
            {
                mapped = mapped.without_contacts();
                without_contacts(&mut head);
                answer = self.ask_head(number, &head).await?;
            }
            if let Err(said) = answer {
                return self.refused(number, &said).await;
            }
            order = self.client()?.order(number).await?;
        }
        let shelf = self.told_of_shelf(&mapped.unshelved);
        let before: Vec<_> = written.goods().into_values().map(|held| held.0).collect();
        let booked = self.link.edit.as_ref().is_some_and(|edit| edit.was_booked);
        let books = booked || self.is_to_be_booked();
        let next = books.then_some(Edit {
            step: EditStep::Booking,
            was_booked: booked,
        });
        self.write(&order, &mapped, wanted, next).await?;
        let mut outcomes = shelf;
        let number = order.number;
        let notes = mapped.notes.clone();
        let news = OrderNews::Changed {
            number,
            changes: told,
            notes,
        };
        outcomes.extend(
            self.book_changed(order, mapped, vec![news.into()], &before)
                .await?,
        );
        Ok(outcomes)
    }

    /// The change stands; an order that was booked is booked again. `gone`: numbers that it held before.
    async fn book_changed(
        &mut self,
        order: rackbeat::Order,
        mapped: Mapped,
        mut told: Vec<Outcome>,
        gone: &[String],
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        let vat = vat_differences(&mapped.vat, &order);
        if self.link.edit.is_some() {
            let left = match order.booked() == Some(true) {
                true => {
                    self.confirmed().await?;
                    Vec::new()
                }
                false => self.book(number).await?,
            };
            if !left.is_empty() {
                order_link::unchanged(&self.work.tenant, self.link.id).await?;
                told.extend(left);
                return Ok(told);
            }
            self.read_figures_again(gone).await?;
        }
        if told.is_empty() {
            let (changes, notes) = (Vec::new(), mapped.notes);
            told.push(
                OrderNews::Changed {
                    number,
                    changes,
                    notes,
                }
                .into(),
            );
        }
        let mut outcomes: Vec<_> = vat.into_iter().map(|rate| rate.outcome(number)).collect();
        outcomes.extend(told);
        Ok(outcomes)
    }

    /// What stands in Rackbeat from now on, and both sides' sums.
    pub(super) async fn write(
        &mut self,
        order: &rackbeat::Order,
        mapped: &Mapped,
        lines: Vec<WrittenLine>,
        next: Option<Edit>,
    ) -> Result<()> {
        let product = self.rules.product(domain::Setting::RoundingProduct);
        let mut written = WrittenOrder::of(mapped);
        written.lines = lines;
        written.saw(order, product);
        let sums = Sums::of(mapped, order, product);
        let whose = (self.link.id, self.link.rackbeat_number);
        let change = self.work.tenant.begin().await?;
        if !order_link::write(&change, whose, &written, &mapped.hash()).await? {
            return Err(self.moved());
        }
        order_link::saw(&change, self.whose(), Some(&written), &sums).await?;
        order_line::sent(&change, self.link.id, &written.goods()).await?;
        if let Some(edit) = &next {
            order_link::changing(&change, self.whose(), edit).await?;
        }
        change.commit().await?;
        self.read_again().await
    }
}
