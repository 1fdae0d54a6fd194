//! An order called off in the shop is let go of in Rackbeat, as its owner chose.
use std::collections::BTreeSet;

use domain::{Cancelled, HandMade, OrderNews, Outcome, order::EditStep};
use store::{
    ShopId,
    inbox::{Kind, NewMessage},
    order_line, order_link,
    order_link::Stage,
};

use super::{Sending, edit::is_on_its_way};
use crate::{Words, agreement::language, error::Result};

/// Nothing of it is in Rackbeat, and nothing will be.
pub(super) fn unsent(emptied: bool) -> Outcome {
    match emptied {
        true => OrderNews::RefundedUnsent.into(),
        false => Outcome::OrderCancelledUnsent,
    }
}

impl Sending<'_> {
    pub(super) async fn release(&mut self) -> Result<Vec<Outcome>> {
        self.has_rested()?;
        let Some(number) = self.link.rackbeat_number else {
            return self.end(unsent(self.is_emptied())).await;
        };
        if self.link.stage == Stage::Released && self.link.claimed_at.is_none() {
            return self.end(self.released(number)).await;
        }
        let order = match self.client()?.order(number).await {
            Err(rackbeat::Error::NotFound) => return self.not_there(number).await,
            Ok(order) if order.is_dropped() && self.is_being_deleted() => {
                return self.not_there(number).await;
            }
            Ok(order) if order.is_dropped() => {
                return self.dropped(number, HandMade::Cancelled).await;
            }
            order => order?,
        };
        let left = matches!(self.link.stage, Stage::Shipped | Stage::Invoiced);
        let shipped = left || is_on_its_way(&order);
        if shipped || self.rules.cancelled == Cancelled::OnlyTell {
            return self.leave(&order, shipped).await;
        }
        if order.booked() == Some(true)
            && let Some(order) = self.reopen(number).await?
        {
            return self.leave(&order, is_on_its_way(&order)).await;
        }
        match self.rules.cancelled == Cancelled::Delete {
            true => self.delete(number).await,
            false => self.keep_as_draft(number).await,
        }
    }

    fn released(&self, number: i64) -> Outcome {
        match self.is_emptied() {
            true => OrderNews::RefundedReleased { number }.into(),
            false => Outcome::OrderReleased { number },
        }
    }

    fn deleted(&self, number: i64) -> Outcome {
        match self.is_emptied() {
            true => OrderNews::RefundedDeleted { number }.into(),
            false => Outcome::OrderDeleted { number },
        }
    }

    /// It stands in Rackbeat as it stood, and a person is told.
    async fn leave(&mut self, order: &rackbeat::Order, shipped: bool) -> Result<Vec<Outcome>> {
        // Perhaps booked by a call whose answer was lost.
        let unknown = matches!(self.link.stage, Stage::Created | Stage::Released);
        if unknown && order.booked() == Some(true) {
            self.confirmed().await?;
        }
        let number = order.number;
        let told = match self.is_emptied() {
            true => OrderNews::RefundedTold { number, shipped }.into(),
            false => Outcome::OrderCancelledTold { number, shipped },
        };
        self.end(told).await
    }

    /// A draft again. The order as it stands where Rackbeat does not let it be reopened.
    async fn reopen(&mut self, number: i64) -> Result<Option<rackbeat::Order>> {
        // Before the call: from here on Rackbeat may no longer count it.
        if order_link::reopening(&self.work.tenant, self.whose()).await? {
            self.read_again().await?;
        }
        let client = self.client()?;
        if self.ask(client.reopen_order(number)).await?.is_err() {
            // Perhaps because an earlier try, whose answer was lost, has reopened it meanwhile.
            let order = client.order(number).await?;
            if order.booked() == Some(true) {
                return Ok(Some(order));
            }
        }
        // The note is a courtesy; its failure is not worth a second try.
        let why = match self.is_emptied() {
            true => "rackbeat-note-refunded",
            false => "rackbeat-note-cancelled",
        };
        let note = Words::new(language(self.agreement)).say(why);
        if let Err(error) = client.note_order(number, &note).await {
            tracing::info!(%error, "Could not note on a reopened order why");
        }
        Ok(None)
    }

    async fn delete(&mut self, number: i64) -> Result<Vec<Outcome>> {
        self.step(EditStep::Deleting, false).await?;
        let client = self.client()?;
        let deleting = async {
            match client.delete_order(number).await {
                Err(rackbeat::Error::NotFound) => Ok(()),
                answer => answer,
            }
        };
        match self.claimed(deleting).await? {
            Ok(()) => self.not_there(number).await,
            Err(_) => self.keep_as_draft(number).await,
        }
    }

    pub(super) fn is_being_deleted(&self) -> bool {
        self.link.is_being_deleted()
    }

    async fn not_there(&mut self, number: i64) -> Result<Vec<Outcome>> {
        let ours = self.is_being_deleted();
        let now = self.work.now();
        order_link::deleted(&self.work.tenant, self.link.id, number, now).await?;
        match ours {
            true => self.let_go(self.deleted(number)).await,
            false => Ok(vec![Outcome::OrderHandMade {
                number,
                what: HandMade::Deleted,
            }]),
        }
    }

    async fn keep_as_draft(&mut self, number: i64) -> Result<Vec<Outcome>> {
        let now = self.work.now();
        order_link::released(&self.work.tenant, self.link.id, number, now).await?;
        self.let_go(self.released(number)).await
    }

    async fn let_go(&self, last: Outcome) -> Result<Vec<Outcome>> {
        self.read_figures_again(&[]).await?;
        let unshelved = domain::order::unshelved(self.order, &self.refunded());
        let mut outcomes = self.told_of_shelf(&unshelved);
        outcomes.push(last);
        Ok(outcomes)
    }

    /// Rackbeat's own figures have risen, and nothing says that it tells us so.
    pub(super) async fn read_figures_again(&self, also: &[String]) -> Result<()> {
        let lines = order_line::of(&self.work.tenant, self.link.id).await?;
        let numbers = lines.into_iter().filter_map(|line| line.item_number);
        let numbers: BTreeSet<_> = numbers.chain(also.iter().cloned()).collect();
        let account = self.work.tenant.account();
        let item = |number| NewMessage::new(account, ShopId::nil(), Kind::Item).about(number);
        let messages: Vec<_> = numbers.into_iter().map(item).collect();
        Ok(crate::inbox::accept(&self.work.ctx, &messages).await?)
    }
}
