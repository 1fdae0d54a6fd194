//! An order called off in the shop is let go of in Rackbeat, as its owner chose.
use std::collections::BTreeSet;

use domain::{Cancelled, HandMade, OrderNews, Outcome};
use store::{
    ShopId,
    inbox::{Kind, NewMessage},
    order_line, order_link,
    order_link::Stage,
};

use super::{REST, Sending, edit::is_on_its_way};
use crate::{Error, Words, agreement::language, error::Result};

/// Nothing of it is in Rackbeat, and nothing will be.
pub(super) fn unsent(emptied: bool) -> Outcome {
    match emptied {
        true => OrderNews::RefundedUnsent.into(),
        false => Outcome::OrderCancelledUnsent,
    }
}

impl Sending<'_> {
    pub(super) async fn release(&mut self) -> Result<Vec<Outcome>> {
        if let Some(until) = self.link.claimed_at.map(|at| at + REST)
            && until > self.work.now()
        {
            return Err(Error::Rest { until });
        }
        let Some(number) = self.link.rackbeat_number else {
            return self.end(unsent(self.is_emptied())).await;
        };
        if self.link.stage == Stage::Released {
            return self.end(self.released(number)).await;
        }
        let order = match self.client()?.order(number).await {
            Err(rackbeat::Error::NotFound) => {
                let now = self.work.now();
                order_link::released(&self.work.tenant, self.link.id, None, now).await?;
                let what = HandMade::Deleted;
                return Ok(vec![Outcome::OrderHandMade { number, what }]);
            }
            order => order?,
        };
        let shipped = is_on_its_way(&order);
        if shipped || self.rules.cancelled == Cancelled::OnlyTell {
            return self.end(self.left_as_it_stands(number, shipped)).await;
        }
        if order.booked() == Some(true) {
            self.reopen(number).await?;
        }
        self.let_go(number).await
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

    fn left_as_it_stands(&self, number: i64, shipped: bool) -> Outcome {
        match self.is_emptied() {
            true => OrderNews::RefundedTold { number, shipped }.into(),
            false => Outcome::OrderCancelledTold { number, shipped },
        }
    }

    async fn reopen(&self, number: i64) -> Result<()> {
        self.work.lease.renew().await?;
        // Before the call: from here on Rackbeat may no longer count it.
        order_link::reopening(&self.work.tenant, self.link.id).await?;
        let client = self.client()?;
        client.reopen_order(number).await?;
        // The note is a courtesy; its failure is not worth a second try.
        let why = match self.is_emptied() {
            true => "rackbeat-note-refunded",
            false => "rackbeat-note-cancelled",
        };
        let note = Words::new(language(self.agreement)).say(why);
        if let Err(error) = client.note_order(number, &note).await {
            tracing::info!(%error, "Could not note on a reopened order why");
        }
        Ok(())
    }

    async fn let_go(&mut self, number: i64) -> Result<Vec<Outcome>> {
        let delete = self.rules.cancelled == Cancelled::Delete;
        if delete {
            self.work.lease.renew().await?;
            match self.client()?.delete_order(number).await {
                Ok(()) | Err(rackbeat::Error::NotFound) => {}
                Err(rackbeat::Error::Invalid(_)) => {
                    return self.end(self.left_as_it_stands(number, false)).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        let kept = (!delete).then_some(number);
        let now = self.work.now();
        order_link::released(&self.work.tenant, self.link.id, kept, now).await?;
        self.read_figures_again(&[]).await?;
        let unshelved = domain::order::unshelved(self.order, &self.refunded());
        let mut outcomes = self.told_of_shelf(&unshelved);
        outcomes.push(match delete {
            true => self.deleted(number),
            false => self.released(number),
        });
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
