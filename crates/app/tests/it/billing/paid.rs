//! After an invoice is final: it is printed and mailed once, paid, or credited; and an accountant gets a file of it all.
use app::{
    Ctx, Language,
    billing::{self, Decided, NotCredited},
};
use chrono::{NaiveDate, TimeDelta};
use domain::invoice::{Credited, NoCredit};
use futures::TryStreamExt;
use store::{
    InvoiceId, Tenant, billing_period,
    billing_period::MonthSum,
    inbox::{Kind, NewMessage},
    invoice::{self, Payment, Standing, Which},
    lane::Track,
};
use testkit::House;

use super::people::{
    OPERATOR, act, at, close_november, documents, firm, long_connected, pay, period, unpay,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn on(text: &str) -> Payment<'static> {
    Payment {
        day: day(text),
        who: OPERATOR,
        note: "Kontoutskrift",
    }
}

/// By somebody who has seen so many credit notes of it.
async fn credit(
    ctx: &Ctx,
    firm: &Tenant,
    id: InvoiceId,
    (what, reason, notes): (&Credited, &str, usize),
) -> Result<InvoiceId, NotCredited> {
    let decided = Decided {
        what,
        reason,
        notes,
    };
    billing::credit(ctx, firm, id, decided, act("act-credit-made")).await
}

async fn standing(tenant: &Tenant) -> Standing {
    invoice::of_account(tenant).await.unwrap().pop().unwrap()
}

async fn november(house: &House, today: &str) -> MonthSum {
    let store = &house.ctx.store;
    let sums = billing_period::sums(store, period("2026-11"), day(today)).await;
    sums.unwrap().remove(0)
}

async fn numbers(house: &House, which: Which) -> Vec<u64> {
    let listed = invoice::list(&house.ctx.store, which, None, 50)
        .await
        .unwrap();
    listed.iter().map(|one| one.standing.number).collect()
}

#[tokio::test]
async fn a_final_invoice_is_printed_and_mailed_with_its_documents() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 3).await;
    close_november(&house).await;
    let id = standing(&firm).await.id;
    assert_eq!(numbers(&house, Which::Unsent).await, [10_001]);
    let paper = invoice::paper(&firm, id).await.unwrap().unwrap();
    assert!(paper.pdf.starts_with(b"%PDF"));
    assert_eq!(paper.pdf_hash, domain::hash::of_bytes(&paper.pdf));
    let mails = house.mails_to("regnskap@kaffe.example").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "Faktura 10001 fra Varebro Drift AS");
    assert!(mails[0].text.contains("NOK 372,50"), "{}", mails[0].text);
    assert!(mails[0].text.contains("16.12.2026"), "{}", mails[0].text);
    let folder = std::fs::read_dir(house.folder().join("mail")).unwrap();
    let files: Vec<_> = folder
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with("faktura-10001.pdf"))
        .collect();
    assert_eq!(files.len(), 1);
    assert!(numbers(&house, Which::Unsent).await.is_empty());
    assert!(standing(&firm).await.sent_at.is_some());
    assert_eq!(november(&house, "2026-12-02").await.sent, 1);
    let events = invoice::events(&firm, id).await.unwrap();
    let kinds: Vec<_> = events.iter().map(|one| one.kind.as_str()).collect();
    assert_eq!(kinds, ["mailed", "sent"]);
}

#[tokio::test]
async fn printing_that_is_killed_anywhere_makes_one_paper_and_one_mail() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    house.clock.set(at("2026-11-20 12:00"));
    app::chore::tick(&house.ctx).await;
    house.run_jobs().await;
    house.clock.set(at("2026-12-02 12:00"));
    billing::close_now(&house.ctx, period("2026-11"))
        .await
        .unwrap();
    let mut kills = 0;
    for waits in 0..30 {
        kills += usize::from(!house.run_track_until_killed(Track::Bulk, waits).await);
        house.wait(TimeDelta::seconds(61));
    }
    assert!(kills > 3, "killed only {kills} times");
    house.later(TimeDelta::minutes(10)).await;
    let id = standing(&firm).await.id;
    assert!(invoice::paper(&firm, id).await.unwrap().is_some());
    // Asked for once more, nothing is done twice.
    let again = NewMessage::new(firm.account(), store::ShopId::nil(), Kind::Invoice);
    app::inbox::accept(&house.ctx, &[again.about(id.to_string())])
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(house.mails_to("regnskap@kaffe.example").await.len(), 1);
}

#[tokio::test]
async fn an_invoice_is_open_overdue_paid_and_open_again_when_that_was_a_mistake() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 3).await;
    close_november(&house).await;
    let (store, id, now) = (&house.ctx.store, standing(&firm).await.id, house.ctx.now());
    assert_eq!(numbers(&house, Which::Unpaid).await, [10_001]);
    assert!(
        numbers(&house, Which::Overdue(day("2026-12-16")))
            .await
            .is_empty()
    );
    assert_eq!(
        numbers(&house, Which::Overdue(day("2026-12-17"))).await,
        [10_001]
    );
    assert_eq!(numbers(&house, Which::Number(10_001)).await, [10_001]);
    let sum = november(&house, "2026-12-17").await;
    assert_eq!((sum.owing, sum.unpaid), (1, 37_250));
    assert_eq!((sum.overdue, sum.overdue_unpaid), (1, 37_250));

    pay(&firm, id, on("2026-12-14"), now).await.unwrap();
    let twice = pay(&firm, id, on("2026-12-15"), now).await;
    assert!(matches!(twice, Err(store::Error::Conflict)));
    assert_eq!(standing(&firm).await.paid_on, Some(day("2026-12-14")));
    assert_eq!(numbers(&house, Which::Paid).await, [10_001]);
    let sum = november(&house, "2026-12-17").await;
    assert_eq!(
        (sum.paid, sum.paid_total, sum.unpaid, sum.overdue),
        (1, 37_250, 0, 0)
    );

    unpay(&firm, id, on("2026-12-18"), now).await.unwrap();
    let twice = unpay(&firm, id, on("2026-12-18"), now).await;
    assert!(matches!(twice, Err(store::Error::Conflict)));
    assert_eq!(standing(&firm).await.unpaid, 37_250);
    let sum = november(&house, "2026-12-17").await;
    assert_eq!(
        (sum.paid, sum.paid_total, sum.unpaid, sum.owing),
        (0, 0, 37_250, 1)
    );
    let events = invoice::events(&firm, id).await.unwrap();
    let kinds: Vec<_> = events
        .iter()
        .map(|one| (one.kind.as_str(), one.amount))
        .collect();
    assert_eq!(kinds, [("mailed", 0), ("paid", 37_250), ("unpaid", 37_250)]);
}

#[tokio::test]
async fn what_was_too_much_is_credited_in_the_same_series_and_never_more_than_there_was() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 3).await;
    close_november(&house).await;
    let (ctx, id) = (&house.ctx, standing(&firm).await.id);
    let part = Credited::Amount(10_000);
    let note = credit(ctx, &firm, id, (&part, "Nede i ti dager", 0))
        .await
        .unwrap();
    let after = standing(&firm).await;
    assert_eq!((after.credited, after.unpaid), (12_500, 24_750));
    let found = invoice::find(&firm, note).await.unwrap();
    assert_eq!((found.document.number, found.credits), (10_002, Some(id)));
    let much = Credited::Amount(19_801);
    let much = credit(ctx, &firm, id, (&much, "", 1)).await;
    let is_much = matches!(much, Err(NotCredited::No(NoCredit::MoreThanLeft(19_800))));
    assert!(is_much, "{much:?}");
    // What was refused has used no number.
    pay(&firm, id, on("2026-12-14"), ctx.now()).await.unwrap();
    credit(ctx, &firm, id, (&Credited::All, "Resten", 1))
        .await
        .unwrap();
    unpay(&firm, id, on("2026-12-20"), ctx.now()).await.unwrap();
    let after = standing(&firm).await;
    assert_eq!((after.credited, after.unpaid), (37_250, 0));
    let sum = november(&house, "2026-12-20").await;
    assert_eq!((sum.credit_notes, sum.credited_total), (2, 37_250));
    assert_eq!(
        (sum.owing, sum.unpaid, sum.paid, sum.paid_total),
        (0, 0, 0, 0)
    );
    assert_eq!(sum.revenue(), 0);
    let documents = documents(&firm).await;
    let numbers: Vec<_> = documents.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [10_001, 10_002, 10_003]);
    house.run_jobs().await;
    let mails = house.mails_to("regnskap@kaffe.example").await;
    let subjects: Vec<_> = mails.iter().map(|one| one.subject.as_str()).collect();
    assert!(
        subjects.contains(&"Kreditnota 10002 fra Varebro Drift AS"),
        "{subjects:?}"
    );
    assert_eq!(subjects.len(), 3);
}

#[tokio::test]
async fn two_who_credit_a_part_at_once_make_one_note() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 3).await;
    close_november(&house).await;
    let (ctx, id) = (&house.ctx, standing(&firm).await.id);
    let part = Credited::Amount(10_000);
    let press = || credit(ctx, &firm, id, (&part, "Nede i ti dager", 0));
    let pressed = futures::future::join_all((0..5).map(|_| press())).await;
    let made = pressed.iter().filter(|one| one.is_ok()).count();
    assert_eq!(made, 1, "{pressed:?}");
    let is_late = |one: &Result<_, _>| matches!(one, Err(NotCredited::Another));
    let late = pressed.iter().filter(|one| is_late(one)).count();
    assert_eq!(late, 4, "{pressed:?}");
    let after = standing(&firm).await;
    assert_eq!((after.credited, after.unpaid), (12_500, 24_750));
    // Whoever has seen that one may make another.
    credit(ctx, &firm, id, (&part, "Nede igjen", 1))
        .await
        .unwrap();
    let documents = documents(&firm).await;
    let numbers: Vec<_> = documents.iter().map(|one| one.number).collect();
    assert_eq!(numbers, [10_001, 10_002, 10_003]);
    house.run_jobs().await;
}

#[tokio::test]
async fn an_accountant_gets_every_document_of_a_period_in_one_file() {
    let house = House::bare().await;
    let norwegian = firm(&house, "=kaffe", "NO").await;
    long_connected(&norwegian, "kaffe", 3).await;
    let danish = firm(&house, "te", "DK").await;
    long_connected(&danish, "te", 2).await;
    close_november(&house).await;
    let id = standing(&norwegian).await.id;
    let part = Credited::Amount(10_000);
    credit(&house.ctx, &norwegian, id, (&part, "", 0))
        .await
        .unwrap();
    let days = (day("2026-12-01"), day("2026-12-31"));
    let parts: Vec<_> = billing::export(&house.ctx, days, Language::Nb)
        .try_collect()
        .await
        .unwrap();
    let file = String::from_utf8(parts.concat()).unwrap();
    let lines: Vec<_> = file.lines().collect();
    assert_eq!(lines.len(), 4, "{file}");
    assert!(
        lines[0].starts_with("\u{feff}Nummer;Dokument;Dato"),
        "{file}"
    );
    let norwegian = lines
        .iter()
        .find(|line| line.contains(";'=kaffe;"))
        .unwrap();
    assert!(
        norwegian.contains(";60;NOK;298,00;25;74,50;372,50;74,50;"),
        "{norwegian}"
    );
    let danish = lines.iter().find(|line| line.contains(";te;")).unwrap();
    assert!(
        danish.contains(";30;DKK;100,00;0;0,00;100,00;0,00;"),
        "{danish}"
    );
    assert!(
        lines[3].contains(";-100,00;25;-25,00;-125,00;-25,00;"),
        "{file}"
    );
    let none: Vec<_> = billing::export(
        &house.ctx,
        (day("2026-11-01"), day("2026-11-30")),
        Language::En,
    )
    .try_collect()
    .await
    .unwrap();
    assert_eq!(none.len(), 1, "the heads alone");
}

#[tokio::test]
async fn the_files_of_an_invoice_are_called_in_its_own_language() {
    let house = House::bare().await;
    let firm = firm(&house, "smor", "DK").await;
    long_connected(&firm, "smor", 2).await;
    let english = "UPDATE users SET language = 'en' WHERE email = 'regnskap@smor.example'";
    house.by_hand(english).await.unwrap();
    close_november(&house).await;
    let id = standing(&firm).await.id;
    let (name, _) = billing::downloaded(&firm, id).await.unwrap().unwrap();
    assert_eq!(name, "invoice-10001");
}
