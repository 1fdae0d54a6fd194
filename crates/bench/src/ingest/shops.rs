//! Accounts with one shop each, as rows: nobody answers at their addresses, and nobody asks.
use std::sync::Arc;

use secrecy::ExposeSecret;
use store::{
    Clock, System, account, shop,
    shop::{NewShop, ShopKeys},
};

use super::{Senders, door};
use crate::{
    database::Database,
    fast_clock::FastClock,
    house::{self, Wiring},
    process,
    webhook::Sender,
};

pub struct House {
    pub wiring: Wiring,
    pub senders: Senders,
}

impl House {
    pub async fn build(database: &Database, shops: usize) -> anyhow::Result<Self> {
        let wiring = Wiring {
            database: database.url.clone(),
            key: store::secret::new_key()?.expose_secret().to_owned(),
            rackbeat: "http://127.0.0.1:9/api/".parse()?,
            public_url: format!("http://127.0.0.1:{}/", process::free_port()?).parse()?,
            folder: database.folder().to_owned(),
            clock: FastClock::start(1),
            works: false,
            connections: 16,
        };
        let ctx = house::ctx(&wiring).await?;
        let mut senders = Vec::with_capacity(shops);
        for at in 0..shops {
            senders.push(add(&ctx.store, &wiring, at).await?);
        }
        let senders = Arc::new(senders);
        Ok(Self { wiring, senders })
    }
}

async fn add(store: &System, wiring: &Wiring, at: usize) -> anyhow::Result<Sender> {
    let now = wiring.clock.now();
    let name = format!("Butikk {at} AS");
    let tenant = store.tenant(account::add(store, &name, "NO", now).await?);
    let home = format!("https://butikk-{at}.example.test/");
    let new = NewShop {
        name: format!("Butikk {at}"),
        rest_root: format!("{home}wp-json/"),
        identity: home.clone(),
        keys: ShopKeys {
            key: "ck_none".into(),
            secret: "cs_none".into(),
        },
        keys_in_query: false,
        currency: Some("NOK".to_owned()),
        facts: "{}".to_owned(),
        connected_at: now,
        home: home.clone(),
    };
    let change = tenant.begin().await?;
    let id = shop::add(&change, &new, "", now).await?;
    change.commit().await?;
    let row = shop::find(&tenant, id).await?;
    Ok(Sender {
        shop: id,
        secret: row.webhook_secret(store)?.expose_secret().to_owned(),
        source: home.trim_end_matches('/').to_owned(),
        door: door(wiring),
    })
}
