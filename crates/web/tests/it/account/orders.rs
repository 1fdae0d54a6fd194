//! A shop's orders and one order's page.
use chrono::TimeDelta;
use domain::{
    Outcome, Refusal,
    order::{Edit, EditStep},
};
use store::order_link;
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
async fn what_quotes_a_buyer_is_forgotten_with_the_name_and_the_page_stays() {
    let house = House::open().await;
    let (shop, order, _) = two_orders(&house).await;
    assert!(shop.set_status(order, "cancelled"));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let refusal = Refusal::RackbeatRefused {
        text: "The phone +47 22334455 of kari@example.test is invalid.".to_owned(),
    };
    let edit = Edit {
        step: EditStep::Restoring {
            refusal: refusal.clone(),
        },
        was_booked: true,
    };
    let edit = serde_json::to_string(&edit).unwrap();
    let told = (shop.id, order.cast_signed());
    let outcome = Outcome::Refused { refusal };
    order_link::tell(&house.tenant(), told, &outcome, None)
        .await
        .unwrap();
    let half_way = format!("UPDATE order_links SET edit = '{edit}' WHERE woo_id = {order}");
    house.by_hand(&half_way).await.unwrap();
    let quotes = "UPDATE order_links SET number = number
        WHERE result LIKE '%22334455%' OR edit LIKE '%22334455%' OR cause LIKE '%22334455%'";
    assert_eq!(house.by_hand(quotes).await, Ok(1));

    for (days, quoting) in [(89, 1), (2, 0)] {
        house.wait(TimeDelta::days(days));
        app::chore::tick(&house.ctx).await;
        house.run_jobs().await;
        assert_eq!(
            house.by_hand(quotes).await,
            Ok(quoting),
            "after {days} days"
        );
    }
    let path = format!("/shops/{}/orders/{order}", shop.id);
    let owner = house.owner().await;
    for path in [path, format!("/shops/{}/orders", shop.id)] {
        let page = owner.open(&path).await;
        assert_eq!(page.status, 200);
        assert!(page.has("Rackbeat"), "{}", page.text());
        assert!(!page.has("22334455"), "{}", page.text());
    }
    let link = order_link::find(&house.tenant(), shop.id, told.1).await;
    let link = link.unwrap().unwrap();
    let refusal = link.result.as_ref().and_then(Outcome::refusal);
    let erased = Refusal::RackbeatRefused {
        text: "…".to_owned(),
    };
    assert_eq!(refusal, Some(&erased));
    assert!(link.edit.is_some_and(|edit| edit.was_booked));
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

#[actix_web::test]
async fn one_box_finds_by_address_by_sku_and_by_the_start_of_a_number_and_says_which() {
    let house = House::open().await;
    let (shop, sent, refused) = two_orders(&house).await;
    let mut draft = OrderDraft::of(shop.product_id("KOPP"), 1);
    draft
        .billing
        .insert("email".to_owned(), "Ola.Nordmann@post.example".into());
    let of_ola = shop.place(&draft);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let orders = [sent, refused, of_ola];
    let found = |html: &str| {
        let has = |order: &u64| html.contains(&format!("{path}/{order}\""));
        orders.iter().map(has).collect::<Vec<_>>()
    };
    for (search, says, expected) in [
        (
            "ola.nordmann@post.example",
            "e-postadresse",
            [false, false, true],
        ),
        (
            "nordmann@post.example",
            "e-postadresse",
            [false, false, false],
        ),
        ("UKJENT", "varenummer (SKU)", [false, true, false]),
        ("UKJEN", "ordrenummer", [false, false, false]),
        ("KOPP", "varenummer (SKU)", [true, false, true]),
        (&sent.to_string(), "ordrenummer", [true, false, false]),
        (&format!("#{refused}"), "ordrenummer", [false, true, false]),
    ] {
        let asked = search.replace('@', "%40").replace('#', "%23");
        for list in [path.as_str(), "/orders"] {
            let page = owner.open(&format!("{list}?search={asked}")).await;
            assert!(page.has(says), "{search}: {}", page.text());
            assert_eq!(found(&page.html), expected, "{list}: {search}");
        }
    }
    let page = owner
        .open(&format!("{path}?search=KOPP&state=not_sent"))
        .await;
    assert_eq!(found(&page.html), [false, false, false]);
    assert!(page.has("Ingen ordre passer"));
}

#[actix_web::test]
async fn what_could_be_two_things_is_taken_for_the_number_and_can_be_taken_for_the_sku() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let order = shop.buy("KOPP", 1);
    let twin = order.to_string();
    house.agreement.add_product(&twin, "Tvilling", 10, 5);
    shop.add_product(&twin, "Tvilling", 10.into(), Some(5));
    let other = shop.buy(&twin, 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let page = owner.open(&format!("{path}?search={twin}")).await;
    assert!(page.html.contains(&format!("{path}/{order}\"")));
    assert!(!page.html.contains(&format!("{path}/{other}\"")));
    assert!(page.has("Søk etter varenummeret i stedet"));
    let page = owner
        .open(&format!("{path}?search={twin}&meaning=sku"))
        .await;
    assert!(!page.html.contains(&format!("{path}/{order}\"")));
    assert!(page.html.contains(&format!("{path}/{other}\"")));
    assert!(page.has("Søk etter ordrenummeret i stedet"));
}

#[actix_web::test]
async fn the_list_of_all_shops_names_each_and_narrows_to_one() {
    let house = House::open().await;
    let (first, second) = (house.shop("A").await, house.shop("B").await);
    let (here, there) = (first.buy("KOPP", 1), second.buy("KOPP", 1));
    house.deliver_webhooks(&[&first, &second]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    let (here, there) = (
        format!("/shops/{}/orders/{here}\"", first.id),
        format!("/shops/{}/orders/{there}\"", second.id),
    );
    let page = owner.open("/orders").await;
    assert!(page.html.contains(&here) && page.html.contains(&there));
    assert!(page.has("Butikk A") && page.has("Butikk B"));
    let page = owner.open(&format!("/orders?shop={}", second.id)).await;
    assert!(!page.html.contains(&here) && page.html.contains(&there));
}

#[actix_web::test]
async fn each_state_is_counted_and_leads_to_its_orders() {
    let house = House::open().await;
    let (shop, sent, refused) = two_orders(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let page = owner.open(&path).await;
    let counts = testkit::html::text(
        page.html
            .split("<nav class=\"tally\"")
            .nth(1)
            .and_then(|rest| rest.split("</nav>").next())
            .unwrap(),
    );
    assert!(counts.contains("Ikke overført 1"), "{counts}");
    assert!(counts.contains("Overført 1"), "{counts}");
    let page = owner.open(&format!("{path}?state=sent")).await;
    assert!(page.html.contains(&format!("{path}/{sent}\"")));
    assert!(!page.html.contains(&format!("{path}/{refused}\"")));
}

#[actix_web::test]
async fn a_search_in_one_state_turns_its_pages_until_all_is_seen() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    let mut orders = Vec::new();
    shop.buy("KOPP", 1);
    for _ in 0..52 {
        orders.push(shop.buy("UKJENT", 1));
    }
    shop.buy("KOPP", 1);
    house.later(chrono::TimeDelta::minutes(6)).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    for search in ["UKJENT", &orders[0].to_string()[..1]] {
        let mut next = Some(format!("{path}?search={search}&state=not_sent"));
        let mut seen = Vec::new();
        while let Some(address) = next {
            let page = owner.open(&address).await;
            seen.extend(
                orders
                    .iter()
                    .filter(|order| page.html.contains(&format!("{path}/{order}\"")))
                    .copied(),
            );
            let link = page.html.split("href=\"").skip(1);
            next = link
                .map(|part| part.split('"').next().unwrap().replace("&#38;", "&"))
                .find(|link| link.contains("after="));
        }
        seen.sort_unstable();
        let expected: Vec<_> = orders
            .iter()
            .filter(|order| order.to_string().starts_with(search) || search == "UKJENT")
            .copied()
            .collect();
        assert_eq!(seen, expected, "{search}");
    }
}

#[actix_web::test]
async fn an_order_left_out_can_be_sent_after_all() {
    let house = House::open().await;
    let (shop, _, refused) = two_orders(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders/{refused}", shop.id);
    owner.open(&path).await;
    owner.send(&format!("{path}/exclusion"), &[]).await;
    house.agreement.add_product("UKJENT", "Ukjent vare", 5, 5);
    let page = owner.send(&format!("{path}/exclusion/delete"), &[]).await;
    assert!(page.has("blir overført"), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(page.has("er overført til Rackbeat"), "{}", page.text());
    assert!(page.has("owner@nordlys.example"), "who it was is not told");
}

#[actix_web::test]
async fn an_order_is_tied_by_its_number_after_both_sums_are_seen() {
    let house = House::open().await;
    let (shop, sent, refused) = two_orders(&house).await;
    let owner = house.owner().await;
    let taken = house.only_order().number;
    let number = house.order_by_hand(("KOPP", 1), 77, None).await.to_string();
    let path = format!("/shops/{}/orders/{refused}", shop.id);
    owner.open(&path).await;
    let link = format!("{path}/link");
    let page = owner.send(&link, &[("number", "999999")]).await;
    assert!(
        page.has("Rackbeat har ingen ordre 999999"),
        "{}",
        page.text()
    );
    let taken = taken.to_string();
    let page = owner.send(&link, &[("number", &taken)]).await;
    assert!(page.has("allerede koblet til en annen ordre"));
    let page = owner.send(&link, &[("number", "kopp")]).await;
    assert!(page.has("Skriv nummeret"));
    let page = owner.send(&link, &[("number", &number)]).await;
    assert!(
        page.has("Summene er ulike") && page.has("77,00"),
        "{}",
        page.text()
    );
    let page = owner.send(&link, &[]).await;
    assert!(page.has("Ordren er koblet til ordre"), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(page.has(&number) && page.form(&link).is_none());
    // And let go of again.
    let page = owner.send(&format!("{link}/delete"), &[]).await;
    assert!(page.has("Koblingen er sluppet"), "{}", page.text());
    assert!(page.form(&link).is_some());
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 2, "beside {sent}");
}

#[actix_web::test]
async fn an_orders_page_compares_the_sums_of_both_sides() {
    let house = House::open().await;
    let (shop, sent, refused) = two_orders(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let page = owner.open(&format!("{path}/{sent}")).await;
    assert!(
        page.has("Summene er like på begge sider"),
        "{}",
        page.text()
    );
    assert!(page.has("Bokført som salgsordre") && page.has("Kaffekopp"));
    let page = owner.open(&format!("{path}/{refused}")).await;
    assert!(!page.has("Summene på begge sider"));
    assert!(page.has("Ikke overført ennå"));
}
