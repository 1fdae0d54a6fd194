//! A worker killed in the middle of an order, at every point where it can be.
use chrono::TimeDelta;

use crate::import::hurried;

/// More waits than any order needs.
const WAITS_MAX: usize = 400;

#[tokio::test]
async fn an_order_killed_at_any_point_is_taken_over_and_is_there_once() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    let (mut waits, mut ended) = (0, false);
    let mut kills = 0;
    while !ended {
        assert!(waits < WAITS_MAX, "an order never ends");
        assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
        house.agreement.set_stock("TERMOS-1", 10_000);
        shop.lose_webhooks();
        let id = shop.buy("TERMOS-1", 1);
        house.deliver_webhooks(&[&shop]).await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        // First the lease lapses, then what is in doubt has rested.
        house.later(TimeDelta::minutes(12)).await;
        let made: Vec<_> = house
            .orders_in_rackbeat()
            .into_iter()
            .filter(|order| {
                order
                    .their_reference
                    .as_deref()
                    .unwrap()
                    .ends_with(&format!("-{id}"))
            })
            .collect();
        assert_eq!(made.len(), 1, "order {id} killed after {waits} waits");
        assert!(made[0].is_booked(), "order {id} killed after {waits} waits");
        // Close together at first, where an order's own steps lie.
        waits += 1 + waits / 40;
    }
    assert!(kills > 20, "killed only {kills} times");
    let interrupted = house.count("outcome-interrupted").await;
    assert!(interrupted > 0, "no line says that somebody took over");
}
