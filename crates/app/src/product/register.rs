//! A shop that is its products' master: what is due of them is made or edited in Rackbeat.
mod one;
mod plan;

use std::collections::{BTreeMap, BTreeSet};

use domain::{Outcome, Rules, price::PriceTerms};
use rackbeat::Client;
use store::{
    inbox::{self, Message},
    item,
    product_copy::{self, Copy, Way},
    rules, shop,
    shop::Shop,
};

use super::{counterpart::Counterparts, fresh, kept, message as again, terms, way};
use crate::{Work, agreement, error::Result, park, shop::other_at_work};
use plan::Step;

/// Held against each other in one turn, and of them read afresh and written: each of those may take three
/// calls, and orders wait meanwhile.
const ROUND: usize = 200;
const LOOKS: usize = 20;

/// What a turn knows.
pub(super) struct Registering<'a> {
    pub work: &'a Work,
    pub message: &'a Message,
    pub shop: Shop,
    pub rules: Rules,
    pub terms: PriceTerms,
    pub client: Client,
}

/// Looks at what is due, as much as fits a turn, and writes what differs.
pub async fn register(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    let rules = rules::of(&work.tenant, shop.id).await?;
    if !shop.is_at_work() || way(&rules) != Some(Way::ToRackbeat) {
        return Ok(Vec::new());
    }
    let Some(agreement) = work.agreement().await? else {
        return Ok(Vec::new());
    };
    let due = (shop.id, Way::ToRackbeat);
    let due = product_copy::due(&work.tenant, due, ROUND, work.now()).await?;
    if due.is_empty() || other_at_work(&shop, &agreement).is_some() {
        return Ok(Vec::new());
    }
    park::rackbeat_is_open(&agreement)?;
    let rules = agreement::fill(rules, &agreement);
    let registering = Registering {
        terms: terms(work, &shop, (&rules, &agreement), terms::NOW_AND_THEN).await?,
        client: work
            .ctx
            .outside
            .rackbeat(&work.tenant, &agreement)?
            .in_bulk(),
        work,
        message,
        shop,
        rules,
    };
    let left = registering.carry(&due).await?;
    park::rackbeat_answered(work, &agreement).await?;
    if left || due.len() >= ROUND {
        come_again(work, message).await?;
    }
    Ok(Vec::new())
}

/// What is left comes after those that wait already.
async fn come_again(work: &Work, message: &Message) -> Result<()> {
    let change = work.tenant.begin().await?;
    let next = again(&change, message.shop_id, Way::ToRackbeat);
    inbox::add_within(&change, &[next], work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

impl Registering<'_> {
    /// True when some had to be left for another turn.
    async fn carry(&self, due: &[Copy]) -> Result<bool> {
        let (tenant, shop) = (&self.work.tenant, self.shop.id);
        let numbers: BTreeSet<_> = due.iter().map(|copy| copy.number.clone()).collect();
        let known = Counterparts::load(tenant, shop, &numbers).await?;
        let items = item::find(tenant, &numbers).await?;
        let items: BTreeMap<_, _> = items
            .iter()
            .map(|item| (item.number.as_str(), item))
            .collect();
        let claimed = self.claim_numbers(due, &known).await?;
        let (mut quiet, mut looks, mut left) = (Vec::new(), Vec::new(), false);
        for copy in due {
            let item = items.get(copy.number.as_str()).copied();
            let is_ours = claimed.contains(copy.number.as_str());
            match self.plan(copy, (item, is_ours), &known).await? {
                Step::Quiet(kept) => quiet.push((copy, *kept)),
                Step::Look(_) if looks.len() >= LOOKS => left = true,
                Step::Look(link) => looks.push((copy, link, item)),
            }
        }
        kept::all(self.work, self.message, quiet).await?;
        let links: Vec<_> = looks.iter().map(|(_, link, _)| *link).collect();
        let found = fresh::read(self.work, &self.shop, (&links, &known), true).await?;
        for (copy, link, item) in looks {
            match found.get(&link.product_id) {
                Some(fresh) => self.one(copy, (link, fresh), item).await?,
                None => self.vanished(copy, link).await?,
            }
        }
        Ok(left)
    }

    /// Those that this shop is the master of; nobody's become its own.
    async fn claim_numbers<'a>(
        &self,
        due: &'a [Copy],
        known: &Counterparts,
    ) -> Result<BTreeSet<&'a str>> {
        let mut ours = BTreeSet::new();
        let change = self.work.tenant.begin().await?;
        for copy in due {
            let wants = !copy.holder && !known.live(&copy.number).is_empty();
            if copy.holder || wants && product_copy::hold(&change, copy.shop, &copy.number).await? {
                ours.insert(copy.number.as_str());
            }
        }
        change.commit().await?;
        Ok(ours)
    }
}
