//! An order called off in the shop is let go of in Rackbeat, as its owner chose.
use domain::{Cancelled, HandMade, Outcome};
use store::{
    ShopId,
    inbox::{Kind, NewMessage},
    order_line, order_link,
    order_link::Stage,
};

use super::Sending;
use crate::{Words, agreement::language, error::Result};

impl Sending<'_> {
    pub(super) async fn release(&mut self) -> Result<Vec<Outcome>> {
        let Some(number) = self.link.rackbeat_number else {
            return self.end(Outcome::OrderCancelledUnsent).await;
        };
        if self.link.stage == Stage::Released {
            return self.end(Outcome::OrderReleased { number }).await;
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
        let shipped = order.is_shipped == Some(true) || order.is_partly_shipped == Some(true);
        if shipped || self.rules.cancelled == Cancelled::OnlyTell {
            return self
                .end(Outcome::OrderCancelledTold { number, shipped })
                .await;
        }
        if order.booked() == Some(true) {
            self.reopen(number).await?;
        }
        self.let_go(number).await
    }

    async fn reopen(&self, number: i64) -> Result<()> {
        self.work.lease.renew().await?;
        // Before the call: from here on Rackbeat may no longer count it.
        order_link::reopening(&self.work.tenant, self.link.id).await?;
        let client = self.client()?;
        client.reopen_order(number).await?;
        // The note is a courtesy; its failure is not worth a second try.
        let note = Words::new(language(self.agreement)).say("rackbeat-note-cancelled");
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
                    let shipped = false;
                    return self
                        .end(Outcome::OrderCancelledTold { number, shipped })
                        .await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        let kept = (!delete).then_some(number);
        let now = self.work.now();
        order_link::released(&self.work.tenant, self.link.id, kept, now).await?;
        self.read_figures_again().await?;
        Ok(vec![match delete {
            true => Outcome::OrderDeleted { number },
            false => Outcome::OrderReleased { number },
        }])
    }

    /// Rackbeat's own figures have risen, and nothing says that it tells us so.
    async fn read_figures_again(&self) -> Result<()> {
        let lines = order_line::of(&self.work.tenant, self.link.id).await?;
        let numbers = lines.into_iter().filter_map(|line| line.item_number);
        let account = self.work.tenant.account();
        let item = |number| NewMessage::new(account, ShopId::nil(), Kind::Item).about(number);
        let messages: Vec<_> = numbers.map(item).collect();
        Ok(crate::inbox::accept(&self.work.ctx, &messages).await?)
    }
}
