//! Accounts as their owners leave them once all is set up: Rackbeat connected, every shop's list approved.
use anyhow::Context;
use simulator::rackbeat::Agreement;
use store::{
    Tenant, account,
    inbox::{Kind, NewMessage},
    shop,
    shop::{NewShop, ShopKeys},
};

use crate::world::{Plan, Shop, World};

const WHO: &str = "kari@nordlys.no";
/// So many connected shops are, as to their address, one that is simulated.
const SHARED: usize = 10;

pub struct Accounts {
    agreements: Vec<Agreement>,
    shops: Vec<Shop>,
}

/// `each`: shops of one account.
pub async fn build(
    world: &World,
    plan: &Plan,
    shops: usize,
    each: usize,
) -> anyhow::Result<Accounts> {
    let worlds = (0..shops.div_ceil(SHARED)).map(|at| crate::world::start_shop(plan, at));
    let mut accounts = Accounts {
        agreements: Vec::new(),
        shops: worlds.collect::<anyhow::Result<_>>()?,
    };
    for first in (0..shops).step_by(each) {
        let (tenant, agreement) = found(world, plan, first).await?;
        for at in first..shops.min(first + each) {
            connect(world, &tenant, at, &accounts.shops[at / SHARED]).await?;
        }
        accounts.agreements.push(agreement);
    }
    Ok(accounts)
}

impl Accounts {
    pub fn count(&self) -> usize {
        self.agreements.len()
    }

    /// Calls of this kind in all shops.
    pub fn calls(&self, kind: &str) -> u64 {
        let calls = self.shops.iter().map(|shop| shop.world.calls().of(kind));
        calls.sum()
    }

    /// One account's Rackbeat counts one item anew, and tells nobody who does not ask.
    pub fn change_something(&self, turn: usize) {
        if let Some(agreement) = self.agreements.get(turn % self.count().max(1)) {
            agreement.set_stock("VARE-0", 41 + u32::from(turn.is_multiple_of(2)));
        }
    }
}

async fn found(world: &World, plan: &Plan, at: usize) -> anyhow::Result<(Tenant, Agreement)> {
    let (ctx, name) = (&world.ctx, format!("Butikk {at} AS"));
    let agreement = world.rackbeat.add_agreement(&name, "NO");
    for goods in &plan.goods {
        agreement.add_product(&goods.sku, &goods.sku, goods.price, goods.pieces);
    }
    let account = account::add(&ctx.store, &name, "NO", ctx.now()).await?;
    let tenant = ctx.store.tenant(account);
    let key = agreement.token().to_owned().into();
    app::agreement::connect(ctx, &tenant, WHO, &key).await?;
    app::agreement::set_currency(ctx, &tenant, WHO, "NOK").await?;
    let missing = app::agreement::make_all(ctx, &tenant).await?;
    anyhow::ensure!(missing.is_empty(), "missing in Rackbeat: {missing:?}");
    Ok((tenant, agreement))
}

/// It sold something lately, so it is polled as often as shops are.
async fn connect(world: &World, tenant: &Tenant, at: usize, seller: &Shop) -> anyhow::Result<()> {
    let now = world.ctx.now();
    let home = format!("{}/", seller.world.url());
    let new = NewShop {
        name: format!("Butikk {at}"),
        rest_root: format!("{home}wp-json/"),
        identity: format!("butikk-{at}.example.test"),
        home,
        keys: ShopKeys {
            key: seller.keys.key.clone().into(),
            secret: seller.keys.secret.clone().into(),
        },
        keys_in_query: false,
        currency: Some("NOK".to_owned()),
        facts: "{}".to_owned(),
        connected_at: now,
    };
    let change = tenant.begin().await?;
    let id = shop::add(&change, &new, WHO, now).await?;
    change.commit().await?;
    shop::saw_order(tenant, id, now, now).await?;
    shop::settle_import(tenant, id, now).await?;
    shop::approve_stock(tenant, id, WHO, now).await?;
    let first = [Kind::Hooks, Kind::Index].map(|kind| NewMessage {
        account: tenant.account(),
        shop: id,
        kind,
        subject: String::new(),
    });
    let accepted = app::inbox::accept(&world.ctx, &first).await;
    accepted.context("nothing could be put in the inbox")
}
