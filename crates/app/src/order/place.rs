//! Making the order in Rackbeat: mapped, claimed, posted once.
use domain::{
    Outcome, Reference, Refusal,
    order::{Mapped, WrittenOrder},
};
use store::{order_line, order_link};

use super::{REST, Sending};
use crate::{Error, error::Result};

impl Sending<'_> {
    /// The whole way from a fresh order to a booked one.
    pub(super) async fn place_and_book(&mut self) -> Result<Vec<Outcome>> {
        let mapped = match self.map().await? {
            Ok(mapped) => mapped,
            Err(refusal) => return Ok(vec![Outcome::Refused { refusal }]),
        };
        let mut outcomes = self.told_of_shelf(&mapped.unshelved);
        match self.place(mapped).await? {
            Ok((made, mapped)) => {
                outcomes.extend(self.check_and_book(made, mapped).await?);
                Ok(outcomes)
            }
            Err(refusal) => Ok(vec![Outcome::Refused { refusal }]),
        }
    }

    /// For its own customer, who is made in Rackbeat only once nothing else stands in the way.
    pub(super) async fn map(&self) -> Result<Result<Mapped, Refusal>> {
        let goods = self.goods().await?;
        let facts = self.facts();
        let reference = Reference::kept(self.link.reference.clone());
        let customer = match self.customer(&facts).await? {
            Ok(customer) => customer,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let terms = self.terms(&facts, customer.number.unwrap_or_default());
        let refunds = self.refunded();
        match domain::order::to_rackbeat(self.order, &refunds, &goods, &reference, terms) {
            Ok(mapped) => self.with_customer(mapped, customer, &facts).await,
            refused => Ok(refused),
        }
    }

    /// Posts it. What Rackbeat refuses in a way that we can yield to is posted again, yielding.
    async fn place(
        &mut self,
        mut mapped: Mapped,
    ) -> Result<Result<(rackbeat::Order, Mapped), Refusal>> {
        let (mut contacts, mut negatives) = (true, mapped.has_negative_price());
        let mut customers = true;
        let below = name_below_zero(&mapped);
        loop {
            let said = match self.post(&mapped).await? {
                Ok(made) => return Ok(Ok((made, mapped))),
                Err(said) => said,
            };
            if customers && speaks_of(&said, &["customer_id"]) {
                customers = false;
                mapped = match self.for_another(mapped, &said).await? {
                    Ok(mapped) => mapped,
                    Err(refusal) => return Ok(Err(refusal)),
                };
            } else if contacts && speaks_of(&said, &["email", "phone"]) {
                contacts = false;
                mapped = mapped.without_contacts();
            } else if negatives && speaks_of(&said, &["line_price", "price"]) {
                negatives = false;
                mapped = mapped.with_negative_quantities();
            } else {
                return Ok(Err(refusal(&said, &mapped, below)));
            }
        }
    }

    /// One claim, one POST. What Rackbeat said when it refused; in doubt the claim stays and rests.
    async fn post(&mut self, mapped: &Mapped) -> Result<Result<rackbeat::Order, rackbeat::Said>> {
        let tenant = &self.work.tenant;
        let client = self.client()?;
        self.work.lease.renew().await?;
        let now = self.work.now();
        let change = tenant.begin().await?;
        let Some(claim) = order_link::claim(&change, self.link.id, now).await? else {
            return Err(Error::Lost);
        };
        // With the claim, since a look may find what an answer never told.
        let written = WrittenOrder::of(mapped);
        let unsent = (self.link.id, None);
        order_link::write(&change, unsent, &written, &mapped.hash()).await?;
        order_line::sent(&change, self.link.id, &written.goods()).await?;
        change.commit().await?;
        match client.create_order(&mapped.order).await {
            Ok(made) => {
                let change = tenant.begin().await?;
                let (id, hash) = (self.link.id, mapped.hash());
                let link = order_link::created(&change, id, made.number, &hash).await?;
                change.commit().await?;
                self.stands(link).await?;
                Ok(Ok(made))
            }
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(error) => {
                order_link::absent(tenant, self.link.id, claim, self.work.now()).await?;
                match error {
                    rackbeat::Error::Invalid(said) => Ok(Err(said)),
                    error => Err(error.into()),
                }
            }
        }
    }

    /// The claim stays; the failure counts towards parking all the same.
    pub(super) async fn rest<T>(&self, error: rackbeat::Error) -> Result<T> {
        let now = self.work.now();
        if error.is_connections_fault() {
            let reason = crate::rackbeat_reason(&error);
            let side = domain::Side::Rackbeat;
            crate::park::failed(self.work, side, self.shop.id, &reason).await?;
        }
        Err(Error::Rest { until: now + REST })
    }
}

pub(super) fn speaks_of(said: &rackbeat::Said, words: &[&str]) -> bool {
    let named = |field: &String| words.iter().any(|word| field.contains(word));
    said.fields.keys().any(named)
}

/// The first line that takes something off.
fn name_below_zero(mapped: &Mapped) -> Option<String> {
    let below = |line: &&rackbeat::NewLine| {
        line.line_price
            .is_some_and(|price| price.is_sign_negative())
    };
    let line = mapped.order.lines.iter().find(below)?;
    Some(line.name.clone().unwrap_or_default())
}

/// Rackbeat's "no" in our words, where we know them. `below`: the line that is below zero, if one is.
fn refusal(said: &rackbeat::Said, mapped: &Mapped, below: Option<String>) -> Refusal {
    if speaks_of(said, &["currency"]) {
        let currency = mapped.order.head.currency.clone().unwrap_or_default();
        return Refusal::UnknownCurrency { currency };
    }
    match below {
        Some(name) if speaks_of(said, &["price", "quantity"]) => {
            Refusal::NegativePriceRefused { name }
        }
        _ => Refusal::RackbeatRefused {
            text: said.to_string(),
        },
    }
}
