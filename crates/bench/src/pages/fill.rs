//! A hundred accounts, one of which has most of a million orders, and what a year's log says of them.
use anyhow::Context;
use rand::{SeedableRng, rngs::StdRng};
use secrecy::ExposeSecret;
use store::{
    Clock, ShopId, account, shop,
    shop::{NewShop, ShopKeys},
};

use super::{Chosen, rows::Rows, told::Told};
use crate::{
    database::Database,
    fast_clock::FastClock,
    house::{self, Wiring},
    process,
    world::PASSWORD,
};

pub const EMAIL: &str = "kari@nordlys.no";
/// Of the large account: what share of all orders each has, in hundredths.
const SHARES: [usize; 3] = [70, 15, 5];

pub struct Filled {
    pub wiring: Wiring,
    /// Of the large account.
    pub shops: Vec<Shop>,
    /// Lines of its log, here and there.
    pub lines: Vec<String>,
}

pub struct Shop {
    pub id: ShopId,
    pub account: String,
    /// The lowest number of its orders.
    pub first: usize,
    pub orders: usize,
    pub some: Vec<Order>,
}

#[derive(Clone)]
pub struct Order {
    pub id: String,
    pub number: usize,
    pub email: String,
    pub sku: String,
}

pub async fn fill(database: &Database, chosen: &Chosen, seed: u64) -> anyhow::Result<Filled> {
    let wiring = wiring(database)?;
    let ctx = house::ctx(&wiring).await?;
    let email = EMAIL.parse().map_err(|_| anyhow::anyhow!("no address"))?;
    let large = app::account::found(&ctx, "Nordlys AS", &email, PASSWORD.into()).await;
    let large = large.map_err(|denied| anyhow::anyhow!("{denied:?}"))?;
    let mut shops = Vec::new();
    for (at, share) in SHARES.into_iter().enumerate() {
        let orders = (chosen.orders * share / 100).max(60);
        shops.push(add_shop(&ctx.store.tenant(large), (at, orders), &wiring).await?);
    }
    let others = chosen.accounts.saturating_sub(1);
    let left = chosen.orders * (100 - SHARES.iter().sum::<usize>()) / 100;
    for at in 0..others {
        let name = format!("Butikk {at} AS");
        let id = account::add(&ctx.store, &name, "NO", wiring.clock.now()).await?;
        let tenant = ctx.store.tenant(id);
        let place = (SHARES.len() + at, (left / others).max(1));
        shops.push(add_shop(&tenant, place, &wiring).await?);
    }
    let mut rows = Rows::open(database).await?;
    let mut dice = StdRng::seed_from_u64(seed);
    let per_order = chosen.lines as f64 / chosen.orders as f64;
    let mut lines = Vec::new();
    for (at, shop) in shops.iter_mut().enumerate() {
        let told = Told {
            database,
            now_ms: wiring.clock.now().timestamp_millis(),
            place: at,
            per_order,
        };
        let of_shop = told.fill(&mut rows, shop, &mut dice).await?;
        lines.extend(of_shop.into_iter().filter(|_| at < SHARES.len()));
    }
    rows.settle().await?;
    shops.truncate(SHARES.len());
    Ok(Filled {
        wiring,
        shops,
        lines,
    })
}

async fn add_shop(
    tenant: &store::Tenant,
    (at, orders): (usize, usize),
    wiring: &Wiring,
) -> anyhow::Result<Shop> {
    let now = wiring.clock.now();
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
        home,
    };
    let change = tenant.begin().await?;
    let added = shop::add(&change, &new, "", now).await;
    let id = added.context("a shop")?;
    change.commit().await?;
    Ok(Shop {
        id,
        account: tenant.account().to_string(),
        first: 1_000 + at * 10,
        orders,
        some: Vec::new(),
    })
}

fn wiring(database: &Database) -> anyhow::Result<Wiring> {
    Ok(Wiring {
        database: database.url.clone(),
        key: store::secret::new_key()?.expose_secret().to_owned(),
        rackbeat: "http://127.0.0.1:9/api/".parse()?,
        public_url: format!("http://127.0.0.1:{}/", process::free_port()?).parse()?,
        folder: database.folder().to_owned(),
        clock: FastClock::start(1),
        works: false,
        connections: 16,
    })
}
