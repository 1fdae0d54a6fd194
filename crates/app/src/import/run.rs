//! What a bite of a run works with, and writing down how far its rows are.
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ImportNews, Outcome, Refusal, Rules, Side, import::Reason, price::PriceTerms};
use store::{
    agreement::Agreement,
    import::{self, Did, Import, Row, Step},
    inbox::Kind,
    outcome::{self, Line},
    rules,
    shop::Shop,
};

use super::view;
use crate::{Error, Work, agreement::Picked, error::Result, order, park, product};

/// A row that failed so often by itself is left.
const TRIES: i64 = 3;
/// A reckoning older than this is done again: the shop's owner may have counted meanwhile.
const FRESH: TimeDelta = TimeDelta::minutes(10);

pub(super) struct Run<'a> {
    pub work: &'a Work,
    pub shop: &'a Shop,
    pub import: Import,
    /// In bulk: orders never wait for it.
    pub rackbeat: rackbeat::Client,
    pub woo: woo::Client,
    pub rules: Rules,
    pub terms: PriceTerms,
    /// No call is begun after this.
    pub until: DateTime<Utc>,
    agreement: Agreement,
    /// Rackbeat answered about some rows in this bite.
    went_on: AtomicBool,
}

impl<'a> Run<'a> {
    /// The refusal when there is nobody to bring anything to.
    pub(super) async fn open(
        work: &'a Work,
        shop: &'a Shop,
        import: Import,
        until: DateTime<Utc>,
    ) -> Result<Result<Self, Refusal>> {
        let Some(agreement) = work.agreement().await? else {
            let side = Side::Rackbeat;
            return Ok(Err(Refusal::NotConnected { side }));
        };
        park::rackbeat_is_open(&agreement)?;
        if !import::take_turn(&work.tenant, import.id, work.lease.turn()).await? {
            return Err(Error::Lost);
        }
        let rules = chosen(work, shop, &agreement).await?;
        let terms = product::terms(work, shop, (&rules, &agreement), product::IN_BULK).await?;
        let rackbeat = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
        Ok(Ok(Self {
            work,
            shop,
            import,
            rackbeat: rackbeat.in_bulk(),
            woo: work.ctx.outside.shop(&work.tenant, shop)?,
            rules,
            terms,
            until,
            agreement,
            went_on: AtomicBool::new(false),
        }))
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.work.now()
    }

    /// Rackbeat has one location, so an item's own figure says it all.
    pub(super) fn is_sole(&self) -> bool {
        view::places(&self.import).len() <= 1
    }

    pub(super) async fn save(&self, rows: &[&Row], did: &Did) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let change = self.work.tenant.begin().await?;
        let ours = (self.import.id, self.work.lease.turn());
        if !import::save(&change, ours, rows, did).await? {
            return Err(Error::Lost);
        }
        Ok(change.commit().await?)
    }

    /// After calls of which some were answered.
    pub(super) async fn answered(&self) -> Result<()> {
        self.went_on.store(true, Ordering::Relaxed);
        park::rackbeat_answered(self.work, &self.agreement).await
    }

    pub(super) fn went_on(&self) -> bool {
        self.went_on.load(Ordering::Relaxed)
    }

    pub(super) async fn tell(&self, news: ImportNews) -> Result<()> {
        let line = Line::new(self.shop.id, Kind::Import);
        let outcome = Outcome::from(news);
        Ok(outcome::record(&self.work.tenant, line, &outcome, self.now()).await?)
    }
}

/// The shop's settings, with the product group that was found or made where its owner has not chosen.
pub(super) async fn chosen(work: &Work, shop: &Shop, agreement: &Agreement) -> Result<Rules> {
    let mut rules = rules::of(&work.tenant, shop.id).await?;
    let picked = Picked::read(agreement);
    picked.fill(&mut rules);
    rules.product_group = rules.product_group.or(picked.goods_group);
    Ok(rules)
}

/// It rests while what went out may yet arrive; until then.
pub(super) fn rests(row: &Row, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let doubtful = matches!(row.step, Step::Adjusting | Step::Booking);
    let until = row.claimed_at.filter(|_| doubtful)? + order::REST;
    (until > now).then_some(until)
}

/// Its level can be set without reading anything again.
pub(super) fn is_reckoned(row: &Row, now: DateTime<Utc>) -> bool {
    row.found.is_some()
        && row.target.is_some()
        && row.reckoned_at.is_some_and(|at| now - at < FRESH)
}

/// The row is at its end; counted by `Tally`.
pub(super) fn end(row: &mut Row, step: Step, reason: Option<Reason>) {
    row.step = step;
    row.claimed_at = None;
    row.reason = reason.or(row.reason.take());
}

/// It is begun anew: its level is read again first.
pub(super) fn start_over(row: &mut Row) {
    row.step = Step::Made;
    row.claimed_at = None;
    row.found = None;
    row.elsewhere = None;
    row.reckoned_at = None;
}

/// Too often by itself, though the others went well.
pub(super) fn give_up(row: &mut Row) -> bool {
    let often = row.tries >= TRIES;
    if often {
        end(row, Step::Failed, Some(Reason::KeepsFailing));
    }
    often
}

/// What of these rows is to be added to the run's counts.
pub(super) fn tally<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Did {
    let mut did = Did::default();
    for row in rows {
        did.ended += u64::from(row.step.is_end());
        did.left_out += u64::from(row.step == Step::Skipped);
        did.failed += u64::from(row.step == Step::Failed);
    }
    did
}
