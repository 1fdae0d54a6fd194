//! Customers: found by what is known of them, listed in pages.
use serde_json::{Value, json};
use simulator::rackbeat::Setup;

use super::Play;

async fn found(play: &Play, query: &str) -> Vec<Value> {
    let (status, body) = play.get(&format!("customers?{query}")).await;
    assert_eq!(status, 206);
    let all = body["customers"].as_array().unwrap();
    all.iter()
        .map(|customer| customer["name"].clone())
        .collect()
}

#[tokio::test]
async fn a_customer_is_found_by_e_mail_organisation_number_name_and_number() {
    let play = Play::begin(Setup::default()).await;
    for (name, email, vat) in [
        ("Fjell AS", "post@fjell.example", "923609016"),
        ("Dal AS", "post@dal.example", "974760673"),
    ] {
        let asked = json!({
            "company_name": name, "contact_email": email, "company_vat": vat,
            "customer_group_id": 1, "payment_terms_id": 1001, "address_city": "Oslo",
        });
        let (status, body) = play.post("customers", &asked).await;
        assert_eq!(
            (status, &body["customer"]["address_city"]),
            (201, &json!("Oslo"))
        );
        assert!(body["customer"]["created_at"].is_string());
    }
    assert_eq!(found(&play, "search=POST@dal.example").await, ["Dal AS"]);
    assert_eq!(found(&play, "search=923609016").await, ["Fjell AS"]);
    assert_eq!(found(&play, "search=10003").await, ["Dal AS"]);
    assert_eq!(found(&play, "company_name=fjell").await, ["Fjell AS"]);
    assert!(found(&play, "search=ingen").await.is_empty());
    assert_eq!(found(&play, "limit=2&page=2").await, ["Dal AS"]);
    let newest = "order_by=created_at&order_direction=DESC&limit=1";
    assert_eq!(found(&play, newest).await, ["Dal AS"]);
}
