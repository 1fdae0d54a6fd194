//! What is learnt on the way: refusals, what the shop showed, and what went meanwhile.
use chrono::TimeDelta;
use domain::{
    Refusal,
    product::{self, HeldInShop},
};
use store::{
    ShopId,
    inbox::{Kind, NewMessage},
    product_copy::{self, Copy},
};

use super::Pulling;
use crate::{
    error::Result,
    index::{self, listed::Listed},
    product::kept::{self, Kept},
};

/// Until a product is looked at again that the index knows and the shop does not.
const SOON: TimeDelta = TimeDelta::minutes(5);

/// What a shop holds, as far as it is carried.
pub(super) fn key(held: &HeldInShop) -> String {
    product::key(&(
        &held.name,
        held.regular_price,
        held.sale_price,
        &held.description_key,
    ))
}

impl Pulling<'_> {
    pub(super) async fn refuse(&self, copy: &Copy, refusal: Refusal) -> Result<()> {
        let kept = Kept::refused(refusal);
        let change = self.work.tenant.begin().await?;
        product_copy::unclaim(&change, copy).await?;
        kept::one(&change, self.message, (copy, &kept), self.work.now()).await?;
        Ok(change.commit().await?)
    }

    /// What the shop showed goes into the index; ties and figures follow.
    pub(super) async fn learn(&self, listed: Vec<Listed>) -> Result<()> {
        if listed.is_empty() {
            return Ok(());
        }
        index::keep_ours(self.work, &self.shop, listed).await
    }

    /// Rackbeat has it no longer and did not say so: its own hint reads it.
    pub(super) async fn tell_of_item(&self, copy: &Copy) -> Result<()> {
        let account = self.work.tenant.account();
        let hint = NewMessage::new(account, ShopId::nil(), Kind::Item).about(&copy.number);
        Ok(crate::inbox::accept(&self.work.ctx, &[hint]).await?)
    }

    pub(super) async fn vanished(&self, copy: &Copy, product: i64) -> Result<()> {
        self.hint(product).await?;
        kept::put_off(self.work, &[copy], SOON).await
    }

    /// Its own hint reads it again.
    pub(super) async fn hint(&self, product: i64) -> Result<()> {
        let hint = NewMessage::new(self.work.tenant.account(), self.shop.id, Kind::Product);
        let hint = hint.about(product.to_string());
        Ok(crate::inbox::accept(&self.work.ctx, &[hint]).await?)
    }

    pub(super) async fn unclaim(&self, copy: &Copy) -> Result<()> {
        let change = self.work.tenant.begin().await?;
        product_copy::unclaim(&change, copy).await?;
        Ok(change.commit().await?)
    }
}
