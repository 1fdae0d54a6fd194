//! Booking: an order that does not add up is left as a draft and told.
use domain::{
    Outcome, RackbeatState, Refusal,
    order::{Mapped, Sums, vat_differences},
};
use store::{agreement, order_link};

use super::{REST, Sending, noted::drop_it};
use crate::{Error, error::Result};

impl Sending<'_> {
    /// `made`: what Rackbeat answered to the create; read again where it was bare.
    pub(super) async fn check_and_book(
        &mut self,
        made: rackbeat::Order,
        mapped: Mapped,
    ) -> Result<Vec<Outcome>> {
        let number = made.number;
        let made = match made.total_subtotal {
            Some(_) if !made.lines.is_empty() => made,
            _ => self.client()?.order(number).await?,
        };
        self.finish(made, mapped).await
    }

    /// An earlier try made the order; read how far it is and go on from there.
    pub(super) async fn resume(&mut self) -> Result<Vec<Outcome>> {
        self.has_rested()?;
        let Some(number) = self.link.rackbeat_number else {
            return self.place_anew().await;
        };
        let mapped = match self.map().await? {
            Err(refusal) if self.link.edit.is_none() => {
                return Ok(vec![Outcome::Refused { refusal }]);
            }
            mapped => mapped,
        };
        match self.client()?.order(number).await {
            Ok(order) if order.is_dropped() && self.is_being_deleted() => {
                self.deleted_and_wanted(number).await
            }
            Ok(order) if order.is_dropped() => {
                self.dropped(number, domain::HandMade::Cancelled).await
            }
            Ok(order) => self.go_on_with(order, mapped).await,
            Err(rackbeat::Error::NotFound) if self.is_being_deleted() => {
                self.deleted_and_wanted(number).await
            }
            Err(rackbeat::Error::NotFound) => self.dropped(number, domain::HandMade::Deleted).await,
            Err(error) => Err(error.into()),
        }
    }

    /// A call of ours may still be under way: only then does reading the order tell what became of it.
    pub(super) fn has_rested(&self) -> Result<()> {
        match self.link.claimed_at.map(|at| at + REST) {
            Some(until) if until > self.work.now() => Err(Error::Rest { until }),
            _ => Ok(()),
        }
    }

    /// By us, and wanted again before its answer came.
    async fn deleted_and_wanted(&mut self, number: i64) -> Result<Vec<Outcome>> {
        let now = self.work.now();
        order_link::deleted(&self.work.tenant, self.link.id, number, now).await?;
        self.read_again().await?;
        self.place_anew().await
    }

    /// Let go of and deleted in Rackbeat, now wanted again: a new order under the same reference.
    async fn place_anew(&mut self) -> Result<Vec<Outcome>> {
        let (tenant, link) = (&self.work.tenant, &self.link);
        order_link::absent(tenant, link.id, link.claims, self.work.now()).await?;
        self.read_again().await?;
        self.place_and_book().await
    }

    /// From how Rackbeat's order stands now.
    async fn go_on_with(
        &mut self,
        order: rackbeat::Order,
        mapped: std::result::Result<Mapped, Refusal>,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        if let Some(edit) = self.link.edit.clone() {
            return self.take_up(edit, order, mapped).await;
        }
        let mapped = match mapped {
            Ok(mapped) => mapped,
            Err(refusal) => return Ok(vec![Outcome::Refused { refusal }]),
        };
        let changed = self.has_changed();
        match order.booked() == Some(true) {
            true if changed => {
                self.confirmed().await?;
                self.follow(order, mapped).await
            }
            true => {
                self.saw(&order, &mapped).await?;
                self.confirm(number, &mapped).await
            }
            false if changed => self.follow(order, mapped).await,
            false => self.finish(order, mapped).await,
        }
    }

    pub(super) async fn finish(
        &mut self,
        order: rackbeat::Order,
        mapped: Mapped,
    ) -> Result<Vec<Outcome>> {
        let number = order.number;
        let mut notes = mapped.notes.clone();
        let before = order.clone();
        let order = match self.add_up(order, &mapped, &mut notes).await? {
            Ok(order) => order,
            Err(refusal) => {
                self.saw(&before, &mapped).await?;
                return Ok(vec![Outcome::DraftLeft { number, refusal }]);
            }
        };
        self.saw(&order, &mapped).await?;
        let vat = vat_differences(&mapped.vat, &order);
        let stage = match self.is_to_be_booked() {
            true => {
                let left = self.book(number).await?;
                if !left.is_empty() {
                    return Ok(left);
                }
                RackbeatState::Booked
            }
            false => RackbeatState::Draft,
        };
        let mut outcomes: Vec<_> = vat.into_iter().map(|rate| rate.outcome(number)).collect();
        outcomes.push(Outcome::OrderSent {
            number,
            stage,
            notes,
        });
        Ok(outcomes)
    }

    /// How far it is to go, by how it is paid and whether it is.
    pub(super) fn wanted_state(&self) -> RackbeatState {
        let is_paid = domain::order::is_paid(self.order);
        self.rules.state_for(&self.order.payment_method, is_paid)
    }

    pub(super) fn is_to_be_booked(&self) -> bool {
        self.wanted_state() != RackbeatState::Draft
    }

    /// Both sides' sums are kept, and what Rackbeat made of what we wrote.
    async fn saw(&mut self, order: &rackbeat::Order, mapped: &Mapped) -> Result<()> {
        let product = self.rules.product(domain::Setting::RoundingProduct);
        let sums = Sums::of(mapped, order, product);
        let mut written = self.link.written.clone();
        if let Some(written) = &mut written
            && written.shown.is_empty()
        {
            written.saw(order, product);
        }
        if written != self.link.written || self.link.sums.as_ref() != Some(&sums) {
            let tenant = &self.work.tenant;
            if !order_link::saw(tenant, self.whose(), written.as_ref(), &sums).await? {
                return Err(self.moved());
            }
            self.link.written = written;
            self.link.sums = Some(sums);
        }
        Ok(())
    }

    pub(super) async fn book(&mut self, number: i64) -> Result<Vec<Outcome>> {
        let client = self.client()?;
        let booking = async { client.book_order(number).await.map(|_| ()) };
        match self.claimed(booking).await? {
            Ok(()) => {
                self.confirmed().await?;
                Ok(Vec::new())
            }
            Err(said) => self.book_refused(number, &said).await,
        }
    }

    /// Perhaps because an earlier try, whose answer was lost, has booked it meanwhile.
    async fn book_refused(&mut self, number: i64, said: &rackbeat::Said) -> Result<Vec<Outcome>> {
        if self.client()?.order(number).await?.booked() == Some(true) {
            self.confirmed().await?;
            return Ok(Vec::new());
        }
        let text = said.to_string();
        let refusal = Refusal::RackbeatRefused { text };
        Ok(vec![Outcome::DraftLeft { number, refusal }])
    }

    /// Booked by an earlier try whose answer was lost, or by hand.
    async fn confirm(&mut self, number: i64, mapped: &Mapped) -> Result<Vec<Outcome>> {
        self.confirmed().await?;
        Ok(vec![Outcome::OrderSent {
            number,
            stage: RackbeatState::Booked,
            notes: mapped.notes.clone(),
        }])
    }

    /// Readings that begin after this count it.
    pub(super) async fn confirmed(&mut self) -> Result<()> {
        let change = self.work.tenant.begin().await?;
        let tally = agreement::raise(&change).await?;
        let link = order_link::booked(&change, self.link.id, tally).await?;
        change.commit().await?;
        self.stands(link).await
    }

    /// Somebody cancelled or deleted it in Rackbeat.
    pub(super) async fn dropped(
        &self,
        number: i64,
        what: domain::HandMade,
    ) -> Result<Vec<Outcome>> {
        drop_it(self.work, &self.link).await?;
        Ok(vec![Outcome::OrderHandMade { number, what }])
    }
}
