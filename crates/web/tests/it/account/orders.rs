//! A shop's orders and one order's page.
use testkit::{House, Shop, simulator::woo::OrderDraft};

use super::main_of;

/// One order that is in Rackbeat, and one that is refused for its SKU.
async fn two_orders(house: &House) -> (Shop, u64, u64) {
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    let sent = shop.buy("KOPP", 2);
    let refused = shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    (shop, sent, refused)
}

#[actix_web::test]
async fn an_empty_list_says_what_will_come() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let path = format!("/shops/{}/orders", shop.id);
    let page = house.owner().await.open(&path).await;
    assert!(page.has("Ingen ordre ennå"));
}

#[actix_web::test]
async fn each_order_has_its_state_its_reason_and_what_to_do() {
    let house = House::open().await;
    let (shop, ..) = two_orders(&house).await;
    let path = format!("/shops/{}/orders", shop.id);
    let page = house.owner().await.open(&path).await;
    assert!(page.has("finnes ikke i Rackbeat"), "{}", page.text());
    assert!(page.has("Opprett varen i Rackbeat"));
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn the_list_is_narrowed_by_state_and_number() {
    let house = House::open().await;
    let (shop, sent, refused) = two_orders(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let link = |order: u64| format!("{path}/{order}\"");
    let page = owner.open(&format!("{path}?state=not_sent")).await;
    assert!(page.html.contains(&link(refused)) && !page.html.contains(&link(sent)));
    let page = owner.open(&format!("{path}?search={sent}")).await;
    assert!(page.html.contains(&link(sent)) && !page.html.contains(&link(refused)));
    let page = owner.open(&format!("{path}?state=failed&search=%25")).await;
    assert!(page.has("Ingen ordre passer"));
}

#[actix_web::test]
async fn a_long_list_is_read_page_by_page_without_a_gap() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    let orders: Vec<_> = (0..53).map(|_| shop.buy("UKJENT", 1)).collect();
    house.later(chrono::TimeDelta::minutes(6)).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let first = owner.open(&path).await;
    let older = first
        .html
        .split("href=\"")
        .find(|part| part.contains("after="));
    let older = older
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&#38;", "&");
    let second = owner.open(&older).await;
    for order in orders {
        let link = format!("{path}/{order}\"");
        let times = [&first, &second].map(|page| page.html.contains(&link));
        assert_ne!(times[0], times[1], "{order}");
    }
    let links = second.html.split("href=\"").skip(1);
    let mut links = links.map(|part| part.split('"').next().unwrap());
    assert!(links.all(|link| !link.contains("after=")));
}

#[actix_web::test]
async fn an_orders_page_tells_all_that_happened_and_leads_to_the_thing() {
    let house = House::open().await;
    let (shop, _, refused) = two_orders(&house).await;
    let path = format!("/shops/{}/orders/{refused}", shop.id);
    let page = house.owner().await.open(&path).await;
    assert!(
        page.html
            .contains(&format!("post.php?post={refused}&#38;action=edit"))
    );
    assert!(
        page.html
            .contains("edit.php?post_type=product&#38;s=UKJENT"),
        "{}",
        page.html
    );
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn a_refused_order_goes_on_by_the_button_once_its_cause_is_gone() {
    let house = House::open().await;
    house
        .agreement
        .add_product("TERMOS-2", "Termos 2 l", 500, 5);
    let (shop, sent, refused) = two_orders(&house).await;
    let product = shop.product_id("UKJENT");
    assert!(shop.edit_order(refused, &serde_json::json!({ "customer_note": "Takk" })));
    assert!(shop.change_product(product, &serde_json::json!({ "sku": "TERMOS-2" })));
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders/{refused}", shop.id);
    owner.open(&path).await;
    let page = owner.send("/retries", &[]).await;
    assert!(page.has("Vi prøver på nytt nå"));
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(page.has("er overført til Rackbeat"), "{}", page.text());
    assert_eq!(
        house.orders_in_rackbeat().len(),
        2,
        "{sent} and {refused}, each once"
    );
}

#[actix_web::test]
async fn all_orders_of_one_cause_are_tried_again_at_once() {
    let house = House::open().await;
    let (shop, _, refused) = two_orders(&house).await;
    let another = shop.buy("UKJENT", 2);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    let page = owner.open(&format!("/shops/{}/orders", shop.id)).await;
    assert!(page.form("/retries/all").is_some());
    let page = owner.send("/retries/all", &[]).await;
    assert!(page.has("Antall ordre: 2"), "{}", page.text());
    let lines = house.log().await.matches("UKJENT").count();
    house.run_jobs().await;
    let after = house.log().await.matches("UKJENT").count();
    assert_eq!(after, lines + 2, "{refused} and {another}");
}

#[actix_web::test]
async fn an_order_that_is_not_to_be_sent_is_left_alone_for_good() {
    let house = House::open().await;
    let (shop, _, refused) = two_orders(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders/{refused}", shop.id);
    owner.open(&path).await;
    let page = owner.send(&format!("{path}/exclusion"), &[]).await;
    assert!(page.has("blir ikke overført"), "{}", page.text());
    assert!(page.form("/retries").is_none());
    assert!(page.form(&format!("{path}/exclusion")).is_none());
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 1);
}

#[actix_web::test]
async fn text_from_a_customer_cannot_become_markup() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let mut draft = OrderDraft::of(shop.product_id("KOPP"), 1);
    let evil = "<script>alert(1)</script>".into();
    draft.billing.insert("first_name".to_owned(), evil);
    let order = shop.place(&draft);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    for path in [
        "orders".to_owned(),
        format!("orders/{order}"),
        "log".to_owned(),
    ] {
        let page = owner.open(&format!("/shops/{}/{path}", shop.id)).await;
        assert!(!page.html.contains("<script>alert"), "{path}");
    }
}
