//! What a customer sees of the month that is under way.
use app::billing;
use domain::{DetailFault, TypedDetails, plan::Currency};
use testkit::House;

use super::people::{
    at, clock_shows, close_november, connect, disconnect, documents, firm, long_connected, period,
};

#[tokio::test]
async fn the_month_is_shown_day_by_day_with_what_it_comes_to_and_what_it_will() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    house.clock.set(at("2026-11-10 12:00"));
    let november = period("2026-11");
    let month = billing::month(&house.ctx, &firm, november).await.unwrap();
    assert_eq!(month.currency, Currency::Nok);
    assert_eq!(month.days.len(), 30);
    // Ten of thirty days of 149.00.
    assert_eq!((month.so_far.net, month.estimate.net), (4_967, 14_900));
    assert!(!month.days[9].is_to_come && month.days[10].is_to_come);

    // A third shop counts from tomorrow, and the estimate says so at once.
    let shop = connect(&firm, "kaffe-ny", at("2026-11-10 12:00")).await;
    let month = billing::month(&house.ctx, &firm, november).await.unwrap();
    assert_eq!((month.so_far.net, month.estimate.net), (4_967, 24_833));
    assert_eq!(month.days[9].extra, 1);
    assert_eq!(month.days[10].extra, 2);
    assert_eq!(month.shops.len(), 3);
    let counts = &month.shops[2].counts;
    assert!(!counts[9] && counts[10] && month.shops[2].is_connected);
    assert_eq!(month.listed(november.first()).unwrap().monthly, 14_900);

    // Let go of within a day, it never counted.
    disconnect(&firm, shop, at("2026-11-11 11:59")).await;
    house.clock.set(at("2026-11-12 12:00"));
    let month = billing::month(&house.ctx, &firm, november).await.unwrap();
    assert_eq!(month.estimate.net, 14_900);
    assert_eq!(month.shops.len(), 2);
}

#[tokio::test]
async fn when_the_month_is_over_the_page_and_the_invoice_say_the_same() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "DK").await;
    long_connected(&firm, "kaffe", 3).await;
    let shop = connect(&firm, "kaffe-ny", at("2026-11-03 08:00")).await;
    disconnect(&firm, shop, at("2026-11-19 08:00")).await;
    close_november(&house).await;
    let month = billing::month(&house.ctx, &firm, period("2026-11"))
        .await
        .unwrap();
    let invoice = documents(&firm).await.remove(0);
    assert_eq!(month.so_far, month.estimate);
    assert_eq!(
        (month.so_far.net, month.so_far.total),
        (invoice.net, invoice.total)
    );
}

#[tokio::test]
async fn billing_details_begin_with_the_sign_up_and_stand_on_the_next_invoice() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    let details = billing::details(&firm).await.unwrap();
    assert_eq!(
        (&*details.company, &*details.email),
        ("kaffe", "regnskap@kaffe.example")
    );
    let typed = TypedDetails {
        company: "Kaffebønna AS".to_owned(),
        organisation: "974760674".to_owned(),
        address: "Bryggen 1".to_owned(),
        postal_code: "5003".to_owned(),
        city: "Bergen".to_owned(),
        reference: "Avd. 12".to_owned(),
        email: "faktura@kaffe.example".to_owned(),
        endpoint: String::new(),
    };
    let saved = billing::save_details(&house.ctx, &firm, "kari", &typed)
        .await
        .unwrap();
    assert_eq!(saved, Err(vec![DetailFault::Organisation]));
    let typed = TypedDetails {
        organisation: "974 760 673".to_owned(),
        ..typed
    };
    let saved = billing::save_details(&house.ctx, &firm, "kari", &typed)
        .await
        .unwrap();
    assert!(saved.is_ok());
    close_november(&house).await;
    let invoice = documents(&firm).await.remove(0);
    assert_eq!(invoice.buyer.name, "Kaffebønna AS");
    assert_eq!(invoice.buyer.organisation.unwrap().as_str(), "974760673");
    assert_eq!(invoice.buyer.reference.as_deref(), Some("Avd. 12"));
    // What is changed afterwards is on the next one; this one stays.
    clock_shows(&house, "2026-12-03 12:00").await;
    let typed = TypedDetails {
        company: "Ny Eier AS".to_owned(),
        ..typed
    };
    billing::save_details(&house.ctx, &firm, "kari", &typed)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(documents(&firm).await[0].buyer.name, "Kaffebønna AS");
    assert_eq!(house.mails_to("faktura@kaffe.example").await.len(), 1);
}
