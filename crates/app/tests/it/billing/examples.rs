//! The worked examples of docs/billing.md, through the whole house: from the ledger to the mailed invoice.
use app::billing;
use chrono::NaiveDate;
use domain::invoice::Vat;
use store::{billing_period, invoice};
use testkit::House;

use super::people::{
    act, at, clock_shows, close_november, connect, disconnect, documents, firm, long_connected,
    period, sums,
};

#[tokio::test]
async fn each_account_pays_what_the_examples_say() {
    let house = House::bare().await;
    let one = firm(&house, "en", "NO").await;
    long_connected(&one, "en", 1).await;
    let three = firm(&house, "tre", "NO").await;
    long_connected(&three, "tre", 3).await;
    let half = firm(&house, "halv", "NO").await;
    long_connected(&half, "halv", 1).await;
    connect(&half, "halv-ny", at("2026-11-15 09:00")).await;
    let tried = firm(&house, "prøvd", "NO").await;
    long_connected(&tried, "proevd", 1).await;
    let shop = connect(&tried, "proevd-ny", at("2026-11-03 10:00")).await;
    disconnect(&tried, shop, at("2026-11-04 09:00")).await;
    let danish = firm(&house, "dansk", "DK").await;
    long_connected(&danish, "dansk", 3).await;
    let none = firm(&house, "ingen", "NO").await;

    close_november(&house).await;

    assert_eq!(sums(&one).await, []);
    assert_eq!(sums(&three).await, [(29_800, 7_450, 37_250)]);
    assert_eq!(sums(&half).await, [(7_450, 1_863, 9_313)]);
    assert_eq!(sums(&tried).await, []);
    assert_eq!(sums(&danish).await, [(20_000, 0, 20_000)]);
    assert_eq!(sums(&none).await, []);
    let danish = documents(&danish).await.remove(0);
    assert_eq!(danish.vat_by, Vat::ReverseCharge);
    assert_eq!(danish.currency.code(), "DKK");
    let numbers: Vec<_> = [&three, &half].map(documents).into_iter().collect();
    let mut all = vec![danish.number];
    for documents in numbers {
        all.extend(documents.await.iter().map(|one| one.number));
    }
    all.sort_unstable();
    assert_eq!(all, [10_001, 10_002, 10_003], "numbers without gaps");
}

#[tokio::test]
async fn drafts_come_on_the_first_and_what_changed_since_counts_on_the_second() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 3).await;
    clock_shows(&house, "2026-11-20 12:00").await;
    clock_shows(&house, "2026-12-01 05:59").await;
    let store = &house.ctx.store;
    let november = period("2026-11");
    assert!(invoice::preview(store, november).await.unwrap().is_empty());

    clock_shows(&house, "2026-12-01 06:00").await;
    let drafts = invoice::preview(store, november).await.unwrap();
    assert_eq!((drafts[0].invoices, drafts[0].total), (1, 37_250));
    assert!(invoice::of_account(&firm).await.unwrap().is_empty());
    let found = billing_period::find(store, november)
        .await
        .unwrap()
        .unwrap();
    assert!(found.drafted_at.is_some() && found.closed_at.is_none());

    // The operator gives the second half away after having seen the drafts.
    let half = domain::plan::Agreed {
        first: "2026-11-16".parse().unwrap(),
        last: Some("2026-11-30".parse().unwrap()),
        monthly: 0,
    };
    let new = store::agreed_price::NewPrice {
        agreed: half,
        who: "drift@varebro.no",
        why: "Nede i halve november",
    };
    store::agreed_price::add(&firm, new, house.ctx.now())
        .await
        .unwrap();
    clock_shows(&house, "2026-12-02 06:00").await;
    assert_eq!(sums(&firm).await, [(14_900, 3_725, 18_625)]);
    assert!(invoice::preview(store, november).await.unwrap().is_empty());
    let document = documents(&firm).await.remove(0);
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(document.issued, day("2026-12-02"));
    assert_eq!(document.due, Some(day("2026-12-16")));
    assert_eq!(document.shops.len(), 3);
    let found = billing_period::find(store, november)
        .await
        .unwrap()
        .unwrap();
    assert!(found.closed_at.is_some());
}

#[tokio::test]
async fn no_month_before_billing_was_switched_on_is_billed() {
    let mut house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    let sales = house.ctx.billing.take();
    clock_shows(&house, "2026-10-20 12:00").await;
    clock_shows(&house, "2026-11-02 06:00").await;
    house.ctx.billing = sales;
    clock_shows(&house, "2026-11-05 06:00").await;
    assert_eq!(sums(&firm).await, []);
    // Nobody was awake for two months: both come, the older one first.
    clock_shows(&house, "2027-01-15 12:00").await;
    let documents = documents(&firm).await;
    let months: Vec<_> = documents
        .iter()
        .map(|one| one.delivery.first.to_string())
        .collect();
    assert_eq!(months, ["2026-11-01", "2026-12-01"]);
}

#[tokio::test]
async fn to_look_at_a_month_before_billing_does_not_bill_it() {
    let mut house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    let sales = house.ctx.billing.take();
    clock_shows(&house, "2026-10-20 12:00").await;
    house.ctx.billing = sales;
    clock_shows(&house, "2026-11-05 12:00").await;
    let (ctx, october) = (&house.ctx, period("2026-10"));
    let looked = billing::preview(ctx, act("act-month-drafted"), october).await;
    let closed = billing::ask(ctx, act("act-month-closed"), october).await;
    assert!(!looked.unwrap() && !closed.unwrap());
    // Nor is a month closed that nobody could look at.
    house.clock.set(at("2026-12-01 00:10"));
    let november = period("2026-11");
    let closed = billing::ask(ctx, act("act-month-closed"), november).await;
    assert!(!closed.unwrap());
    clock_shows(&house, "2026-12-02 06:00").await;
    let documents = documents(&firm).await;
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0].delivery.first.to_string(), "2026-11-01");
    let closed = billing::ask(ctx, act("act-month-closed"), november).await;
    assert!(!closed.unwrap(), "closed twice");
}

#[tokio::test]
async fn no_month_in_which_billing_was_off_is_billed_when_it_is_on_again() {
    let mut house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    clock_shows(&house, "2026-11-20 12:00").await;
    // Off and on again within a month is no gap.
    let sales = house.ctx.billing.take();
    clock_shows(&house, "2026-11-25 12:00").await;
    house.ctx.billing = sales.clone();
    clock_shows(&house, "2026-12-05 12:00").await;
    house.ctx.billing = None;
    clock_shows(&house, "2026-12-20 12:00").await;
    clock_shows(&house, "2027-02-10 12:00").await;
    // Nobody was awake in March either.
    house.ctx.billing = sales;
    clock_shows(&house, "2027-04-10 12:00").await;
    clock_shows(&house, "2027-05-02 06:00").await;
    let documents = documents(&firm).await;
    let months: Vec<_> = documents
        .iter()
        .map(|one| one.delivery.first.to_string())
        .collect();
    // December was begun with billing on.
    assert_eq!(months, ["2026-11-01", "2026-12-01", "2027-04-01"]);
}

#[tokio::test]
async fn who_is_given_everything_gets_no_invoice() {
    let house = House::bare().await;
    let firm = firm(&house, "venn", "NO").await;
    long_connected(&firm, "venn", 4).await;
    let all = domain::plan::Agreed {
        first: "2026-01-01".parse().unwrap(),
        last: None,
        monthly: 0,
    };
    let new = store::agreed_price::NewPrice {
        agreed: all,
        who: "drift@varebro.no",
        why: "Pilotkunde",
    };
    let id = store::agreed_price::add(&firm, new, house.ctx.now())
        .await
        .unwrap();
    close_november(&house).await;
    assert_eq!(sums(&firm).await, []);
    // Ended by a date: from then on the list's price holds.
    let last = "2026-12-16".parse().unwrap();
    let now = house.ctx.now();
    store::agreed_price::end(&firm, id, last, "drift@varebro.no", now)
        .await
        .unwrap();
    let again = store::agreed_price::end(&firm, id, last, "drift@varebro.no", now).await;
    assert!(matches!(again, Err(store::Error::NotFound)));
    clock_shows(&house, "2027-01-02 06:00").await;
    // 15 of 31 days, three extra shops.
    assert_eq!(sums(&firm).await[0].0, 21_629);
}
