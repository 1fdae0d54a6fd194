//! What is to be done about one copy, by what our rows know of both sides.
use domain::{
    Refusal, Side,
    product::{HeldInRackbeat, change_in_rackbeat},
};
use store::{
    item::Item,
    product_copy::{self, Copy},
    product_link::ProductLink,
    shop,
};

use super::Registering;
use crate::{
    error::Result,
    product::{
        counterpart::{self, Counterparts},
        kept::Kept,
    },
};

pub(super) enum Step<'a> {
    /// Nothing is to be written.
    Quiet(Box<Kept>),
    /// To be read afresh, and then written if it differs.
    Look(&'a ProductLink),
}

impl Registering<'_> {
    pub(super) async fn plan<'a>(
        &self,
        copy: &Copy,
        (item, is_ours): (Option<&Item>, bool),
        known: &'a Counterparts,
    ) -> Result<Step<'a>> {
        let sku = || copy.number.clone();
        let link = match known.live(&copy.number).as_slice() {
            [] => return Ok(absent(copy)),
            [link] => *link,
            _ => return Ok(refuse(Refusal::ProductSkuTwice { sku: sku() })),
        };
        if link.kind == "variable" || link.kind == "grouped" {
            return Ok(refuse(Refusal::TurnedVariable { sku: sku() }));
        }
        if !is_ours {
            let shop = self.holder(copy).await?;
            return Ok(refuse(Refusal::ClaimedByOtherShop { sku: sku(), shop }));
        }
        Ok(match item {
            // One that no reading has named yet may have been made a moment ago.
            Some(item) if item.is_missing && copy.linked_at.is_some() => {
                quiet(Kept::gone(copy, Side::Rackbeat))
            }
            Some(item) if !item.is_missing && self.is_equal(copy, (link, item)) => {
                quiet(Kept::equal(link))
            }
            _ => Step::Look(link),
        })
    }

    fn is_equal(&self, copy: &Copy, (link, item): (&ProductLink, &Item)) -> bool {
        let held = HeldInRackbeat {
            name: item.name.clone(),
            sales_price: item.sales_price,
        };
        let offered = counterpart::offered(link, &copy.number);
        let carry = change_in_rackbeat(&offered, &held, &self.terms, &self.rules);
        carry.write.is_none() && carry.left_out.is_none()
    }

    async fn holder(&self, copy: &Copy) -> Result<String> {
        let tenant = &self.work.tenant;
        Ok(match product_copy::holder(tenant, &copy.number).await? {
            Some(id) => shop::find(tenant, id).await?.name,
            None => String::new(),
        })
    }
}

/// No product of the shop has this number any more.
fn absent(copy: &Copy) -> Step<'static> {
    let was_there = copy.product_id.is_some() || copy.linked_at.is_some();
    quiet(if was_there {
        Kept::gone(copy, Side::Shop)
    } else {
        Kept::nothing()
    })
}

fn quiet(kept: Kept) -> Step<'static> {
    Step::Quiet(Box::new(kept))
}

fn refuse(refusal: Refusal) -> Step<'static> {
    quiet(Kept::refused(refusal))
}
