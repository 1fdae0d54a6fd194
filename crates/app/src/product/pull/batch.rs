//! Rows going out to a shop: made and changed together, variations by their parents.
use std::collections::BTreeMap;

use domain::Refusal;
use store::{item::Item, product_copy};
use woo::{BatchAnswer, NewProduct, Product, StockWrite, Variation};

use super::{Pulling, Row, Write};
use crate::{
    error::{Result, shop_reason},
    order, park,
    product::kept,
    stock::{apart, size},
};

/// What a shop answers to one batch.
pub(super) enum Said {
    Products(BatchAnswer<Product>),
    Variations(BatchAnswer<Variation>),
}

/// What became of one batch.
enum Sent<'a> {
    Done,
    /// It was too large: these are to be sent again.
    TooMany(Vec<Row<'a>>),
    /// The shop failed it, and not for the first time: it is put off, and the others go on.
    Failed(woo::Error),
}

/// What failed together goes out in halves, and so on, until the one that cannot be saved is alone.
fn most(tries: i64, rows: usize) -> usize {
    if tries == 0 {
        return woo::batch::MOST;
    }
    let halvings = u32::try_from(tries).unwrap_or(0);
    let most = woo::batch::MOST.checked_shr(halvings).unwrap_or(0);
    most.min(rows.div_ceil(2)).max(1)
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
        let mut groups: BTreeMap<_, Vec<Row<'_>>> = BTreeMap::new();
        for row in rows {
            let place = (row.copy.tries, row.parent());
            groups.entry(place).or_default().push(row);
        }
        let (mut went_through, mut failed) = (false, 0);
        for ((tries, parent), mut rows) in groups {
            let most = most(tries, rows.len());
            while !rows.is_empty() {
                let most = most.min(size).min(rows.len());
                let batch: Vec<_> = rows.drain(..most).collect();
                let sent = batch.len();
                match self.send(parent, batch, items).await? {
                    Sent::Done => {
                        (went_through, failed) = (true, 0);
                        size = size::grow(self.work, &self.shop, (size, sent)).await?;
                    }
                    // Nothing was done: the same rows again, fewer at a time.
                    Sent::TooMany(back) => {
                        size = size::halve(self.work, &self.shop, back.len()).await?;
                        rows.splice(0..0, back);
                    }
                    Sent::Failed(error) => {
                        failed += apart::weight(&error);
                        if failed >= apart::MOST_FAILED {
                            return Err(error.into());
                        }
                    }
                }
            }
        }
        if went_through {
            park::shop_answered(self.work, &self.shop).await?;
        }
        Ok(())
    }

    async fn send<'a>(
        &self,
        parent: i64,
        batch: Vec<Row<'a>>,
        items: &BTreeMap<&str, &Item>,
    ) -> Result<Sent<'a>> {
        self.claim(&batch).await?;
        self.work.lease.renew().await?;
        match self.call(parent, &batch, items).await {
            Ok(said) => {
                self.answers(batch, said).await?;
                Ok(Sent::Done)
            }
            Err(error) if error.in_doubt() => self.failed(&batch, error).await,
            Err(error) => {
                self.unclaim_all(&batch).await?;
                match (error, batch.as_slice()) {
                    (woo::Error::TooLarge, [row]) => {
                        let sku = row.copy.number.clone();
                        let refusal = Refusal::ProductTooLarge { sku };
                        self.refuse(row.copy, refusal).await?;
                        Ok(Sent::Done)
                    }
                    (woo::Error::TooLarge, _) => Ok(Sent::TooMany(batch)),
                    (error, _) => self.failed(&batch, error).await,
                }
            }
        }
    }

    /// It may come late, over a newer one; what was to be made is looked for then. One that fails by
    /// itself is told, and tried ever less often.
    async fn failed<'a>(&self, batch: &[Row<'_>], error: woo::Error) -> Result<Sent<'a>> {
        if size::is_too_slow(&error) {
            size::halve(self.work, &self.shop, batch.len()).await?;
        }
        if !apart::may_be_a_products_fault(&error) {
            return Err(error.into());
        }
        let suspect = batch.iter().any(|row| row.copy.tries > 0);
        if let ([row], true) = (batch, suspect) {
            let reason = shop_reason(&error);
            kept::fail(self.work, self.message, (row.copy, reason)).await?;
        } else {
            let copies: Vec<_> = batch.iter().map(|row| row.copy).collect();
            kept::put_off(self.work, &copies, order::REST).await?;
        }
        // The first failure passes more often than not, and may be the shop's own.
        match suspect {
            true => Ok(Sent::Failed(error)),
            false => Err(error.into()),
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
