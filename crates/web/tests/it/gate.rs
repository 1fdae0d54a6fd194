//! What stands before every page: the token, the roles, the headers, the languages.
use store::user::Role;
use testkit::{House, Method, Visitor};

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

async fn token(visitor: &Visitor) -> String {
    let page = visitor.open("/security").await;
    page.form("/language").unwrap().fields[0].1.clone()
}

#[actix_web::test]
async fn a_form_without_its_token_is_refused() {
    let house = House::bare().await;
    let (owner, other) = (
        house.owner().await,
        house.signed_in(Role::Administrator).await,
    );
    let others = token(&other).await;
    for fields in [
        fields(&[]),
        fields(&[("csrf", "")]),
        fields(&[("csrf", &others)]),
    ] {
        let page = owner.ask(Method::POST, "/sign-out", &fields).await;
        assert_eq!(page.status, 403);
        assert!(page.has("Skjemaet er for gammelt"));
    }
    assert_eq!(owner.open("/security").await.path, "/security");
}

#[actix_web::test]
async fn a_form_on_another_site_is_refused_even_with_the_token() {
    let house = House::bare().await;
    let mut owner = house.owner().await;
    let csrf = token(&owner).await;
    let form = fields(&[("csrf", &csrf)]);
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        owner.headers = vec![(header.0, header.1.to_owned())];
        assert_eq!(
            owner.ask(Method::POST, "/sign-out", &form).await.status,
            403,
            "{header:?}"
        );
    }
    let own = house.ctx.public_url.origin().ascii_serialization();
    owner.headers = vec![("origin", own)];
    assert_eq!(
        owner.ask(Method::POST, "/sign-out", &form).await.status,
        303
    );
}

#[actix_web::test]
async fn a_script_may_carry_the_token_in_a_header() {
    let house = House::bare().await;
    let mut owner = house.owner().await;
    let csrf = token(&owner).await;
    owner.headers = vec![("x-csrf-token", csrf)];
    assert_eq!(owner.ask(Method::POST, "/sign-out", &[]).await.status, 303);
}

#[actix_web::test]
async fn a_reader_keeps_their_own_locks_and_changes_nothing_else() {
    let house = House::bare().await;
    let reader = house.signed_in(Role::Reader).await;
    let csrf = token(&reader).await;
    let form = fields(&[("csrf", &csrf)]);
    for path in ["/shops", "/rackbeat", "/anything/at/all"] {
        let page = reader.ask(Method::POST, path, &form).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(page.has("Dette har du ikke tilgang til"));
    }
    assert_eq!(
        reader.ask(Method::POST, "/sign-out", &form).await.status,
        303
    );
}

#[actix_web::test]
async fn every_page_tells_the_browser_to_be_careful() {
    let house = House::bare().await;
    let owner = house.owner().await;
    for path in ["/sign-in", "/security", "/no-such-page"] {
        let page = owner.ask(Method::GET, path, &[]).await;
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("strict-transport-security"), "", "plain http");
    }
}

#[actix_web::test]
async fn no_page_needs_what_the_policy_forbids() {
    let house = House::bare().await;
    let (guest, owner) = (house.visitor(), house.owner().await);
    for (visitor, path) in [
        (&guest, "/sign-in"),
        (&guest, "/sign-up"),
        (&guest, "/reset"),
        (&owner, "/security"),
        (&owner, "/no-such-page"),
    ] {
        let html = visitor.open(path).await.html;
        for forbidden in [
            " style=\"",
            "<style",
            "<script>",
            " onclick",
            " onsubmit",
            "javascript:",
        ] {
            assert!(!html.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[actix_web::test]
async fn over_https_the_cookies_are_bound_to_the_host() {
    let house = House::bare().await;
    let mut ctx = house.ctx.clone();
    ctx.public_url = "https://varebro.example/".parse().unwrap();
    let service = actix_web::App::new()
        .app_data(actix_web::web::Data::new(ctx))
        .configure(web::routes);
    let service = actix_web::test::init_service(service).await;
    let request = actix_web::test::TestRequest::get()
        .uri("/sign-in")
        .to_request();
    let answer = actix_web::test::call_service(&service, request).await;
    let cookie = answer
        .headers()
        .get("set-cookie")
        .unwrap()
        .to_str()
        .unwrap();
    assert!(cookie.starts_with("__Host-varebro_guest="));
    for word in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(answer.headers().contains_key("strict-transport-security"));
}

#[actix_web::test]
async fn a_page_that_is_not_there_says_so_in_the_visitors_language() {
    let house = House::bare().await;
    let mut visitor = house.visitor();
    let page = visitor.open("/no-such-page").await;
    assert_eq!(page.status, 404);
    assert!(page.has("Vi finner ikke siden"));
    visitor.language = "en-GB,en;q=0.9";
    let page = visitor.open("/no-such-page").await;
    assert!(page.has("We cannot find this page"));
    assert!(page.html.contains("<html lang=\"en\">"));
}

#[actix_web::test]
async fn a_language_is_kept_for_guests_and_users() {
    let house = House::bare().await;
    let guest = house.visitor();
    guest.open("/sign-in").await;
    let page = guest.send("/language", &[("language", "en")]).await;
    assert_eq!(page.path, "/sign-in");
    assert!(page.has("Forgotten password?"));

    let owner = house.owner().await;
    owner.open("/security").await;
    assert!(
        owner
            .send("/language", &[("language", "en")])
            .await
            .has("Where you are signed in")
    );
    let elsewhere = house.owner().await;
    assert!(
        elsewhere
            .open("/security")
            .await
            .has("Where you are signed in")
    );
}

#[actix_web::test]
async fn a_planted_flash_says_nothing_of_its_own() {
    let house = House::bare().await;
    let visitor = house.visitor();
    // "+|sign-up-title|" and "+|flash-nothing|<b>": not a flash, and not a sentence.
    visitor.hold("varebro_flash", "K3xzaWduLXVwLXRpdGxlfA");
    assert!(
        !visitor
            .open("/sign-in")
            .await
            .html
            .contains("role=\"status\"")
    );
    visitor.hold("varebro_flash", "K3xmbGFzaC1zaWduZWQtb3V0fDxiPg");
    let page = visitor.open("/sign-in").await;
    assert!(page.has("Du er logget ut."));
    assert!(!page.html.contains("<b>"));
}

#[actix_web::test]
async fn what_the_browser_gets_for_the_page_is_kept_for_a_year() {
    let house = House::bare().await;
    let visitor = house.visitor();
    let html = visitor.open("/sign-in").await.html;
    let mut files = 0;
    for part in html.split("\"/static/").skip(1) {
        let path = format!("/static/{}", part.split('"').next().unwrap());
        let file = visitor.ask(Method::GET, &path, &[]).await;
        assert_eq!(file.status, 200, "{path}");
        assert!(file.header("cache-control").contains("immutable"), "{path}");
        files += 1;
    }
    assert_eq!(files, 4);
    assert_eq!(
        visitor
            .ask(Method::GET, "/static/x/README.md", &[])
            .await
            .status,
        404
    );
    let old = visitor
        .ask(Method::GET, "/static/00000000/app.css", &[])
        .await;
    assert_eq!((old.status, old.header("cache-control")), (200, "no-cache"));
}
