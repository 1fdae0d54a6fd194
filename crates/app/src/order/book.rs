//! Booking: an order that does not add up is left as a draft and told.
use domain::{
    Outcome, RackbeatState, Refusal,
    order::{Mapped, vat_differences},
};
use store::{agreement, order_link};

use super::{REST, Sending};
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
            Some(_) => made,
            None => self.client()?.order(number).await?,
        };
        self.finish(made, mapped).await
    }

    /// An earlier try made the order; read how far it is and go on from there.
    pub(super) async fn resume(&mut self) -> Result<Vec<Outcome>> {
        if let Some(until) = self.link.claimed_at.map(|at| at + REST)
            && until > self.work.now()
        {
            return Err(Error::Rest { until });
        }
        let Some(number) = self.link.rackbeat_number else {
            // Released and deleted there, now wanted again: a new order under the same reference.
            let (tenant, link) = (&self.work.tenant, &self.link);
            order_link::absent(tenant, link.id, link.claims, self.work.now()).await?;
            self.read_again().await?;
            return self.place_and_book().await;
        };
        let mapped = match self.map().await? {
            Ok(mapped) => mapped,
            Err(refusal) => return Ok(vec![Outcome::Refused { refusal }]),
        };
        match self.client()?.order(number).await {
            Ok(order) if order.is_dropped() => self.told(number, domain::HandMade::Cancelled),
            Ok(order) if order.booked() == Some(true) => self.confirm(number, &mapped).await,
            Ok(order) => self.finish(order, mapped).await,
            Err(rackbeat::Error::NotFound) => self.told(number, domain::HandMade::Deleted),
            Err(error) => Err(error.into()),
        }
    }

    /// It was sent before: only a difference is worth a word (later changes are told, not sent).
    pub(super) async fn compare(&mut self) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let Ok(mapped) = self.map().await? else {
            return Ok(vec![Outcome::OrderChangedLater { number }]);
        };
        let same = self
            .link
            .mapped_hash
            .as_deref()
            .is_none_or(|hash| hash == mapped.hash());
        Ok(vec![match same {
            true => Outcome::OrderAlreadySent { number },
            false => Outcome::OrderChangedLater { number },
        }])
    }

    async fn finish(&mut self, order: rackbeat::Order, mapped: Mapped) -> Result<Vec<Outcome>> {
        let number = order.number;
        let mut notes = mapped.notes.clone();
        let order = match self.add_up(order, &mapped, &mut notes).await? {
            Ok(order) => order,
            Err(refusal) => return Ok(vec![Outcome::DraftLeft { number, refusal }]),
        };
        let vat = vat_differences(&mapped.vat, &order);
        let mut outcomes = match self.rules.rackbeat_state {
            RackbeatState::Draft => Vec::new(),
            _ => self.book(number).await?,
        };
        if !outcomes.is_empty() {
            return Ok(outcomes);
        }
        let stage = match self.rules.rackbeat_state {
            RackbeatState::Draft => RackbeatState::Draft,
            _ => RackbeatState::Booked,
        };
        outcomes.extend(vat.into_iter().map(|rate| rate.outcome(number)));
        outcomes.push(Outcome::OrderSent {
            number,
            stage,
            notes,
        });
        Ok(outcomes)
    }

    async fn book(&mut self, number: i64) -> Result<Vec<Outcome>> {
        self.work.lease.renew().await?;
        match self.client()?.book_order(number).await {
            Ok(_) => {
                self.confirmed().await?;
                Ok(Vec::new())
            }
            Err(rackbeat::Error::Invalid(said)) => self.book_refused(number, &said).await,
            // In doubt or not: booking is read back before it is tried again.
            Err(error) => Err(error.into()),
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
    async fn confirmed(&mut self) -> Result<()> {
        let change = self.work.tenant.begin().await?;
        let tally = agreement::raise(&change).await?;
        let link = order_link::booked(&change, self.link.id, tally).await?;
        change.commit().await?;
        self.stands(link).await
    }

    fn told(&self, number: i64, what: domain::HandMade) -> Result<Vec<Outcome>> {
        Ok(vec![Outcome::OrderHandMade { number, what }])
    }
}
