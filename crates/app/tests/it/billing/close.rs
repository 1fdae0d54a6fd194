//! A close that runs twice, beside itself, or is killed anywhere: one invoice each, numbers without gaps.
use std::collections::{BTreeMap, BTreeSet};

use app::{billing, chore};
use chrono::TimeDelta;
use domain::plan::Period;
use store::{Tenant, billing_period, invoice, lane::Track};
use testkit::House;

use super::people::{
    OPERATOR, a_few_at_a_time, act, at, clock_shows, documents, firm, long_connected, period, sums,
};

/// Every second one has extra shops: 2, 3, 4 … of them.
async fn firms(house: &House, count: usize) -> Vec<Tenant> {
    let mut firms = Vec::with_capacity(count);
    for one in 0..count {
        let name = format!("firma-{one}");
        let firm = firm(house, &name, if one % 3 == 0 { "DK" } else { "NO" }).await;
        long_connected(&firm, &name, if one % 2 == 0 { 1 } else { 2 + one % 3 }).await;
        firms.push(firm);
    }
    firms
}

/// What each account was billed; every number once, and none left out.
async fn billed(firms: &[Tenant]) -> BTreeMap<String, Vec<(i64, i64, i64)>> {
    let (mut numbers, mut all) = (BTreeSet::new(), BTreeMap::new());
    for firm in firms {
        for document in documents(firm).await {
            assert!(numbers.insert(document.number), "{} twice", document.number);
        }
        all.insert(firm.account().to_string(), sums(firm).await);
    }
    let first = numbers.first().copied().unwrap_or(10_001);
    assert_eq!(first, 10_001);
    let last = numbers.last().copied().unwrap_or(10_000);
    assert_eq!(numbers.len() as u64, last - 10_000, "a number is left out");
    all
}

#[tokio::test]
async fn closing_again_changes_nothing_and_two_at_once_make_one_invoice_each() {
    let mut house = House::bare().await;
    a_few_at_a_time(&mut house, 3);
    let firms = firms(&house, 20).await;
    clock_shows(&house, "2026-11-20 12:00").await;
    house.clock.set(at("2026-12-02 12:00"));
    let november = period("2026-11");
    let other = house.ctx.clone();
    let (one, two) = tokio::join!(
        billing::close_now(&house.ctx, november),
        billing::close_now(&other, november),
    );
    one.unwrap();
    two.unwrap();
    let once = billed(&firms).await;
    let charged = once.values().filter(|sums| !sums.is_empty()).count();
    assert_eq!(charged, 10);
    assert!(once.values().all(|sums| sums.len() <= 1));
    billing::close_now(&house.ctx, november).await.unwrap();
    assert_eq!(billed(&firms).await, once);
    // The clock's own close finds nothing left to do.
    clock_shows(&house, "2026-12-02 12:01").await;
    assert_eq!(billed(&firms).await, once);
}

#[tokio::test]
async fn killed_at_any_point_and_run_again_it_comes_to_the_same() {
    let mut house = House::bare().await;
    a_few_at_a_time(&mut house, 2);
    let firms = firms(&house, 8).await;
    let mut month = period("2026-09");
    let (mut waits, mut kills, mut ended) = (0, 0, false);
    while !ended {
        assert!(waits < 400, "a close never ends");
        clock_shows(&house, &format!("{} 12:00", month.last())).await;
        let next = month.next();
        house.clock.set(at(&format!("{} 06:00", next.first())));
        chore::tick(&house.ctx).await;
        house.run_jobs().await;
        house.clock.set(at(&format!(
            "{} 06:00",
            next.first() + chrono::Days::new(1)
        )));
        chore::tick(&house.ctx).await;
        ended = house.run_track_until_killed(Track::Bulk, waits).await;
        kills += usize::from(!ended);
        billed(&firms).await;
        house.later(TimeDelta::seconds(61)).await;
        let closed = billing_period::find(&house.ctx.store, month).await.unwrap();
        assert!(
            closed.unwrap().closed_at.is_some(),
            "killed after {waits} waits"
        );
        agree(&house, &firms, month).await;
        month = next;
        waits += 1 + waits / 4;
    }
    assert!(kills > 8, "killed only {kills} times");
}

/// The four that are charged are, once for the month, and what the pages add up is what the documents say.
async fn agree(house: &House, firms: &[Tenant], month: Period) {
    let (mut charged, mut total) = (0, 0);
    for documents in billed(firms).await.into_keys().zip(firms) {
        let (_, firm) = documents;
        for document in super::people::documents(firm).await {
            if document.delivery.first == month.first() {
                charged += 1;
                total += document.total;
            }
        }
    }
    assert_eq!(charged, 4, "in {month}");
    let today = house.ctx.now().date_naive();
    let sums = billing_period::sums(&house.ctx.store, month, today)
        .await
        .unwrap();
    let of_month = sums.iter().filter(|sum| sum.period() == month);
    let (invoices, summed) = of_month.fold((0, 0), |(count, all), sum| {
        (count + sum.invoices, all + sum.total)
    });
    assert_eq!((invoices, summed), (4, total), "in {month}");
}

#[tokio::test]
async fn an_operator_need_not_wait_for_the_clock_once_the_month_is_over() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    clock_shows(&house, "2026-11-30 23:59").await;
    let november = period("2026-11");
    assert!(
        !billing::ask(&house.ctx, act("act-month-closed"), november)
            .await
            .unwrap()
    );
    assert!(
        !billing::preview(&house.ctx, act("act-month-drafted"), november)
            .await
            .unwrap()
    );
    house.clock.set(at("2026-12-01 00:10"));
    assert!(
        billing::preview(&house.ctx, act("act-month-drafted"), november)
            .await
            .unwrap()
    );
    house.run_jobs().await;
    let drafts = invoice::drafts(&house.ctx.store, november, store::AccountId::nil(), 10).await;
    assert_eq!(drafts.unwrap()[0].document.total, 18_625);
    assert!(
        billing::ask(&house.ctx, act("act-month-closed"), november)
            .await
            .unwrap()
    );
    house.run_jobs().await;
    assert_eq!(sums(&firm).await, [(14_900, 3_725, 18_625)]);
    let closed = billing_period::find(&house.ctx.store, november)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(closed.closed_by.as_deref(), Some(OPERATOR));
}
