//! Connecting both ends in the browser: what goes wrong has its sentence, in both languages, and loses nothing.
use reqwest::header::{COOKIE, LOCATION};
use store::user::Role;
use testkit::{
    House, Page, Visitor,
    simulator::{
        self,
        woo::{Key, Permalinks, Setup, Shop},
    },
};

fn start(setup: Setup) -> Shop {
    Shop::start(Setup {
        clock: simulator::Clock::default(),
        allow_http_callback: true,
        ..setup
    })
    .unwrap()
}

async fn type_address(visitor: &Visitor, address: &str) -> Page {
    visitor.open("/shops/new").await;
    visitor.send("/shops/new", &[("address", address)]).await
}

async fn paste(visitor: &Visitor, shop: &Shop, key: &Key) -> Page {
    type_address(visitor, &shop.url()).await;
    let keys = [("key", key.key.as_str()), ("secret", key.secret.as_str())];
    visitor.send("/shops/new/keys", &keys).await
}

/// Norwegian and English of the same page.
async fn in_both(house: &House) -> [Visitor; 2] {
    let (nb, mut en) = (
        house.owner().await,
        house.signed_in(Role::Administrator).await,
    );
    en.language = "en";
    en.open("/security").await;
    en.send("/language", &[("language", "en")]).await;
    [nb, en]
}

#[actix_web::test]
async fn every_address_that_is_no_shop_has_its_sentence() {
    let house = House::bare().await;
    let login = start(Setup {
        login_page: true,
        ..Setup::default()
    });
    let plain = start(Setup {
        permalinks: Permalinks::Plain,
        ..Setup::default()
    });
    let (ours, rackbeat) = (house.ctx.public_url.to_string(), house.rackbeat.url());
    let cases = [
        (
            "hei på deg",
            "Dette er ikke en nettadresse",
            "This is not a web address",
        ),
        (
            "http://127.0.0.1:1",
            "Vi fikk ikke kontakt",
            "We could not reach the shop",
        ),
        (&login.url(), "innloggingsside", "log-in page"),
        (&plain.url(), "enkle permalenker", "plain permalinks"),
        (&rackbeat, "innloggingsside", "log-in page"),
        (&ours, "finner vi ikke WordPress", "do not find WordPress"),
    ];
    for (visitor, is_english) in in_both(&house).await.into_iter().zip([false, true]) {
        for (typed, nb, en) in &cases {
            let page = type_address(&visitor, typed).await;
            let sentence = if is_english { en } else { nb };
            assert_eq!(page.status, 422, "{typed}");
            assert!(page.has(sentence), "{typed}: {}", page.text());
            assert!(
                page.html.contains(&format!("value=\"{typed}\"")),
                "what was typed is not lost"
            );
        }
    }
}

#[actix_web::test]
async fn every_key_that_does_not_do_has_its_sentence() {
    let house = House::bare().await;
    let keys = [
        Key::of('a', "read_write"),
        Key::of('b', "read"),
        Key::of('c', "write"),
    ];
    let shop = start(Setup {
        keys: keys.to_vec(),
        ..Setup::default()
    });
    let wrong = Key::of('f', "read_write");
    let mut swapped = Key::of('a', "read_write");
    std::mem::swap(&mut swapped.key, &mut swapped.secret);
    let cases = [
        (&wrong, "godtar ikke nøklene", "does not accept the keys"),
        (&keys[1], "kan bare lese", "can only read"),
        (&keys[2], "kan bare skrive", "can only write"),
        (
            &swapped,
            "Begge nøklene må være med",
            "Both keys are needed",
        ),
    ];
    for (visitor, is_english) in in_both(&house).await.into_iter().zip([false, true]) {
        for (key, nb, en) in &cases {
            let page = paste(&visitor, &shop, key).await;
            let sentence = if is_english { en } else { nb };
            assert_eq!(page.status, 422);
            assert!(page.has(sentence), "{sentence}: {}", page.text());
            assert!(!page.html.contains(&key.secret), "keys are never sent back");
        }
    }
    shop.demote(&keys[0].key, true);
    let owner = house.owner().await;
    assert!(
        paste(&owner, &shop, &keys[0])
            .await
            .has("ikke lenger lov til dette")
    );
    assert!(store::shop::all(&house.tenant()).await.unwrap().is_empty());
}

#[actix_web::test]
async fn a_shop_is_connected_by_pasted_keys_and_its_check_is_shown() {
    let house = House::open().await;
    let shop = start(Setup {
        wp_cron: false,
        manage_stock: false,
        hold_minutes: None,
        ..Setup::default()
    });
    let owner = house.owner().await;
    let page = paste(&owner, &shop, &shop.keys()[0]).await;
    assert!(
        page.path.ends_with("/check"),
        "{}: {}",
        page.path,
        page.text()
    );
    for point in [
        "Butikk er koblet til",
        "Nøklene kan lese og skrive",
        "WooCommerce 11.0.1",
        "Valutaen er NOK",
        "Prisene er lagt inn med mva",
        "ordretabeller",
        "Lagerstyring er slått av",
        "WP-Cron er slått av",
        "Ubetalte ordrer holder på varene uten tidsgrense",
        "Ingen andre ser ut til",
    ] {
        assert!(page.has(point), "{point}: {}", page.text());
    }
    house.run_jobs().await;
    assert_eq!(shop.webhooks().len(), 8, "made by the lane, once");
    shop.set_up(|setup| setup.manage_stock = true);
    let again = owner.send(&page.path, &[]).await;
    assert!(again.has("Lagerstyring er slått på"), "{}", again.text());
    house.run_jobs().await;
    assert_eq!(shop.webhooks().len(), 8, "none is made twice");
    assert_eq!(owner.open("/onboarding").await.status, 200);
}

#[actix_web::test]
async fn a_host_that_strips_the_header_gets_the_keys_in_the_address() {
    let house = House::open().await;
    let shop = start(Setup {
        strip_authorization: true,
        ..Setup::default()
    });
    let owner = house.owner().await;
    let page = paste(&owner, &shop, &shop.keys()[0]).await;
    assert!(
        page.has("så vi sender dem i adressen i stedet"),
        "{}",
        page.text()
    );
    house.run_jobs().await;
    assert_eq!(
        shop.webhooks().len(),
        8,
        "everything else goes the same way"
    );
}

#[actix_web::test]
async fn the_same_shop_cannot_be_connected_twice_and_nobody_learns_whose_it_is() {
    let house = House::open().await;
    let shop = start(Setup::default());
    let owner = house.owner().await;
    let key = &shop.keys()[0];
    paste(&owner, &shop, key).await;
    house.run_jobs().await;
    let twice = paste(&owner, &shop, key).await;
    assert_eq!(twice.status, 422);
    let text = "Denne nettbutikken er allerede koblet til";
    assert!(twice.has(text), "{}", twice.text());

    let email = "ole@fjell.example".parse().unwrap();
    let token = app::account::found(&house.ctx, "Fjell AS", &email, testkit::PASSWORD.into());
    token.await.unwrap();
    let other = house.visitor();
    other.open("/sign-in").await;
    let filled = [
        ("email", "ole@fjell.example"),
        ("password", testkit::PASSWORD),
    ];
    other.send("/sign-in", &filled).await;
    let taken = paste(&other, &shop, key).await;
    assert!(taken.has(text), "{}", taken.text());
    assert!(
        !taken.has("Nordlys") && !taken.has("kari@"),
        "{}",
        taken.text()
    );
}

/// The shop's owner signs in there and presses the link with this class; where the shop sends them then.
async fn at_the_shop(authorize: &str, link: &str) -> reqwest::Response {
    let browser = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy();
    let browser = browser.build().unwrap();
    let logged_in = |url: &str| {
        browser
            .get(url)
            .header(COOKIE, "wordpress_logged_in=1")
            .send()
    };
    let grant = logged_in(authorize).await.unwrap().text().await.unwrap();
    let (_, rest) = grant
        .split_once(&format!("class=\"{link}\" href=\""))
        .unwrap();
    let href = rest.split('"').next().unwrap().replace("&amp;", "&");
    logged_in(&href).await.unwrap()
}

/// The path of ours that an answer leads to.
fn way_back(house: &House, answer: &reqwest::Response) -> String {
    let to = answer.headers()[LOCATION].to_str().unwrap();
    let ours = house.ctx.public_url.as_str().trim_end_matches('/');
    to.strip_prefix(ours).unwrap().to_owned()
}

#[actix_web::test]
async fn one_click_in_the_shop_connects_it() {
    let house = House::open().await;
    let shop = start(Setup::default());
    let owner = house.owner().await;
    type_address(&owner, &shop.url()).await;
    let away = owner.send("/shops/new/click", &[]).await;
    assert!(away.path.starts_with(&shop.url()), "{}", away.path);
    let answer = at_the_shop(&away.path, "wc-auth-approve").await;
    assert_eq!(answer.status(), 302, "the shop saw exactly 200");
    let back = way_back(&house, &answer);

    let stranger = house.visitor();
    assert!(
        stranger.open(&back).await.path.starts_with("/sign-in"),
        "the address alone is nothing"
    );
    let page = owner.open(&back).await;
    assert!(page.has("Butikk er koblet til"), "{}", page.text());
    let again = owner.open(&back).await;
    assert!(again.has("er brukt eller for gammel"), "{}", again.text());
    house.run_jobs().await;
    assert_eq!(shop.webhooks().len(), 8);
}

#[actix_web::test]
async fn a_no_in_the_shop_is_a_no() {
    let house = House::open().await;
    let shop = start(Setup::default());
    let owner = house.owner().await;
    type_address(&owner, &shop.url()).await;
    let away = owner.send("/shops/new/click", &[]).await;
    let browser = reqwest::Client::builder().no_proxy().build().unwrap();
    let grant = browser
        .get(&away.path)
        .header(COOKIE, "wordpress_logged_in=1");
    let grant = grant.send().await.unwrap().text().await.unwrap();
    let (_, rest) = grant.split_once("class=\"wc-auth-deny\" href=\"").unwrap();
    let deny = rest.split('"').next().unwrap().replace("&amp;", "&");
    let ours = house.ctx.public_url.as_str().trim_end_matches('/');
    let page = owner.open(deny.strip_prefix(ours).unwrap()).await;
    assert!(page.has("Du sa nei til tilkoblingen"), "{}", page.text());
    assert!(store::shop::all(&house.tenant()).await.unwrap().is_empty());
}

#[actix_web::test]
async fn a_shop_that_never_called_is_told_apart_from_one_that_did() {
    let house = House::open().await;
    let shop = start(Setup::default());
    let owner = house.owner().await;
    type_address(&owner, &shop.url()).await;
    let away = owner.send("/shops/new/click", &[]).await;
    let asked = url::Url::parse(&away.path).unwrap();
    let back = asked
        .query_pairs()
        .find(|(name, _)| name == "return_url")
        .unwrap()
        .1;
    let back = url::Url::parse(&back).unwrap().path().to_owned();
    let page = owner
        .open(&format!("{back}?success=1&user_id=varebro"))
        .await;
    assert!(page.has("nøklene kom aldri fram"), "{}", page.text());
}

#[actix_web::test]
async fn rackbeat_is_connected_by_its_key() {
    let house = House::bare().await;
    let owner = house.owner().await;
    owner.open("/rackbeat").await;
    for (key, sentence) in [
        ("", "Dette ser ikke ut som en API-nøkkel"),
        ("feil nøkkel", "Dette ser ikke ut som en API-nøkkel"),
        (
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9",
            "Rackbeat godtar ikke nøkkelen",
        ),
    ] {
        let page = owner.send("/rackbeat", &[("key", key)]).await;
        assert_eq!(page.status, 422);
        assert!(page.has(sentence), "{key}: {}", page.text());
    }
    let page = owner
        .send("/rackbeat", &[("key", house.agreement.token())])
        .await;
    assert!(page.has("Nordlys AS"), "{}", page.text());
    assert!(
        page.has(&house.agreement.number().to_string()),
        "{}",
        page.text()
    );
    assert!(!page.html.contains(house.agreement.token()));
    let page = owner.send("/rackbeat/currency", &[]).await;
    assert!(
        page.has("Valutaen er lagret"),
        "the proposed one is taken: {}",
        page.text()
    );
    house.run_jobs().await;
    assert!(house.agreement.webhooks().len() >= 5);

    let missing = owner.open("/rackbeat/needs").await;
    assert!(missing.has("Mangler"), "{}", missing.text());
    assert!(
        house.agreement.customers().is_empty(),
        "nothing is made unasked"
    );
    let made = owner.send("/rackbeat/needs", &[]).await;
    assert!(
        made.has("Finnes") && !made.has("Mangler"),
        "{}",
        made.text()
    );
    assert_eq!(house.agreement.customers().len(), 1);

    owner.open("/rackbeat/disconnection").await;
    let gone = owner.send("/rackbeat/disconnection", &[]).await;
    assert!(gone.has("Rackbeat er koblet fra"), "{}", gone.text());
    assert!(house.agreement.webhooks().is_empty());
}

#[actix_web::test]
async fn a_key_of_another_agreement_is_refused() {
    let house = House::open().await;
    let owner = house.owner().await;
    let other = house.rackbeat.add_agreement("Fjell AS", "NO");
    owner.open("/rackbeat").await;
    let page = owner.send("/rackbeat", &[("key", other.token())]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.has("hører til en annen avtale") && page.has("Nordlys AS"),
        "{}",
        page.text()
    );
}

#[actix_web::test]
async fn an_agreement_belongs_to_one_account() {
    let house = House::open().await;
    let email = "ole@fjell.example".parse().unwrap();
    let founded = app::account::found(&house.ctx, "Fjell AS", &email, testkit::PASSWORD.into());
    founded.await.unwrap();
    let other = house.visitor();
    other.open("/sign-in").await;
    let filled = [
        ("email", "ole@fjell.example"),
        ("password", testkit::PASSWORD),
    ];
    other.send("/sign-in", &filled).await;
    other.open("/rackbeat").await;
    let page = other
        .send("/rackbeat", &[("key", house.agreement.token())])
        .await;
    assert!(page.has("er koblet til en annen konto"), "{}", page.text());
    assert!(!page.has("kari@"), "{}", page.text());
}
