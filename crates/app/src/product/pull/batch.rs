//! Rows going out to a shop: made and changed together, variations by their parents.
use std::collections::BTreeMap;

use domain::Refusal;
use store::{item::Item, product_copy};
use woo::{BatchAnswer, NewProduct, Product, StockWrite, Variation};

use super::{Pulling, Row, Write};
use crate::{error::Result, order, park, product::kept, stock::size};

/// What a shop answers to one batch.
pub(super) enum Said {
    Products(BatchAnswer<Product>),
    Variations(BatchAnswer<Variation>),
}

impl Pulling<'_> {
    pub(super) async fn write(
        &self,
        rows: Vec<Row<'_>>,
        items: &BTreeMap<&str, &Item>,
    ) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut size = usize::try_from(self.shop.batch_size)
            .unwrap_or(1)
            .clamp(1, woo::batch::MOST);
        let mut by_parent: BTreeMap<i64, Vec<Row<'_>>> = BTreeMap::new();
        for row in rows {
            by_parent.entry(row.parent()).or_default().push(row);
        }
        for (parent, mut rows) in by_parent {
            while !rows.is_empty() {
                let batch: Vec<_> = rows.drain(..rows.len().min(size)).collect();
                let sent = batch.len();
                match self.send(parent, batch, items).await? {
                    None => size = size::grow(self.work, &self.shop, (size, sent)).await?,
                    // Nothing was done: the same rows again, fewer at a time.
                    Some(back) => {
                        size = size::halve(self.work, &self.shop, back.len()).await?;
                        rows.splice(0..0, back);
                    }
                }
            }
        }
        park::shop_answered(self.work, &self.shop).await
    }

    /// One batch. `Some`: it was too large, these are to be sent again.
    async fn send<'a>(
        &self,
        parent: i64,
        batch: Vec<Row<'a>>,
        items: &BTreeMap<&str, &Item>,
    ) -> Result<Option<Vec<Row<'a>>>> {
        self.claim(&batch).await?;
        self.work.lease.renew().await?;
        match self.call(parent, &batch, items).await {
            Ok(said) => {
                self.answers(batch, said).await?;
                Ok(None)
            }
            Err(error) if error.in_doubt() => {
                // It may come late, over a newer one; what was to be made is looked for then.
                let copies: Vec<_> = batch.iter().map(|row| row.copy).collect();
                kept::put_off(self.work, &copies, order::REST).await?;
                if size::is_too_slow(&error) {
                    size::halve(self.work, &self.shop, batch.len()).await?;
                }
                Err(error.into())
            }
            Err(error) => {
                self.unclaim_all(&batch).await?;
                match (error, batch.as_slice()) {
                    (woo::Error::TooLarge, [row]) => {
                        let sku = row.copy.number.clone();
                        let refusal = Refusal::ProductTooLarge { sku };
                        self.refuse(row.copy, refusal).await?;
                        Ok(None)
                    }
                    (woo::Error::TooLarge, _) => Ok(Some(batch)),
                    (error, _) => Err(error.into()),
                }
            }
        }
    }

    async fn call(
        &self,
        parent: i64,
        batch: &[Row<'_>],
        items: &BTreeMap<&str, &Item>,
    ) -> Result<Said, woo::Error> {
        let client = self.work.ctx.outside.shop(&self.work.tenant, &self.shop);
        let client = client.map_err(|_| woo::Error::Refused)?;
        let (mut makes, mut products, mut variations) = (Vec::new(), Vec::new(), Vec::new());
        for row in batch {
            match &row.write {
                Write::Make(carry) => {
                    let item = items.get(row.copy.number.as_str());
                    makes.push(self.with_stock(carry.write.clone(), item.copied()));
                }
                Write::Product(carry) => products.push(carry.write.clone()),
                Write::Variation(_, carry) => variations.push(carry.write.clone()),
            }
        }
        if parent == 0 {
            let answer = client.write_products(&makes, &products).await?;
            return Ok(Said::Products(answer));
        }
        let answer = client.update_variations(parent, &variations).await?;
        Ok(Said::Variations(answer))
    }

    /// Counted from the beginning, at nothing: its true figure follows by the road that figures take.
    fn with_stock(&self, mut new: NewProduct, item: Option<&Item>) -> NewProduct {
        let counts = item.is_some_and(|item| item.inventory_enabled);
        new.stock = (counts && self.rules.stock_on).then(|| StockWrite::of(0));
        new
    }

    async fn claim(&self, batch: &[Row<'_>]) -> Result<()> {
        let now = self.work.now();
        let change = self.work.tenant.begin().await?;
        for row in batch.iter().filter(|row| row.is_new()) {
            product_copy::claim(&change, row.copy, now).await?;
        }
        Ok(change.commit().await?)
    }

    async fn unclaim_all(&self, batch: &[Row<'_>]) -> Result<()> {
        let change = self.work.tenant.begin().await?;
        for row in batch.iter().filter(|row| row.is_new()) {
            product_copy::unclaim(&change, row.copy).await?;
        }
        Ok(change.commit().await?)
    }
}

impl Row<'_> {
    pub(super) fn is_new(&self) -> bool {
        matches!(self.write, Write::Make(_))
    }

    pub(super) fn parent(&self) -> i64 {
        match &self.write {
            Write::Variation(parent, _) => *parent,
            _ => 0,
        }
    }
}
