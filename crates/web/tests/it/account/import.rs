//! The initial synchronisation in the browser: seen, approved, followed, taken home.
use testkit::House;

use super::main_of;

#[actix_web::test]
async fn todays_goods_are_seen_before_they_are_approved_and_then_brought_to_rackbeat() {
    let house = House::open().await;
    let shop = house
        .shop_where("A", |world| {
            world.add_product("NY-VARE", "Ny vare", 125.into(), Some(3));
            world.add_product("", "Uten nummer", 10.into(), Some(3));
        })
        .await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/import", shop.id);
    let page = owner.open(&path).await;
    assert!(page.has("Lag forhåndsvisning"), "{}", page.text());
    let page = owner.send(&path, &[]).await;
    assert!(page.has("Leser varene"), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&path).await;
    let seen = app::import::latest(&house.ctx, &house.tenant(), shop.id).await;
    let seen = seen.unwrap().unwrap().import.id.to_string();
    let main = main_of(&house, &shop, &page).await;
    insta::assert_snapshot!(main.replace(&seen, "IMPORT"));
    assert!(
        house.agreement.item("NY-VARE").is_none(),
        "nothing is written yet"
    );

    let paper = owner.open(&format!("{path}/rows.csv?show=skipped")).await;
    assert!(paper.header("content-type").starts_with("text/csv"));
    assert!(paper.html.contains("Uten nummer"), "{}", paper.html);
    assert!(!paper.html.contains("NY-VARE"), "{}", paper.html);

    owner.open(&path).await;
    let page = owner.send(&format!("{path}/approval"), &[]).await;
    assert!(page.has("Synkroniseringen er i gang"), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(page.has("Ferdig"), "{}", page.text());
    assert!(house.agreement.item("NY-VARE").is_some());
    let page = owner.open(&format!("{path}?show=written")).await;
    assert!(page.has("NY-VARE"), "{}", page.text());
    assert!(!page.has("Uten nummer"), "{}", page.text());
}

#[actix_web::test]
async fn a_run_is_paused_taken_up_and_cancelled() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/import", shop.id);
    owner.open(&path).await;
    owner.send(&path, &[]).await;
    house.run_jobs().await;
    owner.open(&path).await;
    owner.send(&format!("{path}/approval"), &[]).await;
    owner.open(&path).await;
    let page = owner.send(&format!("{path}/pause"), &[]).await;
    assert!(page.has("Satt på pause"), "{}", page.text());
    let page = owner.send(&format!("{path}/pause/delete"), &[]).await;
    assert!(page.has("Synkroniseringen går videre"), "{}", page.text());
    let page = owner.send(&format!("{path}/cancellation"), &[]).await;
    assert!(page.has("Synkroniseringen er avbrutt"), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(page.has("Avbrutt"), "{}", page.text());
    let page = owner.open(&path).await;
    assert!(page.has("Lag ny forhåndsvisning"), "{}", page.text());
}
