//! Signing up, in and out; forgotten passwords; and who may not.
use chrono::TimeDelta;
use store::user::Role;
use testkit::{House, Visitor};

const EMAIL: &str = "kari@kaffekompaniet.example";
const PASSWORD: &str = "fire gule tog i tåken";
const OTHER: &str = "en rolig elg spiser vafler";

async fn sign_up(house: &House, email: &str) -> Visitor {
    let kari = house.visitor();
    kari.open("/sign-up").await;
    let form = [
        ("company", "Kaffekompaniet AS"),
        ("country", "NO"),
        ("email", email),
        ("password", PASSWORD),
    ];
    let page = kari.send("/sign-up", &form).await;
    assert_eq!((page.status, &*page.path), (200, "/sign-up/sent"));
    kari
}

/// A customer who has confirmed and is signed in.
async fn customer(house: &House) -> Visitor {
    let kari = sign_up(house, EMAIL).await;
    let link = house.mails_to(EMAIL).await[0].path();
    kari.open(&link).await;
    kari.send(&link, &[("password", PASSWORD)]).await;
    assert!(kari.open("/security").await.has(EMAIL));
    kari
}

async fn sign_in(visitor: &Visitor, email: &str, password: &str) -> testkit::Page {
    visitor.open("/sign-in").await;
    let form = [("email", email), ("password", password)];
    visitor.send("/sign-in", &form).await
}

#[actix_web::test]
async fn somebody_signs_up_confirms_and_is_in() {
    let house = House::bare().await;
    let kari = sign_up(&house, " Kari@Kaffekompaniet.example ").await;
    let mails = house.mails_to(EMAIL).await;
    assert_eq!(mails[0].subject, "Bekreft e-posten din");

    let link = mails[0].path();
    let page = kari.open(&link).await;
    assert!(page.has(&format!("Skriv passordet du valgte for {EMAIL}")));
    let before = kari.cookie("varebro_guest");
    kari.send(&link, &[("password", PASSWORD)]).await;
    assert!(
        kari.cookie("varebro_session")
            .is_some_and(|token| Some(token) != before)
    );
    assert!(kari.open("/security").await.has("Denne nettleseren"));

    assert_eq!(kari.open(&link).await.status, 422, "the link works once");
}

#[actix_web::test]
async fn a_link_alone_opens_no_account() {
    let house = House::bare().await;
    sign_up(&house, EMAIL).await;
    let link = house.mails_to(EMAIL).await[0].path();
    let stranger = house.visitor();
    stranger.open(&link).await;
    let page = stranger.send(&link, &[("password", OTHER)]).await;
    assert!(page.has("Passordet er feil."));
    assert_eq!(
        stranger.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );
}

#[actix_web::test]
async fn a_sign_up_forgotten_for_two_days_is_gone() {
    let house = House::bare().await;
    let kari = sign_up(&house, EMAIL).await;
    let link = house.mails_to(EMAIL).await[0].path();
    house.clock.advance(TimeDelta::hours(49));
    assert!(kari.open(&link).await.has("Lenken virker ikke lenger"));
}

#[actix_web::test]
async fn a_form_comes_back_with_what_is_wrong_at_its_field() {
    let house = House::bare().await;
    let kari = house.visitor();
    kari.open("/sign-up").await;
    let form = [
        ("company", ""),
        ("email", "kari"),
        ("country", "XX"),
        ("password", PASSWORD),
    ];
    let page = kari.send("/sign-up", &form).await;
    assert_eq!(page.status, 422);
    for text in [
        "Skriv navnet på firmaet",
        "Skriv en gyldig e-postadresse",
        "Velg et land",
    ] {
        assert!(page.has(text), "{text}");
    }
    assert!(page.html.contains(r#"aria-describedby="email-fault""#));
    assert!(
        !page.html.contains(PASSWORD),
        "a password is never sent back"
    );
    for (password, text) in [
        ("kort", "minst 12 tegn"),
        ("kaffekompaniet1", "for lett å gjette"),
        (&"x".repeat(129), "høyst 128 tegn"),
    ] {
        let form = [
            ("company", "Kaffekompaniet AS"),
            ("country", "NO"),
            ("email", EMAIL),
            ("password", password),
        ];
        let page = kari.send("/sign-up", &form).await;
        assert!(page.has(text), "{text}");
    }
    assert!(house.mails().await.is_empty());
}

#[actix_web::test]
async fn nobody_learns_from_a_sign_up_which_addresses_we_know() {
    let house = House::bare().await;
    customer(&house).await;
    let known = sign_up(&house, EMAIL).await.page();
    let unknown = sign_up(&house, "ola@annet.example").await.page();
    assert_eq!(known.text(), unknown.text());
    let mails = house.mails_to(EMAIL).await;
    assert_eq!(mails[1].subject, "Du har allerede en konto");
}

#[actix_web::test]
async fn nobody_learns_from_signing_in_or_a_reset_which_addresses_we_know() {
    let house = House::bare().await;
    customer(&house).await;
    let visitor = house.visitor();
    let known = sign_in(&visitor, EMAIL, OTHER).await;
    let unknown = sign_in(&visitor, "ola@annet.example", OTHER).await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.text(), unknown.text());

    for email in [EMAIL, "ola@annet.example"] {
        visitor.open("/reset").await;
        let page = visitor.send("/reset", &[("email", email)]).await;
        assert_eq!((page.status, &*page.path), (200, "/reset/sent"), "{email}");
    }
    assert_eq!(house.mails_to(EMAIL).await.len(), 2);
    assert!(house.mails_to("ola@annet.example").await.is_empty());
}

#[actix_web::test]
async fn who_signs_out_is_out_on_the_server_too() {
    let house = House::bare().await;
    let kari = customer(&house).await;
    let token = kari.cookie("varebro_session").unwrap();
    kari.open("/security").await;
    let page = kari.send("/sign-out", &[]).await;
    assert!(page.has("Du er logget ut."));
    assert!(
        !kari.open("/sign-in").await.has("Du er logget ut."),
        "told once"
    );

    let thief = house.visitor();
    thief.hold("varebro_session", &token);
    assert_eq!(
        thief.open("/security").await.path,
        "/sign-in?next=%2Fsecurity"
    );
}

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

#[actix_web::test]
async fn a_detour_after_signing_in_leads_to_our_own_pages_only() {
    let house = House::bare().await;
    customer(&house).await;
    for (next, lands) in [
        ("/security", "/security"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
    ] {
        let visitor = house.visitor();
        visitor.open("/sign-in").await;
        let form = [("email", EMAIL), ("password", PASSWORD), ("next", next)];
        assert_eq!(visitor.send("/sign-in", &form).await.path, lands);
    }
}

#[actix_web::test]
async fn an_operator_is_made_from_a_user_or_invited() {
    let house = House::bare().await;
    customer(&house).await;
    for email in [EMAIL, "drift@varebro.example"] {
        let email = email.parse().unwrap();
        app::account::make_operator(&house.ctx, &email)
            .await
            .unwrap();
    }
    let store = &house.ctx.store;
    assert!(
        store::user::by_email(store, EMAIL)
            .await
            .unwrap()
            .unwrap()
            .is_operator
    );
    let mail = house.mails_to("drift@varebro.example").await.remove(0);
    let operator = house.visitor();
    operator.open(&mail.path()).await;
    operator.send(&mail.path(), &[("password", PASSWORD)]).await;
    assert!(
        operator
            .open("/security")
            .await
            .has("drift@varebro.example")
    );
}

#[actix_web::test]
async fn the_outbox_forgets_links_once_they_are_sent() {
    let house = House::bare().await;
    sign_up(&house, EMAIL).await;
    assert_eq!(house.mails().await.len(), 1);
    assert!(house.mails().await.len() == 1, "sent once");
    let taken = store::mail::take(
        &house.ctx.store,
        9,
        std::time::Duration::from_secs(1),
        house.ctx.now() + TimeDelta::days(9),
    );
    assert!(taken.await.unwrap().is_empty());
}
