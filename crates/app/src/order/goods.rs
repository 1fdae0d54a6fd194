//! Which Rackbeat number each line of an order has, asking Rackbeat once about what we do not know.
use std::collections::{BTreeMap, BTreeSet};

use domain::{Refusal, order::Items, sku};
use store::{ShopId, Tenant, item, product_link};

use super::Sending;
use crate::error::Result;

/// What is known of an order's goods.
pub(super) struct Goods {
    /// By product or variation.
    linked: BTreeMap<i64, String>,
    /// By number, exactly as Rackbeat spells it.
    known: BTreeMap<String, Known>,
    /// What is asked for, and how Rackbeat spells it otherwise.
    alike: BTreeMap<String, String>,
}

#[derive(Clone, Copy)]
struct Known {
    barred: bool,
}

impl Sending<'_> {
    pub(super) async fn goods(&self) -> Result<Goods> {
        let tenant = &self.work.tenant;
        let linked = linked(tenant, self.shop.id, self.order).await?;
        let skus = self
            .order
            .line_items
            .iter()
            .filter_map(|line| line.sku.as_deref());
        let numbers = skus.filter_map(sku::number).map(str::to_owned);
        let asked: BTreeSet<String> = numbers.chain(linked.values().cloned()).collect();
        let items = item::find(tenant, &asked).await?;
        let there = items.into_iter().filter(|item| !item.is_missing);
        let mut known: BTreeMap<_, _> = there
            .map(|item| {
                (
                    item.number,
                    Known {
                        barred: item.barred,
                    },
                )
            })
            .collect();
        let mut alike = BTreeMap::new();
        for number in asked {
            if known.contains_key(&number) {
                continue;
            }
            if let Some(found) = self.ask_rackbeat(&number).await? {
                known.insert(number, found);
            } else if let Some(other) = item::alike(tenant, &number).await?.pop() {
                alike.insert(number, other);
            }
        }
        Ok(Goods {
            linked,
            known,
            alike,
        })
    }

    /// A number that no list has shown yet may be minutes old.
    async fn ask_rackbeat(&self, number: &str) -> Result<Option<Known>> {
        match self.client()?.item(number).await {
            Ok(item) if item.number == number => Ok(Some(Known {
                barred: item.is_barred == Some(true),
            })),
            Ok(_) | Err(rackbeat::Error::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// The Rackbeat numbers of an order's products and variations, as far as they are linked.
pub(super) async fn linked(
    tenant: &Tenant,
    shop: ShopId,
    order: &woo::Order,
) -> Result<BTreeMap<i64, String>> {
    let sold = order
        .line_items
        .iter()
        .map(woo::LineItem::sold_id)
        .collect();
    let links = product_link::of_products(tenant, shop, &sold).await?;
    let numbers = links
        .into_iter()
        .filter_map(|link| Some((link.product_id, link.item_number?)));
    Ok(numbers.collect())
}

impl Goods {
    fn known(&self, number: &str, line: &woo::LineItem) -> Result<String, Refusal> {
        let (sku, name) = (number.to_owned(), line.name.clone());
        match self.known.get(number) {
            Some(known) if known.barred => Err(Refusal::BarredItem { sku, name }),
            Some(_) => Ok(sku),
            None => match self.alike.get(number).cloned() {
                Some(number) => Err(Refusal::SkuDiffersInCase { sku, number }),
                None => Err(Refusal::UnknownSku { sku, name }),
            },
        }
    }
}

impl Items for Goods {
    fn number(&self, line: &woo::LineItem) -> Result<String, Refusal> {
        if let Some(number) = self.linked.get(&line.sold_id()) {
            return self.known(number, line);
        }
        let name = line.name.clone();
        let written = line.sku.as_deref().unwrap_or_default().trim();
        if written.is_empty() {
            return Err(Refusal::LineWithoutSku { name });
        }
        match sku::number(written) {
            Some(number) => self.known(number, line),
            None => Err(Refusal::SkuTooLong {
                sku: written.to_owned(),
                name,
            }),
        }
    }
}
