//! Beyond booked, where the owner wants it: shipped and invoiced by us, each its own step, each doubt read back first.
use chrono::TimeDelta;
use domain::{Outcome, ProgressNews, RackbeatState};
use store::{item, order_line, order_link, order_link::Stage, order_progress};

use super::{
    super::{REST, Sending, noted},
    invoiced::{invoice_of, invoices_of},
    is_shipped,
    parcels::is_all,
};
use crate::{Error, error::Result};

/// Rackbeat's clock and ours may differ by so much.
const SLACK: TimeDelta = TimeDelta::hours(1);

impl Sending<'_> {
    /// Whether the owner wants it further than it is.
    pub(in crate::order) fn wants_more(&self) -> bool {
        match self.link.stage {
            Stage::Booked => self.wanted_state() > RackbeatState::Booked,
            Stage::Shipped => self.wanted_state() > RackbeatState::Shipped,
            _ => false,
        }
    }

    /// Ships it and invoices it, as far as the owner wants.
    pub(in crate::order) async fn go_further(&mut self) -> Result<Vec<Outcome>> {
        let mut outcomes = Vec::new();
        if self.link.stage == Stage::Booked && self.wanted_state() >= RackbeatState::Shipped {
            outcomes.extend(self.ship().await?);
        }
        if self.wanted_state() == RackbeatState::Invoiced && self.may_be_invoiced().await? {
            // Written down at once, since the next step may come to no end.
            for outcome in outcomes.drain(..) {
                noted::tell(self.work, &self.link, &outcome).await?;
            }
            outcomes.extend(self.invoice().await?);
        }
        Ok(outcomes)
    }

    /// Shipped, or with nothing on it that can be.
    async fn may_be_invoiced(&self) -> Result<bool> {
        Ok(is_shipped(self.link.stage)
            || (self.link.stage == Stage::Booked && !self.has_goods().await?))
    }

    async fn has_goods(&self) -> Result<bool> {
        let lines = order_line::of(&self.work.tenant, self.link.id).await?;
        let numbers = lines.into_iter().filter_map(|line| line.item_number);
        let numbers: std::collections::BTreeSet<_> = numbers.collect();
        let items = item::find(&self.work.tenant, &numbers).await?;
        let services = items.iter().filter(|item| !item.inventory_enabled).count();
        Ok(services < numbers.len() || numbers.is_empty())
    }

    async fn ship(&mut self) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let progress = self.rested_step().await?;
        if !self.has_goods().await? {
            return Ok(Vec::new());
        }
        let client = self.client()?;
        let order = match client.order(number).await {
            Err(rackbeat::Error::NotFound) => return Ok(Vec::new()),
            order => order?,
        };
        if order.is_dropped() || order.booked() == Some(false) {
            return Ok(Vec::new());
        }
        let by_us = progress.step_claimed_at.is_some() || progress.step_shipment.is_some();
        if order.is_shipped == Some(true) {
            return self.is_on_its_way(by_us).await;
        }
        let shipments = client.shipments(number).await?.items;
        match self.ours(&progress, &order, &shipments).await? {
            // The rest of the order is what never leaves.
            Some(shipment) if shipment.is_on_its_way() => self.is_on_its_way(true).await,
            Some(shipment) => {
                let (tenant, link) = (&self.work.tenant, self.link.id);
                order_progress::shipment_made(tenant, link, shipment.id).await?;
                self.mark_shipped(shipment.id).await
            }
            None if shipments.is_empty() => self.make_shipment().await,
            None => {
                // Nothing of ours is under way: what comes of it is theirs.
                order_progress::free_step(&self.work.tenant, self.link.id).await?;
                Ok(vec![ProgressNews::ShipmentLeft { number }.into()])
            }
        }
    }

    /// The shipment that we made. One that we only asked for, in doubt, takes all of the order along: somebody may have
    /// shipped a part by hand while we rested.
    async fn ours<'a>(
        &self,
        progress: &order_progress::Progress,
        order: &rackbeat::Order,
        shipments: &'a [rackbeat::Shipment],
    ) -> Result<Option<&'a rackbeat::Shipment>> {
        let known = progress.step_shipment;
        if let Some(own) = known.and_then(|id| shipments.iter().find(|one| one.id == id)) {
            return Ok(Some(own));
        }
        let (Some(claimed_at), [only]) = (progress.step_claimed_at, shipments) else {
            return Ok(None);
        };
        let is_new = only.created_at.is_none_or(|at| at >= claimed_at - SLACK);
        let is_whole = is_new && is_all(self.work, order, &[only]).await?;
        Ok(is_whole.then_some(only))
    }

    async fn make_shipment(&mut self) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        self.claim_step().await?;
        match self.client()?.create_shipment(number).await {
            Ok(shipment) => {
                let (tenant, link) = (&self.work.tenant, self.link.id);
                order_progress::shipment_made(tenant, link, shipment.id).await?;
                self.mark_shipped(shipment.id).await
            }
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(error) => self.shipment_refused(error).await,
        }
    }

    async fn mark_shipped(&mut self, shipment: i64) -> Result<Vec<Outcome>> {
        self.claim_step().await?;
        match self.client()?.mark_shipped(shipment).await {
            Ok(()) => self.is_on_its_way(true).await,
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(rackbeat::Error::Invalid(_)) if self.is_shipped_there().await? => {
                self.is_on_its_way(false).await
            }
            Err(error) => self.shipment_refused(error).await,
        }
    }

    /// Somebody was quicker.
    async fn is_shipped_there(&self) -> Result<bool> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        Ok(self.client()?.order(number).await?.is_shipped == Some(true))
    }

    async fn shipment_refused(&self, error: rackbeat::Error) -> Result<Vec<Outcome>> {
        order_progress::free_step(&self.work.tenant, self.link.id).await?;
        let number = self.link.rackbeat_number.unwrap_or_default();
        match error {
            rackbeat::Error::Invalid(said) => {
                let text = said.to_string();
                Ok(vec![ProgressNews::ShipmentRefused { number, text }.into()])
            }
            error => Err(error.into()),
        }
    }

    /// Readings that begin after this count it, and the shop is owed its status.
    async fn is_on_its_way(&mut self, by_us: bool) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let is_news = noted::ship(self.work, &self.link).await?;
        order_progress::free_step(&self.work.tenant, self.link.id).await?;
        self.read_again().await?;
        Ok(match (is_news, by_us) {
            (false, _) => Vec::new(),
            (true, true) => vec![ProgressNews::Shipped { number }.into()],
            (true, false) => vec![Outcome::OrderShipped { number }],
        })
    }

    async fn invoice(&mut self) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let progress = self.rested_step().await?;
        if progress.invoiced_at.is_some() {
            return Ok(Vec::new());
        }
        let client = self.client()?;
        let order = match client.order(number).await {
            Err(rackbeat::Error::NotFound) => return Ok(Vec::new()),
            order => order?,
        };
        let made = invoices_of(&client, &self.link).await?;
        let is_made = order.is_invoiced == Some(true) || made.iter().any(|one| !one.is_credit());
        if is_made {
            let invoice = invoice_of(&made).map(|invoice| invoice.number);
            return self
                .is_invoiced(invoice, progress.step_claimed_at.is_some())
                .await;
        }
        if order.is_dropped() {
            return Ok(Vec::new());
        }
        self.claim_step().await?;
        match client.convert_to_invoice(number).await {
            Ok(()) => {
                let made = invoices_of(&client, &self.link).await?;
                let invoice = invoice_of(&made).map(|invoice| invoice.number);
                self.is_invoiced(invoice, true).await
            }
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(error) => {
                order_progress::free_step(&self.work.tenant, self.link.id).await?;
                match error {
                    rackbeat::Error::Invalid(said) => {
                        let text = said.to_string();
                        Ok(vec![ProgressNews::InvoiceRefused { number, text }.into()])
                    }
                    error => Err(error.into()),
                }
            }
        }
    }

    async fn is_invoiced(&mut self, invoice: Option<i64>, by_us: bool) -> Result<Vec<Outcome>> {
        let number = self.link.rackbeat_number.unwrap_or_default();
        let now = self.work.now();
        let change = self.work.tenant.begin().await?;
        let whose = (self.link.id, self.link.shop);
        let is_news = order_progress::invoiced(&change, whose, invoice, now).await?;
        order_link::close(&change, self.link.id, now).await?;
        change.commit().await?;
        self.read_again().await?;
        Ok(match (is_news, by_us) {
            (false, _) => Vec::new(),
            (true, true) => vec![ProgressNews::Invoiced { number, invoice }.into()],
            (true, false) => vec![ProgressNews::InvoicedByHand { number, invoice }.into()],
        })
    }

    async fn claim_step(&self) -> Result<()> {
        self.work.lease.renew().await?;
        let whose = (self.link.id, self.link.shop);
        let (tenant, now) = (&self.work.tenant, self.work.now());
        Ok(order_progress::claim_step(tenant, whose, now).await?)
    }

    /// Where it stands; a step that is in doubt rests first.
    async fn rested_step(&self) -> Result<order_progress::Progress> {
        let progress = order_progress::of(&self.work.tenant, self.link.id).await?;
        match progress.step_claimed_at.map(|at| at + REST) {
            Some(until) if until > self.work.now() => Err(Error::Rest { until }),
            _ => Ok(progress),
        }
    }
}
