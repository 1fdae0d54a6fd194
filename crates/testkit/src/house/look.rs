//! What a test looks at: the log in words, Rackbeat's orders, the shops' figures.
use app::{Language, Words};
use domain::Outcome;
use simulator::rackbeat::Order;
use store::{ShopId, outcome, outcome::Filter};

use super::House;

impl House {
    /// The whole log in Norwegian, oldest line first.
    pub async fn log(&self) -> String {
        let words = Words::new(Language::Nb);
        let lines = self.outcomes().await;
        let lines = lines
            .iter()
            .map(|outcome| words.sentences(&outcome.sentences()));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Every line of the log, oldest first.
    pub async fn outcomes(&self) -> Vec<Outcome> {
        self.outcomes_that(Filter::default()).await
    }

    /// The lines of the log about one shop, oldest first.
    pub async fn outcomes_of(&self, shop: ShopId) -> Vec<Outcome> {
        let filter = Filter {
            shop: Some(shop),
            ..Filter::default()
        };
        self.outcomes_that(filter).await
    }

    async fn outcomes_that(&self, filter: Filter) -> Vec<Outcome> {
        let found = outcome::latest(&self.tenant(), &filter, 10_000)
            .await
            .unwrap();
        found.into_iter().rev().map(|entry| entry.outcome).collect()
    }

    /// How many lines have this key.
    pub async fn count(&self, key: &str) -> usize {
        let lines = self.outcomes().await;
        lines.iter().filter(|outcome| outcome.key() == key).count()
    }

    pub fn orders_in_rackbeat(&self) -> Vec<Order> {
        self.agreement.orders()
    }

    /// The one order there is in Rackbeat.
    pub fn only_order(&self) -> Order {
        let mut orders = self.orders_in_rackbeat();
        assert_eq!(orders.len(), 1, "orders in Rackbeat: {orders:?}");
        orders.remove(0)
    }

    /// Waits, in real time, for what the outside worlds do by themselves.
    pub async fn until(&self, what: impl Fn() -> bool) {
        until(async || what()).await;
    }
}

/// Looks again and again until it is so.
pub async fn until(is_so: impl AsyncFn() -> bool) {
    let seen = async {
        while !is_so().await {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    };
    let patience = std::time::Duration::from_secs(30);
    assert!(
        tokio::time::timeout(patience, seen).await.is_ok(),
        "it never came"
    );
}
