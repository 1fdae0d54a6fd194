//! What keeps strangers out: limits, sessions that end, new passwords.
use chrono::TimeDelta;
use store::user::Role;
use testkit::House;

use crate::people::{EMAIL, OTHER, PASSWORD, customer, sign_in};

#[actix_web::test]
async fn a_session_ends_when_unused_for_two_weeks_and_after_ninety_days() {
    let house = House::bare().await;
    let kari = customer(&house).await;
    for _ in 0..8 {
        house.clock.advance(TimeDelta::days(11));
        assert_eq!(kari.open("/security").await.path, "/security");
    }
    house.clock.advance(TimeDelta::days(3));
    assert_eq!(
        kari.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );

    sign_in(&kari, EMAIL, PASSWORD).await;
    house.clock.advance(TimeDelta::days(15));
    assert_eq!(
        kari.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );
}

#[actix_web::test]
async fn a_reset_works_once_and_ends_every_session() {
    let house = House::bare().await;
    let kari = customer(&house).await;
    let other = house.visitor();
    other.open("/reset").await;
    other.send("/reset", &[("email", EMAIL)]).await;
    let link = house.mails_to(EMAIL).await.pop().unwrap().path();
    assert!(other.open(&link).await.has(EMAIL));
    let page = other.send(&link, &[("password", "kort")]).await;
    assert!(page.has("minst 12 tegn"));
    other.send(&link, &[("password", OTHER)]).await;
    assert_eq!(other.open("/security").await.path, "/security");

    assert_eq!(
        kari.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );
    assert!(kari.open(&link).await.has("Lenken virker ikke lenger"));
    assert!(
        sign_in(&kari, EMAIL, PASSWORD)
            .await
            .has("E-posten eller passordet er feil.")
    );
    sign_in(&kari, EMAIL, OTHER).await;
    assert_eq!(kari.open("/security").await.path, "/security");
    let last = house.mails_to(EMAIL).await.pop().unwrap();
    assert_eq!(last.subject, "Passordet ditt er endret");
}

#[actix_web::test]
async fn a_reset_runs_out_in_an_hour() {
    let house = House::bare().await;
    customer(&house).await;
    let visitor = house.visitor();
    visitor.open("/reset").await;
    visitor.send("/reset", &[("email", EMAIL)]).await;
    let link = house.mails_to(EMAIL).await.pop().unwrap().path();
    house.clock.advance(TimeDelta::minutes(61));
    assert!(visitor.open(&link).await.has("Lenken virker ikke lenger"));
}

#[actix_web::test]
async fn guessing_ends_for_a_while_and_locks_nobody_out_for_good() {
    let house = House::bare().await;
    customer(&house).await;
    let thief = house.visitor();
    for _ in 0..10 {
        assert!(sign_in(&thief, EMAIL, OTHER).await.has("passordet er feil"));
    }
    assert!(
        sign_in(&thief, EMAIL, PASSWORD)
            .await
            .has("For mange forsøk")
    );

    // Whoever holds the mailbox comes in at once.
    let kari = house.visitor();
    kari.open("/reset").await;
    kari.send("/reset", &[("email", EMAIL)]).await;
    let link = house.mails_to(EMAIL).await.pop().unwrap().path();
    kari.open(&link).await;
    kari.send(&link, &[("password", OTHER)]).await;
    kari.open("/security").await;
    kari.send("/sign-out", &[]).await;
    sign_in(&kari, EMAIL, OTHER).await;
    assert_eq!(kari.open("/security").await.path, "/security");
}

#[actix_web::test]
async fn the_limit_is_the_same_for_addresses_we_do_not_know_and_runs_out() {
    let house = House::bare().await;
    let visitor = house.visitor();
    for _ in 0..10 {
        sign_in(&visitor, "ola@annet.example", OTHER).await;
    }
    let page = sign_in(&visitor, "ola@annet.example", OTHER).await;
    assert!(page.has("For mange forsøk"));
    house.clock.advance(TimeDelta::minutes(16));
    let page = sign_in(&visitor, "ola@annet.example", OTHER).await;
    assert!(page.has("passordet er feil"));
}

#[actix_web::test]
async fn fifty_guesses_at_once_get_no_more_tries_than_one_after_the_other() {
    let house = House::bare().await;
    customer(&house).await;
    let thief = house.visitor();
    thief.open("/sign-in").await;
    let csrf = thief.page().form("/sign-in").unwrap().fields[0].clone();
    let form = [
        csrf,
        ("email".to_owned(), EMAIL.to_owned()),
        ("password".to_owned(), OTHER.to_owned()),
    ];
    let tries = (0..50).map(|_| thief.ask(testkit::Method::POST, "/sign-in", &form));
    let pages = futures::future::join_all(tries).await;
    let tried = pages
        .iter()
        .filter(|page| page.has("passordet er feil"))
        .count();
    assert!(tried <= 10, "{tried}");
    assert_eq!(
        pages
            .iter()
            .filter(|page| page.has("For mange forsøk"))
            .count(),
        50 - tried
    );
}

#[actix_web::test]
async fn a_password_is_changed_with_the_old_one_and_ends_the_other_sessions() {
    let house = House::bare().await;
    let kari = customer(&house).await;
    let elsewhere = house.visitor();
    sign_in(&elsewhere, EMAIL, PASSWORD).await;
    kari.open("/security").await;
    let change = "/security/password";
    let page = kari.send(change, &[("old", OTHER), ("new", OTHER)]).await;
    assert!(page.has("Passordet er feil."));
    let page = kari
        .send(change, &[("old", PASSWORD), ("new", OTHER)])
        .await;
    assert!(page.has("Passordet er endret"));
    assert_eq!(
        elsewhere.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );
}

#[actix_web::test]
async fn a_session_elsewhere_can_be_ended_and_nobody_elses() {
    let house = House::bare().await;
    let kari = customer(&house).await;
    let elsewhere = house.visitor();
    sign_in(&elsewhere, EMAIL, PASSWORD).await;
    let page = kari.open("/security").await;
    let ends = testkit::html::forms(&page.html);
    let end = ends
        .iter()
        .find(|form| form.action.starts_with("/sessions/"))
        .unwrap();

    let stranger = house.signed_in(Role::Owner).await;
    stranger.open("/security").await;
    let csrf = stranger.page().form("/security/password").unwrap().fields[0].clone();
    stranger
        .ask(testkit::Method::POST, &end.action, &[csrf])
        .await;
    assert_eq!(elsewhere.open("/security").await.path, "/security");

    kari.send(&end.action, &[]).await;
    assert_eq!(
        elsewhere.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );
}
