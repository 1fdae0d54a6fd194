//! What is to be done about one number in a shop, by what our rows know of both sides.
use std::collections::BTreeSet;

use domain::{
    Refusal, Setting, Side,
    link::Kind,
    product::{self, change_in_shop, description_key},
};
use store::{
    agreement::Agreement, item::Item, product_copy::Copy, product_link::ProductLink, rules, shop,
};

use super::{Look, Pulling};
use crate::{
    Work, agreement,
    product::{
        counterpart::{self, Counterparts},
        kept::Kept,
    },
};

/// What stands for freight, fees and the like in any of the account's shops.
pub(super) async fn ours(
    work: &Work,
    agreement: &Agreement,
) -> Result<BTreeSet<String>, store::Error> {
    let mut ours = BTreeSet::new();
    for shop in shop::connected(&work.tenant).await? {
        let rules = rules::of(&work.tenant, shop.id).await?;
        let rules = agreement::fill(rules, agreement);
        let picked = Setting::ALL.into_iter();
        ours.extend(picked.filter_map(|one| rules.product(one).map(str::to_owned)));
    }
    Ok(ours)
}

pub(super) enum Step<'a> {
    /// Nothing is to be written.
    Quiet(Kept),
    Look(Look<'a>),
}

impl Pulling<'_> {
    pub(super) fn plan<'a>(
        &self,
        copy: &'a Copy,
        item: Option<&Item>,
        known: &'a Counterparts,
    ) -> Step<'a> {
        let sku = || copy.number.clone();
        let item = match item {
            Some(item) if !item.is_missing => item,
            Some(_) if copy.linked_at.is_some() => {
                return Step::Quiet(Kept::gone(copy, Side::Rackbeat));
            }
            _ => return Step::Quiet(Kept::nothing()),
        };
        if self.ours.contains(&copy.number) || item.kind == "other" {
            return Step::Quiet(Kept::nothing());
        }
        let link = match known.live(&copy.number).as_slice() {
            [] => return self.absent(copy, item, known),
            [link] => *link,
            _ => return refuse(Refusal::ProductSkuTwice { sku: sku() }),
        };
        let name = || link.name.clone();
        match Kind::from(link.kind.as_str()) {
            Kind::Variable if copy.linked_at.is_some() => {
                refuse(Refusal::TurnedVariable { sku: sku() })
            }
            Kind::Variable => refuse(Refusal::VariableProduct { name: name() }),
            Kind::Grouped => refuse(Refusal::OtherKind {
                name: name(),
                kind: link.kind.clone(),
            }),
            _ => self.compare_known(copy, item, link),
        }
    }

    fn compare_known<'a>(&self, copy: &'a Copy, item: &Item, link: &'a ProductLink) -> Step<'a> {
        let held = counterpart::held(link);
        let offered = bare(item);
        let carry = change_in_shop(&offered, &held, &self.terms, &self.rules);
        let is_variation = link.parent_id != 0;
        let only_name = |field: &_| matches!(field, domain::FieldChange::Name { .. });
        let differs = carry
            .fields
            .iter()
            .any(|field| !(is_variation && only_name(field)));
        let to_read = self.wants_description(item)
            && item.description_key.is_some()
            && item.description_key != held.description_key;
        if differs || to_read || carry.left_out.is_some() {
            return Step::Look(Look {
                copy,
                link: Some(link),
                item: offered,
                to_read,
            });
        }
        Step::Quiet(Kept::equal(link))
    }

    /// The shop has nothing of this number: it is made, unless it was there before or cannot be.
    fn absent<'a>(&self, copy: &'a Copy, item: &Item, known: &Counterparts) -> Step<'a> {
        let sku = || copy.number.clone();
        if let Some(alike) = known.alike(&copy.number) {
            return refuse(Refusal::ProductSkuDiffersInCase {
                sku: alike.sku.clone(),
                number: sku(),
            });
        }
        if known.is_taken(&copy.number) {
            return refuse(Refusal::SkuTaken { sku: sku() });
        }
        if copy.product_id.is_some() {
            return Step::Quiet(Kept::gone(copy, Side::Shop));
        }
        let trashed = known.gone(&copy.number);
        if trashed.iter().any(|link| link.status == "trash") {
            return refuse(Refusal::SkuInTrash { sku: sku() });
        }
        if item.barred {
            return refuse(Refusal::ProductBarred { sku: sku() });
        }
        let may_be_described = match &item.description_key {
            None => true,
            Some(_) => self.wants_description(item),
        };
        Step::Look(Look {
            copy,
            link: None,
            item: bare(item),
            to_read: self.rules.carries.description && may_be_described,
        })
    }

    /// An empty one is never carried.
    fn wants_description(&self, item: &Item) -> bool {
        let empty = description_key("");
        let key = item.description_key.as_ref();
        self.rules.carries.description && key.is_some_and(|key| *key != empty)
    }
}

/// Without its description.
fn bare(item: &Item) -> product::Item {
    product::Item {
        number: item.number.clone(),
        name: item.name.clone(),
        sales_price: item.sales_price,
        description: None,
        is_barred: item.barred,
    }
}

fn refuse(refusal: Refusal) -> Step<'static> {
    Step::Quiet(Kept::refused(refusal))
}
