//! The doors that other systems knock at: webhooks from shops and from Rackbeat, and keys that a shop hands over.
use secrecy::ExposeSecret;
use store::{agreement, inbox, inbox::Kind, shop};
use testkit::{House, Shop};
use woo::webhook;

struct Knock<'a> {
    path: String,
    headers: Vec<(&'a str, String)>,
    body: String,
}

impl Knock<'_> {
    async fn at(self, house: &House) -> u16 {
        let url = house.ctx.public_url.join(&self.path).unwrap();
        let mut call = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .post(url);
        for (name, value) in self.headers {
            call = call.header(name, value);
        }
        call.body(self.body).send().await.unwrap().status().as_u16()
    }
}

/// As the shop itself would send it.
async fn signed<'a>(house: &House, shop: &Shop, topic: &str, body: &str) -> Knock<'a> {
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    let secret = row.webhook_secret(&house.ctx.store).unwrap();
    Knock {
        path: format!("webhooks/woo/{}", shop.id),
        headers: vec![
            (webhook::TOPIC, topic.to_owned()),
            (
                webhook::SIGNATURE,
                webhook::sign(secret.expose_secret(), body.as_bytes()),
            ),
            (webhook::SOURCE, format!("{}/", shop.url())),
        ],
        body: body.to_owned(),
    }
}

async fn waiting(house: &House) -> Vec<(Option<Kind>, String)> {
    let all = inbox::unsettled(&house.tenant()).await.unwrap();
    all.iter()
        .map(|message| (message.kind(), message.subject.clone()))
        .collect()
}

#[actix_web::test]
async fn a_signed_webhook_is_a_message_before_it_is_thanked_for() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    for (topic, kind) in [
        ("order.created", Kind::Order),
        ("order.deleted", Kind::Order),
        ("product.updated", Kind::Product),
        ("product.restored", Kind::Product),
    ] {
        let knock = signed(&house, &shop, topic, r#"{"id":4711}"#).await;
        assert_eq!(knock.at(&house).await, 200, "{topic}");
        assert!(
            waiting(&house)
                .await
                .contains(&(Some(kind), "4711".to_owned())),
            "{topic}"
        );
    }
    assert_eq!(
        waiting(&house).await.len(),
        2,
        "ten webhooks about one thing are one message"
    );
    house.run_jobs().await;
}

#[actix_web::test]
async fn an_unsigned_ping_is_thanked_for_and_does_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    for path in [
        format!("webhooks/woo/{}", shop.id),
        "webhooks/woo/nobody".to_owned(),
    ] {
        let knock = Knock {
            path,
            headers: vec![(
                "content-type",
                "application/x-www-form-urlencoded".to_owned(),
            )],
            body: "webhook_id=7".to_owned(),
        };
        assert_eq!(knock.at(&house).await, 200);
    }
    assert_eq!(waiting(&house).await, []);
}

#[actix_web::test]
async fn a_forged_webhook_changes_nothing() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let body = r#"{"id":4711}"#;
    let mut unsigned = signed(&house, &shop, "order.created", body).await;
    unsigned
        .headers
        .retain(|(name, _)| *name != webhook::SIGNATURE);
    let mut changed = signed(&house, &shop, "order.created", body).await;
    changed.body = r#"{"id":4712}"#.to_owned();
    let mut anothers = signed(&house, &other, "order.created", body).await;
    anothers.path = format!("webhooks/woo/{}", shop.id);
    for knock in [unsigned, changed, anothers] {
        assert_eq!(knock.at(&house).await, 401);
    }
    let mut nowhere = signed(&house, &shop, "order.created", body).await;
    nowhere.path = format!("webhooks/woo/{}", store::ShopId::new());
    assert_eq!(nowhere.at(&house).await, 404);
    assert_eq!(waiting(&house).await, []);
}

#[actix_web::test]
async fn a_copy_of_the_shop_is_not_listened_to() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let mut knock = signed(&house, &shop, "order.created", r#"{"id":1}"#).await;
    knock.headers.retain(|(name, _)| *name != webhook::SOURCE);
    knock
        .headers
        .push((webhook::SOURCE, "https://staging.butikk.no/".to_owned()));
    assert_eq!(
        knock.at(&house).await,
        200,
        "or the copy would switch its webhook off and tell nobody"
    );
    assert_eq!(waiting(&house).await, []);
}

#[actix_web::test]
async fn a_webhook_whose_owner_lost_their_rights_is_made_anew() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let before: Vec<_> = shop.webhooks().iter().map(|hook| hook.id).collect();
    let gone =
        r#"{"code":"woocommerce_rest_shop_order_invalid_id","message":"x","data":{"status":404}}"#;
    assert_eq!(
        signed(&house, &shop, "order.created", gone)
            .await
            .at(&house)
            .await,
        200
    );
    assert_eq!(waiting(&house).await, [], "gone again: nothing to look at");
    let lost = r#"{"code":"woocommerce_rest_cannot_view","message":"x","data":{"status":403}}"#;
    assert_eq!(
        signed(&house, &shop, "order.updated", lost)
            .await
            .at(&house)
            .await,
        200
    );
    house.run_jobs().await;
    let after: Vec<_> = shop.webhooks().iter().map(|hook| hook.id).collect();
    assert_eq!((before.len(), after.len()), (8, 8));
    assert!(
        after.iter().all(|id| !before.contains(id)),
        "{before:?} {after:?}"
    );
}

#[actix_web::test]
async fn a_body_without_end_is_cut_off() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let mut knock = signed(&house, &shop, "order.created", "{}").await;
    knock.body = "x".repeat((8 << 20) + 1);
    assert_eq!(knock.at(&house).await, 413);
}

async fn rackbeat<'a>(house: &House, event: &str, body: &str) -> Knock<'a> {
    let row = agreement::find(&house.tenant()).await.unwrap();
    let secret = row.door_secret(&house.tenant()).unwrap();
    let hooks = house.agreement.webhooks();
    let hook = hooks.iter().find(|hook| hook.event == event).unwrap();
    Knock {
        path: format!("webhooks/rackbeat/{}/{}", row.id, secret.expose_secret()),
        headers: vec![
            ("rackbeat-webhook-token", hook.token.clone()),
            ("rackbeat-webhook-event", event.to_owned()),
        ],
        body: body.to_owned(),
    }
}

#[actix_web::test]
async fn rackbeat_needs_the_secret_in_the_path_and_the_token() {
    let house = House::open().await;
    let body = r#"{"item":"KOPP","item_type":"product","type":"stock"}"#;
    let knock = || rackbeat(&house, "inventory.changed", body);
    let mut other_secret = knock().await;
    other_secret.path.pop();
    assert_eq!(other_secret.at(&house).await, 404);
    for token in ["", "0123456789abcdef0123456789abcdef"] {
        let mut other_token = knock().await;
        other_token.headers[0].1 = token.to_owned();
        assert_eq!(other_token.at(&house).await, 401, "{token}");
    }
    assert_eq!(waiting(&house).await, []);
    assert_eq!(knock().await.at(&house).await, 200);
    assert_eq!(
        waiting(&house).await,
        [(Some(Kind::Item), "KOPP".to_owned())]
    );
    let shipped = rackbeat(
        &house,
        "order.shipped",
        r#"{"key_name":"number","key":"1029"}"#,
    );
    assert_eq!(shipped.await.at(&house).await, 200);
    assert!(
        waiting(&house)
            .await
            .contains(&(Some(Kind::Shipment), "1029".to_owned()))
    );
    house.run_jobs().await;
}

#[actix_web::test]
async fn a_webhook_made_a_moment_ago_is_let_in() {
    let house = House::open().await;
    let old = rackbeat(&house, "product.updated", r#"{"key":"KOPP"}"#).await;
    let event = old.headers[1].1.clone();
    assert_eq!(old.at(&house).await, 200);
    let client = house.rackbeat_client().await;
    let hooks = house.agreement.webhooks();
    let hook = hooks.iter().find(|hook| hook.event == event).unwrap();
    client.delete_webhook(hook.id).await.unwrap();
    house.ask(store::ShopId::nil(), Kind::Hooks, "").await;
    house.run_jobs().await;
    let new = rackbeat(&house, "product.updated", r#"{"key":"KOPP"}"#).await;
    assert_ne!(new.headers[0].1, hook.token, "a token of its own");
    assert_eq!(
        new.at(&house).await,
        200,
        "although the old tokens were remembered"
    );
    house.run_jobs().await;
}

#[actix_web::test]
async fn keys_are_taken_once_and_only_where_they_were_asked_for() {
    let house = House::bare().await;
    let site = woo::Site::typed("https://butikk.example").unwrap();
    let url = app::shop::begin_auth(&house.ctx, &house.tenant(), &site, None)
        .await
        .unwrap();
    let callback = url
        .query_pairs()
        .find(|(name, _)| name == "callback_url")
        .unwrap()
        .1;
    let path = url::Url::parse(&callback)
        .unwrap()
        .path()
        .trim_start_matches('/')
        .to_owned();
    let keys = |permissions: &str| Knock {
        path: path.clone(),
        headers: vec![("content-type", "application/json;charset=UTF-8".to_owned())],
        body: format!(
            r#"{{"key_id":4,"user_id":"varebro","consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"{permissions}"}}"#
        ),
    };
    assert_eq!(
        keys("read").at(&house).await,
        403,
        "keys that do not write are of no use"
    );
    let mut elsewhere = keys("read_write");
    elsewhere.path.push('x');
    assert_eq!(elsewhere.at(&house).await, 403);
    assert_eq!(keys("read_write").at(&house).await, 200);
    assert_eq!(
        keys("read_write").at(&house).await,
        403,
        "a second use is refused"
    );
}

#[actix_web::test]
async fn keys_that_come_too_late_are_not_taken() {
    let house = House::bare().await;
    let site = woo::Site::typed("https://butikk.example").unwrap();
    let url = app::shop::begin_auth(&house.ctx, &house.tenant(), &site, None)
        .await
        .unwrap();
    let callback = url
        .query_pairs()
        .find(|(name, _)| name == "callback_url")
        .unwrap()
        .1;
    house.wait(chrono::TimeDelta::minutes(15));
    let late = Knock {
        path: url::Url::parse(&callback)
            .unwrap()
            .path()
            .trim_start_matches('/')
            .to_owned(),
        headers: Vec::new(),
        body: r#"{"consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"read_write"}"#
            .to_owned(),
    };
    assert_eq!(late.at(&house).await, 403);
}
