//! One account's worlds: a Rackbeat and shops that sell its goods, connected through the product's own verbs.
use std::{collections::BTreeMap, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use app::{Ctx, shop::Connection};
use secrecy::{ExposeSecret, SecretString};
use simulator::{
    rackbeat::{self, Agreement, Rackbeat},
    woo::{Key, Setup, Shop as Simulated},
};
use store::{AccountId, ShopId, Tenant, shop, shop::ShopKeys};

use crate::{
    database::Database,
    fast_clock::FastClock,
    house::{self, Wiring},
    process,
};

pub const PASSWORD: &str = "ti-rare-reinsdyr-i-regn";
/// How long the product may take to read its lists, in real time.
const PATIENCE: Duration = Duration::from_secs(60);

/// One piece of goods, known by its SKU on both sides.
#[derive(Clone, Debug)]
pub struct Goods {
    pub sku: String,
    /// In kroner, VAT included.
    pub price: u32,
    pub pieces: u32,
}

/// Without a limit Rackbeat says, as it always does, what it allows: more than anybody can call.
pub const UNLIMITED: u32 = 1_000_000;

/// What is to be built.
pub struct Plan {
    /// Who signs up; one for each account.
    pub email: String,
    pub clock: FastClock,
    pub seed: u64,
    pub shops: usize,
    pub goods: Vec<Goods>,
    /// Calls a minute that Rackbeat allows and tells of; `None`: any number, and it says nothing, so the product keeps to
    /// 480.
    pub per_minute: Option<u32>,
    /// From an event in a shop to its webhook, in the world's time.
    pub webhook_delay: Duration,
}

pub struct World {
    pub ctx: Ctx,
    pub wiring: Wiring,
    pub rackbeat: Arc<Rackbeat>,
    pub agreement: Agreement,
    pub account: AccountId,
    pub shops: Vec<Shop>,
    pub goods: Vec<Goods>,
    email: String,
}

pub struct Shop {
    pub id: ShopId,
    pub world: Simulated,
    pub keys: Key,
}

impl World {
    /// Both sides exist and the account does; nothing is connected, as that needs a process that answers.
    pub async fn build(plan: &Plan, database: &Database) -> anyhow::Result<Self> {
        let rackbeat = Rackbeat::start(rackbeat::Setup {
            clock: plan.clock.outside(),
            seed: plan.seed,
            per_minute: plan.per_minute,
            ..Default::default()
        })?;
        let wiring = wiring(plan, database, &rackbeat)?;
        let ctx = house::ctx(&wiring).await?;
        Self::move_in(plan, ctx, wiring, Arc::new(rackbeat)).await
    }

    /// Another account in the same house, with an agreement and shops of its own.
    pub async fn beside(&self, plan: &Plan) -> anyhow::Result<Self> {
        let (ctx, wiring) = (self.ctx.clone(), self.wiring.clone());
        Self::move_in(plan, ctx, wiring, self.rackbeat.clone()).await
    }

    async fn move_in(
        plan: &Plan,
        ctx: Ctx,
        wiring: Wiring,
        rackbeat: Arc<Rackbeat>,
    ) -> anyhow::Result<Self> {
        let agreement = rackbeat.add_agreement("Nordlys AS", "NO");
        for goods in &plan.goods {
            agreement.add_product(&goods.sku, &goods.sku, goods.price, goods.pieces);
        }
        let account = found(&ctx, &plan.email).await?;
        let shops = (0..plan.shops).map(|at| start_shop(plan, at));
        Ok(Self {
            account,
            ctx,
            wiring,
            agreement,
            rackbeat,
            shops: shops.collect::<anyhow::Result<_>>()?,
            goods: plan.goods.clone(),
            email: plan.email.clone(),
        })
    }

    /// Connects both ends and approves the lists, as a person does on the pages.
    pub async fn connect(&mut self, database: &Database) -> anyhow::Result<()> {
        let tenant = self.tenant();
        let key = SecretString::from(self.agreement.token().to_owned());
        app::agreement::connect(&self.ctx, &tenant, &self.email, &key).await?;
        app::agreement::set_currency(&self.ctx, &tenant, &self.email, "NOK").await?;
        let missing = app::agreement::make_all(&self.ctx, &tenant).await?;
        anyhow::ensure!(missing.is_empty(), "missing in Rackbeat: {missing:?}");
        for at in 0..self.shops.len() {
            self.shops[at].id = self.connect_shop(at).await?;
        }
        self.until_read(database).await?;
        for shop in &self.shops {
            app::stock::approve(&self.ctx, &tenant, shop.id, &self.email).await?;
        }
        Ok(())
    }

    pub fn tenant(&self) -> Tenant {
        self.ctx.store.tenant(self.account)
    }

    /// The shops by the short codes that references begin with.
    pub async fn codes(&self) -> anyhow::Result<BTreeMap<String, usize>> {
        let mut codes = BTreeMap::new();
        for (at, shop) in self.shops.iter().enumerate() {
            codes.insert(shop::find(&self.tenant(), shop.id).await?.code, at);
        }
        Ok(codes)
    }

    /// Texts that may stand in no log line and no row.
    pub async fn secrets(&self) -> anyhow::Result<Vec<String>> {
        let agreement = store::agreement::find(&self.tenant()).await?;
        let door = agreement.door_secret(&self.tenant())?;
        let mut secrets = vec![
            self.wiring.key.clone(),
            PASSWORD.to_owned(),
            self.agreement.token().to_owned(),
            door.expose_secret().to_owned(),
        ];
        let hooks = self.agreement.webhooks();
        secrets.extend(hooks.into_iter().map(|hook| hook.token));
        for shop in &self.shops {
            let row = shop::find(&self.tenant(), shop.id).await?;
            let webhook = row.webhook_secret(&self.ctx.store)?;
            secrets.push(webhook.expose_secret().to_owned());
            secrets.extend([shop.keys.key.clone(), shop.keys.secret.clone()]);
        }
        Ok(secrets)
    }

    async fn connect_shop(&self, at: usize) -> anyhow::Result<ShopId> {
        let shop = &self.shops[at];
        let keys = ShopKeys {
            key: shop.keys.key.clone().into(),
            secret: shop.keys.secret.clone().into(),
        };
        let found = app::shop::find(&self.ctx, &shop.world.url()).await?;
        match app::shop::connect(&self.ctx, &self.tenant(), &self.email, &found, keys).await? {
            Connection::Made(id) => Ok(id),
            Connection::Refused(facts) => bail!("the shop was refused: {:?}", facts.points),
        }
    }

    /// Every product of every shop is linked.
    async fn until_read(&self, database: &Database) -> anyhow::Result<()> {
        let wanted = (self.goods.len() * self.shops.len()).to_string();
        let ours = self
            .shops
            .iter()
            .map(|shop| database.quoted(&shop.id.to_string()));
        let ours = ours.collect::<Vec<_>>().join(", ");
        let linked = &format!(
            "SELECT CAST(COUNT(*) AS TEXT) FROM stock_levels WHERE shop_says IS NOT NULL AND shop_id IN ({ours})"
        );
        let read = async {
            while database.rows(linked).await?.concat() != [wanted.as_str()] {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            anyhow::Ok(())
        };
        let read = tokio::time::timeout(PATIENCE, read).await;
        read.context("the lists were never read")?
    }
}

async fn found(ctx: &Ctx, email: &str) -> anyhow::Result<AccountId> {
    let email = email.parse().map_err(|_| anyhow::anyhow!("no address"))?;
    let founded = app::account::found(ctx, "Nordlys AS", &email, PASSWORD.into()).await;
    founded.map_err(|denied| anyhow::anyhow!("{denied:?}"))
}

fn wiring(plan: &Plan, database: &Database, rackbeat: &Rackbeat) -> anyhow::Result<Wiring> {
    Ok(Wiring {
        database: database.url.clone(),
        key: store::secret::new_key()?.expose_secret().to_owned(),
        rackbeat: rackbeat.url().parse()?,
        public_url: format!("http://127.0.0.1:{}/", process::free_port()?).parse()?,
        folder: database.folder().to_owned(),
        clock: plan.clock,
        works: true,
        connections: 16,
    })
}

pub fn start_shop(plan: &Plan, at: usize) -> anyhow::Result<Shop> {
    let keys = planted(plan.seed, at);
    let world = Simulated::start(Setup {
        name: format!("Butikk {at}"),
        clock: plan.clock.outside(),
        seed: plan.seed * 1_000 + at as u64,
        webhook_delay: plan.webhook_delay,
        keys: vec![keys.clone()],
        ..Setup::default()
    })?;
    for goods in &plan.goods {
        let stock = Some(i64::from(goods.pieces));
        world.add_product(&goods.sku, &goods.sku, goods.price.into(), stock);
    }
    Ok(Shop {
        id: ShopId::nil(),
        world,
        keys,
    })
}

/// Keys that nobody writes by chance, so that one found anywhere has leaked.
fn planted(seed: u64, at: usize) -> Key {
    let mut keys = Key::of('a', "read_write");
    keys.key = format!("ck_{:0>40}", format!("cafe{seed:x}{at}"));
    keys.secret = format!("cs_{:0>40}", format!("beef{seed:x}{at}"));
    keys
}
