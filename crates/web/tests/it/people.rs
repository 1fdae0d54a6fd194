//! Signing up, in and out, and what nobody learns from it.
use chrono::TimeDelta;
use testkit::{House, Visitor};

pub(crate) const EMAIL: &str = "kari@kaffekompaniet.example";
pub(crate) const PASSWORD: &str = "fire gule tog i tåken";
pub(crate) const OTHER: &str = "en rolig elg spiser vafler";

pub(crate) async fn sign_up(house: &House, email: &str) -> Visitor {
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
pub(crate) async fn customer(house: &House) -> Visitor {
    let kari = sign_up(house, EMAIL).await;
    let link = house.mails_to(EMAIL).await[0].path();
    kari.open(&link).await;
    kari.send(&link, &[("password", PASSWORD)]).await;
    assert!(kari.open("/security").await.has(EMAIL));
    kari
}

pub(crate) async fn sign_in(visitor: &Visitor, email: &str, password: &str) -> testkit::Page {
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
        std::time::Duration::from_secs(1),
        house.ctx.now() + TimeDelta::days(9),
    );
    assert!(taken.await.unwrap().is_none());
}
