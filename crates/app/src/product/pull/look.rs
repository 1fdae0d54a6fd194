//! From what both sides hold to the rows of a batch.
use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Outcome, Refusal,
    product::{self, Carry, change_in_shop, to_shop, variation_change_in_shop},
};
use store::{
    product_copy::{Answered, Copy, Way},
    product_link::ProductLink,
};
use woo::{Product, ProductQuery, product::Visibility};

use super::{Look, Pulling, Row, Write, keep::key};
use crate::{
    error::Result,
    index::listed,
    order,
    product::{
        counterpart::Counterparts,
        fresh::Fresh,
        kept::{self, Kept},
    },
};

/// SKUs looked for in one call.
const TOGETHER: usize = 20;

pub(super) enum Compared<'a> {
    Differs(Row<'a>),
    /// The shop holds it all, or keeps something else of it whatever is written.
    Equal(Kept),
}

impl Pulling<'_> {
    pub(super) fn compare<'a>(
        &self,
        look: Look<'a>,
        link: &ProductLink,
        fresh: &Fresh,
    ) -> Compared<'a> {
        let held = fresh.held();
        let Look { copy, item, .. } = look;
        let (write, left_out, hash) = if link.parent_id == 0 {
            let carry = change_in_shop(&item, &held, &self.terms, &self.rules);
            let hash = carry.write.as_ref().map(product::key);
            let left_out = carry.left_out.clone();
            (some(carry).map(Write::Product), left_out, hash)
        } else {
            let carry = variation_change_in_shop(&item, &held, &self.terms, &self.rules);
            let hash = carry.write.as_ref().map(product::key);
            let left_out = carry.left_out.clone();
            let write = some(carry).map(|carry| Write::Variation(link.parent_id, carry));
            (write, left_out, hash)
        };
        let of_no_avail = copy.sent_key == hash && copy.answered_key == Some(key(&held));
        match write {
            Some(write) if !of_no_avail => Compared::Differs(Row { copy, item, write }),
            _ => {
                let answer = Answered {
                    product: Some((link.product_id, link.parent_id)),
                    keys: None,
                    result: left_out.map(|refusal| self.left(copy, refusal)),
                };
                Compared::Equal(Kept::answered(answer, None))
            }
        }
    }

    /// Those that an earlier try may have made are looked for first.
    pub(super) async fn to_make<'a>(&self, looks: Vec<Look<'a>>) -> Result<Vec<Row<'a>>> {
        let (doubtful, sure): (Vec<_>, Vec<_>) = looks
            .into_iter()
            .partition(|look| look.copy.claimed_at.is_some());
        let mut rows = Vec::new();
        for look in sure {
            rows.extend(self.make(look).await?);
        }
        let now = self.work.now();
        let (rested, fresh): (Vec<_>, Vec<_>) = doubtful.into_iter().partition(|look| {
            let at = look.copy.claimed_at;
            at.is_none_or(|at| at + order::REST <= now)
        });
        let early: Vec<_> = fresh.iter().map(|look| look.copy).collect();
        if !early.is_empty() {
            kept::put_off(self.work, &early, order::REST).await?;
        }
        let skus: Vec<_> = rested
            .iter()
            .map(|look| look.copy.number.as_str())
            .collect();
        let found = self.holders(&skus).await?;
        for look in rested {
            match found.get(&look.copy.number) {
                Some(holder) => self.taken(look.copy, holder).await?,
                None => rows.extend(self.make(look).await?),
            }
        }
        Ok(rows)
    }

    async fn make<'a>(&self, look: Look<'a>) -> Result<Option<Row<'a>>> {
        let Look { copy, item, .. } = look;
        match to_shop(&item, &self.terms, &self.rules) {
            Ok(carry) => Ok(Some(Row {
                copy,
                item,
                write: Write::Make(carry),
            })),
            Err(refusal) => {
                self.refuse(copy, refusal).await?;
                Ok(None)
            }
        }
    }

    /// What in the shop holds these very SKUs; where nothing else does, what in its trash does.
    pub(super) async fn holders(&self, skus: &[&str]) -> Result<BTreeMap<String, Product>> {
        let client = self.work.ctx.outside.shop(&self.work.tenant, &self.shop)?;
        let mut found = BTreeMap::new();
        for status in [Some("trash"), None] {
            // A comma would part one SKU in two.
            let (alone, together): (Vec<&str>, Vec<&str>) =
                skus.iter().partition(|sku| sku.contains(','));
            for group in together.chunks(TOGETHER).chain(alone.chunks(1)) {
                let query = ProductQuery {
                    sku: group.iter().map(|sku| (*sku).to_owned()).collect(),
                    status,
                    fields: listed::product_fields(true),
                    is_raw: true,
                    ..ProductQuery::default()
                };
                for product in client.products(&query).await?.items {
                    let sku = product.sku.clone().unwrap_or_default().trim().to_owned();
                    if skus.contains(&sku.as_str()) {
                        found.insert(sku, product);
                    }
                }
            }
        }
        Ok(found)
    }

    /// Something holds the number: it is linked, and looked at once more; or it lies in the trash.
    pub(super) async fn taken(&self, copy: &Copy, holder: &Product) -> Result<()> {
        let sku = copy.number.clone();
        if holder.status == Visibility::Trash {
            return self.refuse(copy, Refusal::SkuInTrash { sku }).await;
        }
        self.unclaim(copy).await?;
        if holder.parent_id != 0 {
            return self.vanished(copy, holder.id).await;
        }
        self.learn(vec![listed::of_product(holder, true)]).await?;
        let numbers = BTreeSet::from([sku.clone()]);
        let known = Counterparts::load(&self.work.tenant, self.shop.id, &numbers).await?;
        // Looked at once more it would be made once more, and so on for ever.
        if known.live(&sku).is_empty() {
            return self.refuse(copy, Refusal::SkuTaken { sku }).await;
        }
        let next = super::again(&self.work.tenant, self.shop.id, Way::ToShop);
        Ok(crate::inbox::accept(&self.work.ctx, &[next]).await?)
    }

    pub(super) fn left(&self, copy: &Copy, refusal: Refusal) -> Outcome {
        Outcome::PriceLeft {
            sku: copy.number.clone(),
            refusal,
        }
    }
}

/// `None` when there is nothing to write.
fn some<T>(carry: Carry<Option<T>>) -> Option<Carry<T>> {
    let Carry {
        write,
        fields,
        left_out,
    } = carry;
    write.map(|write| Carry {
        write,
        fields,
        left_out,
    })
}
