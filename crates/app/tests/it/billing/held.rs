//! An invoice that lacks what it must say of its payer is held back, asked for, and made when that is known.
use app::billing;
use domain::{DetailFault, TypedDetails};
use store::{AccountId, Tenant, billing_period, invoice};
use testkit::{House, Letter};

use super::people::{
    at, clock_shows, close_november, connect, documents, firm, long_connected, period, sums,
    unwritten,
};

const SUBJECT: &str = "Fyll ut faktureringsopplysningene i Varebro";

async fn asked(house: &House, email: &str) -> Vec<Letter> {
    let mut mails = house.mails_to(email).await;
    mails.retain(|mail| mail.subject == SUBJECT);
    mails
}

async fn writes(house: &House, tenant: &Tenant, name: &str, organisation: &str) {
    let typed = TypedDetails {
        company: name.to_owned(),
        organisation: organisation.to_owned(),
        city: "Bergen".to_owned(),
        email: format!("regnskap@{name}.example"),
        ..TypedDetails::default()
    };
    let saved = billing::save_details(&house.ctx, tenant, "kari", &typed).await;
    saved.unwrap().unwrap();
}

async fn held(house: &House) -> Vec<AccountId> {
    let store = &house.ctx.store;
    let held = invoice::held(store, period("2026-11"), AccountId::nil(), 10).await;
    held.unwrap().into_iter().map(|one| one.account).collect()
}

#[tokio::test]
async fn no_invoice_is_final_that_does_not_say_who_buys_and_where() {
    let house = House::bare().await;
    let known = firm(&house, "kaffe", "NO").await;
    long_connected(&known, "kaffe", 3).await;
    let norwegian = unwritten(&house, "te", "NO").await;
    long_connected(&norwegian, "te", 3).await;
    let danish = unwritten(&house, "smor", "DK").await;
    long_connected(&danish, "smor", 3).await;
    clock_shows(&house, "2026-11-20 12:00").await;
    clock_shows(&house, "2026-12-01 06:00").await;
    // Named before the month is closed, and not added up with those that will be sent.
    let november = period("2026-11");
    let store = &house.ctx.store;
    let drafts = invoice::preview(store, november).await.unwrap();
    assert_eq!((drafts.len(), drafts[0].invoices), (1, 1));
    let mut accounts = vec![norwegian.account(), danish.account()];
    accounts.sort();
    assert_eq!(held(&house).await, accounts);
    let told = asked(&house, "regnskap@smor.example").await;
    assert_eq!(told.len(), 1);
    for text in ["01.11.2026–30.11.2026", "organisasjonsnummer", "poststedet"] {
        assert!(told[0].text.contains(text), "{text}: {}", told[0].text);
    }

    clock_shows(&house, "2026-12-02 06:00").await;
    let found = billing_period::find(store, november).await.unwrap();
    assert!(found.unwrap().closed_at.is_some(), "one holds up all");
    assert_eq!(sums(&known).await.len(), 1);
    assert_eq!(sums(&norwegian).await, []);
    assert_eq!(sums(&danish).await, []);
    assert_eq!(held(&house).await, accounts);
    assert_eq!(asked(&house, "regnskap@te.example").await.len(), 1);

    // One writes, and only its own is made: at once, by that day, with the next number.
    house.clock.set(at("2026-12-10 12:00"));
    writes(&house, &danish, "smor", "12345678").await;
    house.run_jobs().await;
    let invoice = documents(&danish).await.remove(0);
    assert_eq!((invoice.number, invoice.total), (10_002, 20_000));
    assert_eq!(invoice.issued.to_string(), "2026-12-10");
    assert_eq!(invoice.delivery.last.to_string(), "2026-11-30");
    assert_eq!(invoice.buyer.lacks(), []);
    assert_eq!(held(&house).await, [norwegian.account()]);
    clock_shows(&house, "2027-01-02 06:00").await;
    assert_eq!(sums(&norwegian).await, []);
    writes(&house, &norwegian, "te", "").await;
    house.run_jobs().await;
    assert_eq!(sums(&norwegian).await.len(), 2, "November and December");
    assert_eq!(sums(&danish).await.len(), 2);
}

#[tokio::test]
async fn what_was_written_while_nobody_heard_of_it_is_found_at_night() {
    let house = House::bare().await;
    let firm = unwritten(&house, "te", "NO").await;
    long_connected(&firm, "te", 2).await;
    close_november(&house).await;
    assert_eq!(sums(&firm).await, []);
    // As a process does that dies right after.
    let details = testkit::build::details("te", "NO", "regnskap@te.example");
    let saved = store::billing_detail::save(&firm, &details, "kari", house.ctx.now()).await;
    saved.unwrap();
    clock_shows(&house, "2026-12-03 03:00").await;
    assert_eq!(sums(&firm).await, [(14_900, 3_725, 18_625)]);
    let mails = house.mails_to("regnskap@te.example").await;
    assert!(
        mails
            .iter()
            .any(|mail| mail.subject.contains("Faktura 10001"))
    );
    clock_shows(&house, "2026-12-04 03:00").await;
    assert_eq!(sums(&firm).await.len(), 1);
}

#[tokio::test]
async fn an_account_is_asked_once_when_an_extra_shop_begins_to_count() {
    let house = House::bare().await;
    let te = unwritten(&house, "te", "NO").await;
    long_connected(&te, "te", 1).await;
    let known = firm(&house, "kaffe", "NO").await;
    long_connected(&known, "kaffe", 1).await;
    clock_shows(&house, "2026-11-10 03:00").await;
    for (firm, name) in [(&te, "te-ny"), (&known, "kaffe-ny")] {
        connect(firm, name, at("2026-11-10 12:00")).await;
    }
    let email = "regnskap@te.example";
    clock_shows(&house, "2026-11-11 03:00").await;
    assert!(
        asked(&house, email).await.is_empty(),
        "it counts from the 11th"
    );
    clock_shows(&house, "2026-11-12 03:00").await;
    let told = asked(&house, email).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].path(), "/subscription");
    assert!(told[0].text.contains("poststedet"), "{}", told[0].text);
    clock_shows(&house, "2026-11-13 03:00").await;
    assert_eq!(asked(&house, email).await.len(), 1);
    assert!(asked(&house, "regnskap@kaffe.example").await.is_empty());
    let november = billing::month(&house.ctx, &te, period("2026-11"))
        .await
        .unwrap();
    let lacks = billing::asked_for(&te, &november).await.unwrap();
    assert_eq!(lacks, [DetailFault::NoTown]);
}
