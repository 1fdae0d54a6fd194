//! Rackbeat as the master: what is due of its items is made or edited in one shop.
mod answer;
mod batch;
mod keep;
mod look;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Outcome, Rules,
    price::PriceTerms,
    product::{Carry, Item},
};
use futures::future::try_join_all;
use rackbeat::Client;
use store::{
    inbox::{self, Message},
    item,
    product_copy::{self, Copy, Way},
    product_link::{self, ProductLink},
    rules, shop,
    shop::Shop,
};
use woo::{NewProduct, ProductUpdate, VariationUpdate};

use super::{counterpart::Counterparts, fresh, kept, make, message as again, terms, way};
use crate::{Work, agreement, error::Result, park, shop::other_at_work};
use look::Compared;
use plan::Step;

/// Compared in one turn, and of them read afresh and written.
const ROUND: usize = 200;
const LOOKS: usize = 100;
/// Items read one by one for their descriptions in one turn, and side by side.
const READ: usize = 20;
const SIDE_BY_SIDE: usize = 4;

/// What a turn knows.
pub(super) struct Pulling<'a> {
    pub work: &'a Work,
    pub message: &'a Message,
    pub shop: Shop,
    pub rules: Rules,
    pub terms: PriceTerms,
    pub client: Client,
    /// Numbers that stand for freight, fees and the like: nobody buys them.
    pub ours: BTreeSet<String>,
}

/// One row of a batch.
pub(super) struct Row<'a> {
    pub copy: &'a Copy,
    pub item: Item,
    pub write: Write,
}

pub(super) enum Write {
    Make(Carry<NewProduct>),
    Product(Carry<ProductUpdate>),
    Variation(i64, Carry<VariationUpdate>),
}

/// Looks at what is due, as much as fits a turn, and writes what differs.
pub async fn pull(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    let rules = rules::of(&work.tenant, shop.id).await?;
    if !shop.is_at_work() || way(&rules) != Some(Way::ToShop) {
        return Ok(Vec::new());
    }
    let Some(agreement) = work.agreement().await? else {
        return Ok(Vec::new());
    };
    let due = (shop.id, Way::ToShop);
    let due = product_copy::due(&work.tenant, due, ROUND, work.now()).await?;
    let listing = product_link::listing(&work.tenant, shop.id).await?;
    let is_listed = listing.is_some_and(|listing| listing.listed_at.is_some());
    // What the shop has must be known before anything is made there; its list marks everything anew.
    if due.is_empty() || !is_listed || other_at_work(&shop, &agreement).is_some() {
        return Ok(Vec::new());
    }
    let rules = agreement::fill(rules, &agreement);
    let pulling = Pulling {
        terms: terms(work, &shop, (&rules, &agreement), terms::NOW_AND_THEN).await?,
        client: work
            .ctx
            .outside
            .rackbeat(&work.tenant, &agreement)?
            .in_bulk(),
        ours: plan::ours(work, &agreement).await?,
        work,
        message,
        shop,
        rules,
    };
    if pulling.carry(&due).await? || due.len() >= ROUND {
        come_again(work, message).await?;
    }
    Ok(Vec::new())
}

/// What is left comes after those that wait already.
async fn come_again(work: &Work, message: &Message) -> Result<()> {
    let change = work.tenant.begin().await?;
    let next = again(&change, message.shop_id, Way::ToShop);
    inbox::add_within(&change, &[next], work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

/// What both sides hold of one number, as our rows know it.
struct Look<'a> {
    copy: &'a Copy,
    /// The shop's; `None`: it is to be made.
    link: Option<&'a ProductLink>,
    item: Item,
    /// Its description is not known and wanted.
    to_read: bool,
}

impl Pulling<'_> {
    /// True when some had to be left for another turn.
    async fn carry(&self, due: &[Copy]) -> Result<bool> {
        let numbers: BTreeSet<_> = due.iter().map(|copy| copy.number.clone()).collect();
        let known = Counterparts::load(&self.work.tenant, self.shop.id, &numbers).await?;
        let items = item::find(&self.work.tenant, &numbers).await?;
        let items: BTreeMap<_, _> = items
            .iter()
            .map(|item| (item.number.as_str(), item))
            .collect();
        let (mut quiet, mut looks, mut to_read, mut left) = (Vec::new(), Vec::new(), 0, false);
        for copy in due {
            match self.plan(copy, items.get(copy.number.as_str()).copied(), &known) {
                Step::Quiet(kept) => quiet.push((copy, kept)),
                Step::Look(look) if look.to_read && to_read >= READ => left = true,
                Step::Look(_) if looks.len() >= LOOKS => left = true,
                Step::Look(look) => {
                    to_read += usize::from(look.to_read);
                    looks.push(look);
                }
            }
        }
        kept::all(self.work, self.message, quiet).await?;
        let looks = self.described(looks).await?;
        let (makes, changes): (Vec<_>, Vec<_>) =
            looks.into_iter().partition(|look| look.link.is_none());
        let mut rows = self.to_make(makes).await?;
        rows.extend(self.to_change(changes, &known).await?);
        self.write(rows, &items).await?;
        Ok(left)
    }

    /// With the descriptions that are wanted; what is gone from Rackbeat meanwhile is left to its hint.
    async fn described<'a>(&self, looks: Vec<Look<'a>>) -> Result<Vec<Look<'a>>> {
        if looks.iter().any(|look| look.to_read)
            && let Some(agreement) = self.work.agreement().await?
        {
            park::rackbeat_is_open(&agreement)?;
        }
        let (mut looks, mut read) = (looks.into_iter(), Vec::new());
        loop {
            let together: Vec<_> = looks.by_ref().take(SIDE_BY_SIDE).collect();
            if together.is_empty() {
                return Ok(read);
            }
            let together = together.into_iter().map(|look| self.describe(look));
            read.extend(try_join_all(together).await?.into_iter().flatten());
        }
    }

    async fn describe<'a>(&self, look: Look<'a>) -> Result<Option<Look<'a>>> {
        if !look.to_read {
            return Ok(Some(look));
        }
        let Some(found) = make::find(&self.client, &look.copy.number).await? else {
            self.tell_of_item(look.copy).await?;
            return Ok(None);
        };
        let item = Item::of(&found);
        Ok(Some(Look { item, ..look }))
    }

    /// Read afresh from the shop: what it does not hold yet.
    async fn to_change<'a>(
        &self,
        looks: Vec<Look<'a>>,
        known: &Counterparts,
    ) -> Result<Vec<Row<'a>>> {
        let links: Vec<_> = looks.iter().filter_map(|look| look.link).collect();
        let found = fresh::read(self.work, &self.shop, (&links, known), false).await?;
        let (mut rows, mut quiet, mut listed) = (Vec::new(), Vec::new(), Vec::new());
        for look in looks {
            let Some(link) = look.link else { continue };
            let copy = look.copy;
            let Some(fresh) = found.get(&link.product_id) else {
                self.vanished(copy, link.product_id).await?;
                continue;
            };
            match self.compare(look, link, fresh) {
                Compared::Differs(row) => rows.push(row),
                Compared::Equal(kept) => {
                    quiet.push((copy, kept));
                    listed.extend(fresh.listed());
                }
            }
        }
        self.learn(listed).await?;
        kept::all(self.work, self.message, quiet).await?;
        Ok(rows)
    }
}
