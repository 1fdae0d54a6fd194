//! When a house ends: nothing due is left undone, and no secret stands where it must not.
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use store::{AccountId, Clock, System, Tenant, agreement, secret::Keyring, shop};

use super::{House, jobs};
use crate::secrets::rows;

/// What the last look is given, on a thread of its own.
struct Left {
    url: String,
    key: SecretString,
    account: AccountId,
}

/// What it came to.
struct Seen {
    due: Option<DateTime<Utc>>,
    /// Opened from what the product sealed.
    sealed: Vec<(&'static str, String)>,
    tables: Vec<(String, String)>,
}

impl Drop for House {
    /// A message that is due and that nobody worked is a test that did not see to the end.
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        let left = Left {
            url: self.database.url.clone(),
            key: self.key.clone(),
            account: self.account,
        };
        // The test's runtime may be on its way out.
        let seen = std::thread::spawn(move || look(&left)).join().unwrap();
        let now = self.clock.now();
        assert!(
            seen.due.is_none_or(|due| due > now),
            "a due message is left in the inbox"
        );
        self.keeps_its_secrets(&seen);
    }
}

impl House {
    fn keeps_its_secrets(&self, seen: &Seen) {
        for token in self.rackbeat.tokens() {
            self.secrets.plant("Rackbeat's key", &token);
        }
        for hook in self.agreement.webhooks() {
            self.secrets
                .plant("What Rackbeat's webhooks are known by", &hook.token);
        }
        for (what, secret) in &seen.sealed {
            self.secrets.plant(what, secret);
        }
        for (table, text) in &seen.tables {
            self.secrets
                .are_not_in(&format!("the rows of {table}"), text);
        }
        self.secrets.are_not_in("the log", &self.log.text());
    }
}

fn look(left: &Left) -> Seen {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let keyring = Keyring::parse(&left.key).unwrap();
        let store = store::connect(&left.url, 4).await.unwrap();
        let store = store.with_keyring(keyring);
        let tenant = store.tenant(left.account);
        Seen {
            due: jobs::first_due(&tenant).await,
            sealed: sealed(&store, &tenant).await,
            tables: rows::all(&left.url).await.unwrap(),
        }
    })
}

async fn sealed(store: &System, tenant: &Tenant) -> Vec<(&'static str, String)> {
    let mut sealed = Vec::new();
    let mut add = |what, secret: SecretString| {
        sealed.push((what, secret.expose_secret().to_owned()));
    };
    for shop in shop::all(tenant).await.unwrap() {
        add(
            "What a shop signs webhooks with",
            shop.webhook_secret(store).unwrap(),
        );
    }
    if let Ok(agreement) = agreement::find(tenant).await {
        let door = agreement.door_secret(tenant).unwrap();
        add("The secret of Rackbeat's webhooks' address", door);
    }
    sealed
}
