//! One product on its way to Rackbeat: looked for, made or changed, and what came of it.
use chrono::TimeDelta;
use domain::{
    Outcome, ProductNews, Refusal, Side,
    product::{self, HeldInRackbeat, Offered, change_in_rackbeat, to_rackbeat},
};
use rackbeat::{ItemKind, Product, ProductChange};
use store::{
    ShopId,
    inbox::{self, Kind, NewMessage},
    item::Item,
    product_copy::{self, Answered, Copy},
    product_link::ProductLink,
};

use super::Registering;
use crate::{
    error::Result,
    order,
    product::{
        fresh::Fresh,
        kept::{self, Kept},
        make::{Made, find, make_item},
    },
};

/// Until a product is looked at again that the index knows and the shop does not.
const SOON: TimeDelta = TimeDelta::minutes(5);

impl Registering<'_> {
    /// Read afresh: made where Rackbeat has none, changed where it has another.
    pub(super) async fn one(
        &self,
        copy: &Copy,
        (link, fresh): (&ProductLink, &Fresh),
        item: Option<&Item>,
    ) -> Result<()> {
        let offered = fresh.offered(&copy.number);
        let is_there = item.is_some_and(|item| !item.is_missing);
        if !is_there {
            return self.make(copy, (link, &offered)).await;
        }
        match find(&self.client, &copy.number).await? {
            Some(held) => self.change(copy, (link, &offered), held).await,
            None => {
                self.tell_of_item(copy).await?;
                let quiet = vec![(copy, Kept::gone(copy, Side::Rackbeat))];
                kept::all(self.work, self.message, quiet).await
            }
        }
    }

    async fn make(&self, copy: &Copy, (link, offered): (&ProductLink, &Offered)) -> Result<()> {
        let new = match to_rackbeat(offered, &self.terms, &self.rules) {
            Ok(new) => new,
            Err(refusal) => return self.refuse(copy, refusal).await,
        };
        let change = self.work.tenant.begin().await?;
        product_copy::claim(&change, copy, self.work.now()).await?;
        change.commit().await?;
        let in_doubt = copy.claimed_at.is_some() || copy.linked_at.is_some();
        match make_item(self.work, &self.client, &new, in_doubt).await? {
            Made::Created(product) => {
                let created = ProductNews::Created {
                    sku: copy.number.clone(),
                    side: Side::Rackbeat,
                };
                self.answered(copy, (link, offered), (&product, Some(created.into())))
                    .await
            }
            Made::Found(product) => self.change(copy, (link, offered), product).await,
            Made::Refused(said) => {
                let change = self.work.tenant.begin().await?;
                product_copy::unclaim(&change, copy).await?;
                change.commit().await?;
                let text = said.to_string();
                self.refuse(copy, Refusal::RackbeatRefused { text }).await
            }
        }
    }

    /// Writes what differs, unless Rackbeat has already shown that it keeps something else of it.
    async fn change(
        &self,
        copy: &Copy,
        (link, offered): (&ProductLink, &Offered),
        there: Product,
    ) -> Result<()> {
        let held = HeldInRackbeat::of(&there);
        let carry = change_in_rackbeat(offered, &held, &self.terms, &self.rules);
        let Some(write) = carry.write else {
            return self.answered(copy, (link, offered), (&there, None)).await;
        };
        if copy.sent_key.as_ref() == Some(&product::key(&write))
            && copy.answered_key == Some(key(&held))
        {
            return self.answered(copy, (link, offered), (&there, None)).await;
        }
        self.work.lease.renew().await?;
        let now = match self.put(&there, &write).await {
            Ok(Some(now)) if now.number == copy.number => now,
            Ok(_) => find(&self.client, &copy.number).await?.unwrap_or(there),
            Err(rackbeat::Error::Invalid(said)) => {
                let text = said.to_string();
                return self.refuse(copy, Refusal::RackbeatRefused { text }).await;
            }
            Err(error) => {
                if error.in_doubt() {
                    // It may come late, over a newer one.
                    kept::put_off(self.work, &[copy], order::REST).await?;
                }
                return Err(error.into());
            }
        };
        let changed = ProductNews::Changed {
            sku: copy.number.clone(),
            side: Side::Rackbeat,
            fields: carry.fields,
        };
        self.answered(copy, (link, offered), (&now, Some(changed.into())))
            .await
    }

    async fn put(
        &self,
        there: &Product,
        change: &ProductChange,
    ) -> Result<Option<Product>, rackbeat::Error> {
        match there.kind {
            ItemKind::Lot => self.client.change_lot(&there.number, change).await,
            _ => self.client.change_product(&there.number, change).await,
        }
    }

    /// Keeps what Rackbeat holds now. `outcome`: what was written, if anything was.
    async fn answered(
        &self,
        copy: &Copy,
        (link, offered): (&ProductLink, &Offered),
        (there, outcome): (&Product, Option<Outcome>),
    ) -> Result<()> {
        let held = HeldInRackbeat::of(there);
        let left = change_in_rackbeat(offered, &held, &self.terms, &self.rules);
        let of_no_avail = left.write.as_ref().map(product::key);
        let written = outcome.is_some().then(|| {
            let sent = of_no_avail.unwrap_or_default();
            (sent, Some(key(&held)))
        });
        let result = left.left_out.map(|refusal| Outcome::PriceLeft {
            sku: copy.number.clone(),
            refusal,
        });
        let answer = Answered {
            product: Some((link.product_id, link.parent_id)),
            keys: written,
            result,
        };
        self.keep(copy, answer, outcome).await
    }

    /// The answer, its lines of the log, and that Rackbeat's item is another now: all in one change.
    async fn keep(&self, copy: &Copy, answer: Answered, outcome: Option<Outcome>) -> Result<()> {
        let is_written = outcome.is_some();
        let kept = Kept::answered(answer, outcome);
        let change = self.work.tenant.begin().await?;
        kept::one(&change, self.message, (copy, &kept), self.work.now()).await?;
        if is_written {
            inbox::add_within(&change, &[self.item(copy)], self.work.now()).await?;
        }
        change.commit().await?;
        self.work.ctx.wake.now();
        Ok(())
    }

    async fn refuse(&self, copy: &Copy, refusal: Refusal) -> Result<()> {
        let quiet = vec![(copy, Kept::refused(refusal))];
        kept::all(self.work, self.message, quiet).await
    }

    /// The shop has it no longer and did not say so: its own hint reads it, and then it is settled.
    pub(super) async fn vanished(&self, copy: &Copy, link: &ProductLink) -> Result<()> {
        let tenant = &self.work.tenant;
        let hint = NewMessage::new(tenant.account(), self.shop.id, Kind::Product)
            .about(link.product_id.to_string());
        crate::inbox::accept(&self.work.ctx, &[hint]).await?;
        kept::put_off(self.work, &[copy], SOON).await
    }

    async fn tell_of_item(&self, copy: &Copy) -> Result<()> {
        Ok(crate::inbox::accept(&self.work.ctx, &[self.item(copy)]).await?)
    }

    fn item(&self, copy: &Copy) -> NewMessage {
        NewMessage::new(self.work.tenant.account(), ShopId::nil(), Kind::Item).about(&copy.number)
    }
}

/// What Rackbeat holds, as far as it is carried.
fn key(held: &HeldInRackbeat) -> String {
    product::key(&(&held.name, held.sales_price))
}
