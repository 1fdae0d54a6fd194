//! A shop's answer to a batch, read row by row.
use domain::{
    Outcome, ProductNews, Refusal, Side,
    product::{self, HeldInShop, change_in_shop, variation_change_in_shop},
};
use store::{product_copy::Answered, product_link};
use woo::{BatchAnswer, Product, RowError, Said as Words, Variation};

use super::{Pulling, Row, Write, batch::Said, keep::key};
use crate::{
    error::Result,
    index::{
        listed::{self, Listed},
        walk,
    },
    order,
    product::kept::{self, Kept},
};

/// What WooCommerce says when a SKU is taken, by a product or by something in its tables.
const TAKEN: [&str; 2] = [
    "product_invalid_sku",
    "woocommerce_rest_product_not_created",
];

impl Pulling<'_> {
    pub(super) async fn answers(&self, batch: Vec<Row<'_>>, said: Said) -> Result<()> {
        let (mut quiet, mut listed, mut doubtful) = (Vec::new(), Vec::new(), Vec::new());
        let said = match said {
            Said::Products(answer) => products(&batch, answer),
            Said::Variations(answer) => self.variations(&batch, answer).await?,
        };
        for (row, said) in batch.iter().zip(said) {
            match said {
                Now::Holds(now) => {
                    quiet.push((row.copy, self.answered(row, &now)));
                    listed.push(now.listed);
                }
                Now::Refused(words) => self.refused(row, &words).await?,
                // It may have taken effect.
                Now::Unknown => doubtful.push(row.copy),
            }
        }
        // Into the index first: a copy whose product the index does not know was deleted in the shop.
        self.learn(listed).await?;
        kept::all(self.work, self.message, quiet).await?;
        if !doubtful.is_empty() {
            kept::put_off(self.work, &doubtful, order::REST).await?;
        }
        Ok(())
    }

    /// What of it would be written again is of no avail.
    fn answered(&self, row: &Row<'_>, now: &Holds) -> Kept {
        let Holds { held, listed } = now;
        let (again, left_out) = if listed.parent_id == 0 {
            let left = change_in_shop(&row.item, held, &self.terms, &self.rules);
            (left.write.as_ref().map(product::key), left.left_out)
        } else {
            let left = variation_change_in_shop(&row.item, held, &self.terms, &self.rules);
            (left.write.as_ref().map(product::key), left.left_out)
        };
        let answer = Answered {
            product: Some((listed.product_id, listed.parent_id)),
            keys: Some((again.unwrap_or_default(), Some(key(held)))),
            result: left_out.map(|refusal| self.left(row.copy, refusal)),
        };
        Kept::answered(answer, Some(row.outcome()))
    }

    async fn variations(
        &self,
        batch: &[Row<'_>],
        answer: BatchAnswer<Variation>,
    ) -> Result<Vec<Now>> {
        let ids = batch.iter().map(Row::parent).collect();
        let links = product_link::of_products(&self.work.tenant, self.shop.id, &ids).await?;
        let parent = links.first().map(walk::parent).unwrap_or_default();
        let of = |row: &Row<'_>| {
            let said = answer.update.iter().find(|said| match said {
                Ok(variation) => variation.id == row.id(),
                Err(error) => error.id == row.id(),
            });
            now(said, |variation| Holds {
                held: HeldInShop::of_variation(variation, &parent),
                listed: listed::of_variation(variation, &parent, true),
            })
        };
        Ok(batch.iter().map(of).collect())
    }

    /// The shop did not take this row.
    async fn refused(&self, row: &Row<'_>, words: &Words) -> Result<()> {
        let sku = row.copy.number.clone();
        if row.is_new() && TAKEN.contains(&words.code.as_str()) {
            let found = self.holders(&[sku.as_str()]).await?;
            return match found.get(&sku) {
                Some(holder) => self.taken(row.copy, holder).await,
                None => self.refuse(row.copy, Refusal::SkuTaken { sku }).await,
            };
        }
        let text = words.message.clone();
        self.refuse(row.copy, Refusal::ShopRefused { text }).await
    }
}

/// What a row's product is like now.
struct Holds {
    held: HeldInShop,
    listed: Listed,
}

enum Now {
    Holds(Box<Holds>),
    Refused(Words),
    Unknown,
}

fn products(batch: &[Row<'_>], answer: BatchAnswer<Product>) -> Vec<Now> {
    let mut made = answer.create.iter();
    let of = |row: &Row<'_>| {
        let said = match row.is_new() {
            true => made.next(),
            false => answer.update.iter().find(|said| match said {
                Ok(product) => product.id == row.id(),
                Err(error) => error.id == row.id(),
            }),
        };
        now(said, |product| Holds {
            held: HeldInShop::of_product(product),
            listed: listed::of_product(product, true),
        })
    };
    batch.iter().map(of).collect()
}

fn now<T>(said: Option<&Result<T, RowError>>, holds: impl FnOnce(&T) -> Holds) -> Now {
    match said {
        Some(Ok(row)) => Now::Holds(Box::new(holds(row))),
        Some(Err(RowError {
            said: Some(words), ..
        })) => Now::Refused(words.clone()),
        _ => Now::Unknown,
    }
}

impl Row<'_> {
    fn outcome(&self) -> Outcome {
        let (sku, side) = (self.copy.number.clone(), Side::Shop);
        let fields = match &self.write {
            Write::Make(_) => return ProductNews::Created { sku, side }.into(),
            Write::Product(carry) => carry.fields.clone(),
            Write::Variation(_, carry) => carry.fields.clone(),
        };
        ProductNews::Changed { sku, side, fields }.into()
    }

    /// Of the shop's product; 0 for one that is to be made.
    fn id(&self) -> i64 {
        match &self.write {
            Write::Make(_) => 0,
            Write::Product(carry) => carry.write.id,
            Write::Variation(_, carry) => carry.write.id,
        }
    }
}
