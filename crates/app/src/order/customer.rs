//! Whom an order is made for in Rackbeat: known, else found there, else made, once.
use domain::{
    Note, Reference, Refusal, Setting,
    customer::{self, Buyer, Key},
    order::{Facts, Mapped},
};
use rackbeat::NewCustomer;
use store::{customer as known, order_link};

use super::{REST, Sending, customer_list, place::speaks_of};
use crate::{Error, error::Result};

/// Who bought it, and Rackbeat's number of them.
pub(super) struct Customer {
    buyer: Buyer,
    /// `None`: nobody knows it yet.
    pub number: Option<i64>,
    notes: Vec<Note>,
}

impl Sending<'_> {
    /// Without a call out. An order that was made stays with the customer that it was made for.
    pub(super) async fn customer(&self, facts: &Facts) -> Result<Result<Customer, Refusal>> {
        let (buyer, note) = Buyer::of(self.order, self.terms(facts, 0));
        let mut found = Customer {
            number: self.made_for().await?,
            notes: note.into_iter().collect(),
            buyer,
        };
        if found.number.is_some() {
            return Ok(Ok(found));
        }
        found.number = match found.buyer.key() {
            Some(key) => known::find(&self.work.tenant, &key)
                .await?
                .and_then(|known| known.number),
            None => match self.shared() {
                Ok(number) => Some(number),
                Err(refusal) => return Ok(Err(refusal)),
            },
        };
        Ok(Ok(found))
    }

    /// The mapped order, for a customer who is in Rackbeat by now.
    pub(super) async fn with_customer(
        &self,
        mut mapped: Mapped,
        customer: Customer,
        facts: &Facts,
    ) -> Result<Result<Mapped, Refusal>> {
        mapped.notes.extend(customer.notes);
        let found = match customer.number {
            Some(number) => Ok((number, Vec::new())),
            None => self.unknown(&customer.buyer, facts).await?,
        };
        let (number, notes) = match found {
            Ok(found) => found,
            Err(refusal) => return Ok(Err(refusal)),
        };
        mapped.notes.extend(notes);
        let reference = Reference::kept(self.link.reference.clone());
        let mapped = mapped.for_customer(number, &reference);
        if self.link.rackbeat_number.is_none() {
            order_link::set_customer(&self.work.tenant, self.link.id, number).await?;
        }
        Ok(Ok(mapped))
    }

    /// Rackbeat refused the order's customer. One that is gone is looked for again, and made again; the shared one
    /// is its owner's to pick.
    pub(super) async fn for_another(
        &self,
        mapped: Mapped,
        said: &rackbeat::Said,
    ) -> Result<Result<Mapped, Refusal>> {
        let number = mapped.order.customer_id;
        let is_gone = match self.client()?.customer(number).await {
            Ok(customer) => customer.is_deleted == Some(true),
            Err(rackbeat::Error::NotFound) => true,
            Err(error) => return Err(error.into()),
        };
        if !is_gone {
            let text = said.to_string();
            return Ok(Err(Refusal::RackbeatRefused { text }));
        }
        known::forget(&self.work.tenant, number).await?;
        let facts = self.facts();
        match self.customer(&facts).await? {
            Ok(customer) if customer.buyer == Buyer::Shared => {
                Ok(Err(Refusal::CustomerGone { number }))
            }
            Ok(mut customer) => {
                // What the owner should know of the buyer is said already.
                customer.notes.clear();
                self.with_customer(mapped, customer, &facts).await
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Noted when it was posted; before there was such a note, every order went on the shared one.
    async fn made_for(&self) -> Result<Option<i64>> {
        if self.link.rackbeat_number.is_none() {
            return Ok(None);
        }
        let noted = order_link::customer(&self.work.tenant, self.link.id).await?;
        Ok(noted.or(self.rules.customer))
    }

    fn shared(&self) -> Result<i64, Refusal> {
        let setting = Setting::Customer;
        let missing = Refusal::MissingSetting { setting };
        self.rules.customer.ok_or(missing)
    }

    /// In Rackbeat, or nowhere yet.
    async fn unknown(&self, buyer: &Buyer, facts: &Facts) -> Result<Result<Found, Refusal>> {
        let Some(key) = buyer.key() else {
            return Ok(self.shared().map(|number| (number, Vec::new())));
        };
        match customer::to_rackbeat(self.order, buyer, self.terms(facts, 0)) {
            Ok(new) => self.find_or_make(&key, new).await,
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// One at a time, so that two orders of one buyer make one customer without a rest between them.
    async fn find_or_make(&self, key: &Key, new: NewCustomer) -> Result<Result<Found, Refusal>> {
        let _one_at_a_time = self.work.customers.lock().await;
        let tenant = &self.work.tenant;
        let before = known::find(tenant, key).await?;
        if let Some(number) = before.and_then(|known| known.number) {
            return Ok(Ok((number, Vec::new())));
        }
        let claimed_at = before.and_then(|known| known.claimed_at);
        if let Some(until) = claimed_at.map(|at| at + REST)
            && until > self.work.now()
        {
            return Err(Error::Rest { until });
        }
        let look = customer_list::look(self, (claimed_at, &new)).await?;
        if let Some(number) = known::find(tenant, key).await?.and_then(|now| now.number) {
            return Ok(Ok((number, Vec::new())));
        }
        if let (Some(before), Some(_)) = (before, claimed_at) {
            if let Some(number) = look.perhaps {
                known::made(tenant, key, number).await?;
                return Ok(Ok((number, Vec::new())));
            }
            known::absent(tenant, key, before.claims).await?;
        }
        self.make(key, new).await
    }

    /// What Rackbeat refuses in a way that we can yield to is posted again, yielding.
    async fn make(&self, key: &Key, mut new: NewCustomer) -> Result<Result<Found, Refusal>> {
        let mut notes = Vec::new();
        loop {
            let said = match self.post_customer(key, &new).await? {
                Ok(number) => {
                    notes.push(Note::CustomerMade { number });
                    return Ok(Ok((number, notes)));
                }
                Err(said) => said,
            };
            let has_contact = new.contact_email.is_some() || new.contact_phone.is_some();
            if has_contact && speaks_of(&said, &["email", "phone"]) {
                (new.contact_email, new.contact_phone) = (None, None);
                notes.push(Note::CustomerContactLeftOut);
            } else if new.locale.is_some() && speaks_of(&said, &["locale"]) {
                new.locale = None;
            } else {
                let text = said.to_string();
                return Ok(Err(Refusal::CustomerRefused { text }));
            }
        }
    }

    /// One claim, one POST. What Rackbeat said when it refused; in doubt the claim stays and rests.
    async fn post_customer(
        &self,
        key: &Key,
        new: &NewCustomer,
    ) -> Result<Result<i64, rackbeat::Said>> {
        let (tenant, client) = (&self.work.tenant, self.client()?);
        self.work.lease.renew().await?;
        let now = self.work.now();
        let change = tenant.begin().await?;
        let Some(claim) = known::claim(&change, key, now).await? else {
            // Somebody else began meanwhile, which only a process that lost its lane does.
            let until = now + REST;
            return Err(Error::Rest { until });
        };
        change.commit().await?;
        match client.create_customer(new).await {
            Ok(made) => {
                known::made(tenant, key, made.number).await?;
                Ok(Ok(made.number))
            }
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(error) => {
                known::absent(tenant, key, claim).await?;
                match error {
                    rackbeat::Error::Invalid(said) => Ok(Err(said)),
                    error => Err(error.into()),
                }
            }
        }
    }
}

/// Its number, and what the owner should know of its making.
type Found = (i64, Vec<Note>);
