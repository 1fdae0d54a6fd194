//! Connecting the two worlds: Rackbeat with all that orders need, and shops on request.
use std::{ops::Deref, time::Duration};

use app::shop::Connection;
use chrono::TimeDelta;
use domain::Rules;
use secrecy::SecretString;
use simulator::woo::{OrderDraft, Setup, Shop as World, Version};
use store::{
    Clock, ShopId,
    inbox::{Kind, NewMessage},
    rules,
    shop::ShopKeys,
};

use super::{EMAIL as WHO, House};
use crate::build;

/// Long enough that nothing is delivered unless the test says so.
const HELD: Duration = Duration::from_secs(1_000_000_000);

/// A connected shop and the simulated one behind it.
pub struct Shop {
    pub id: ShopId,
    pub name: String,
    world: World,
}

impl Deref for Shop {
    type Target = World;

    fn deref(&self) -> &Self::Target {
        &self.world
    }
}

impl Shop {
    /// A customer buys so many pieces of one product.
    pub fn buy(&self, sku: &str, pieces: i64) -> u64 {
        self.place(&OrderDraft::of(self.product_id(sku), pieces))
    }

    /// A customer buys what the draft says.
    pub fn place(&self, draft: &OrderDraft) -> u64 {
        self.place_order(draft).unwrap()
    }

    pub fn product_id(&self, sku: &str) -> u64 {
        self.id_of(sku)
            .unwrap_or_else(|| panic!("{} has no {sku}", self.name))
    }

    /// What the shop shows.
    pub fn stock(&self, sku: &str) -> i64 {
        let stock = self.stock_of_sku(sku);
        stock.unwrap_or_else(|| panic!("{} does not count {sku}", self.name))
    }
}

impl House {
    /// Connects Rackbeat by its key and lets us make what is missing there, as the pages do.
    pub async fn connect_rackbeat(&self) {
        let (ctx, tenant) = (&self.ctx, self.tenant());
        let key = SecretString::from(self.agreement.token().to_owned());
        app::agreement::connect(ctx, &tenant, WHO, &key)
            .await
            .unwrap();
        app::agreement::set_currency(ctx, &tenant, WHO, "NOK")
            .await
            .unwrap();
        let missing = app::agreement::make_all(ctx, &tenant).await.unwrap();
        assert!(missing.is_empty(), "still missing in Rackbeat: {missing:?}");
    }

    /// Rackbeat as we speak to it, for what a person does there by hand.
    pub async fn rackbeat_client(&self) -> rackbeat::Client {
        let tenant = self.tenant();
        let row = store::agreement::find(&tenant).await.unwrap();
        self.ctx.outside.rackbeat(&tenant, &row).unwrap()
    }

    /// Somebody makes an order in Rackbeat by hand, of one item at a price without VAT; its number.
    pub async fn order_by_hand(
        &self,
        (item, pieces): (&str, u32),
        price: u32,
        reference: Option<&str>,
    ) -> i64 {
        let client = self.rackbeat_client().await;
        let customers = client.customers(1, None).await.unwrap();
        let order = rackbeat::NewOrder {
            customer_id: customers.items[0].number,
            head: rackbeat::OrderHead {
                their_reference: reference.map(str::to_owned),
                ..rackbeat::OrderHead::default()
            },
            lines: vec![rackbeat::NewLine {
                item_id: item.to_owned(),
                quantity: pieces.into(),
                line_price: Some(price.into()),
                ..rackbeat::NewLine::default()
            }],
        };
        client.create_order(&order).await.unwrap().number
    }

    /// A shop of today, connected, its list of figures approved.
    pub async fn shop(&self, name: &str) -> Shop {
        let shop = self.new_shop(name).await;
        self.approve(&shop).await;
        shop
    }

    /// As `shop`, of the oldest version we work with.
    pub async fn old_shop(&self, name: &str) -> Shop {
        let shop = self.connected(name, Version::V7_1, |_| {}).await;
        self.approve(&shop).await;
        shop
    }

    /// A shop connected just now: nothing is approved.
    pub async fn new_shop(&self, name: &str) -> Shop {
        self.shop_where(name, |_| {}).await
    }

    /// As `new_shop`, of a shop to which this was done before it was connected.
    pub async fn shop_where(&self, name: &str, before: impl FnOnce(&World)) -> Shop {
        self.connected(name, Version::V11_0, before).await
    }

    /// The owner has seen what becomes of the figures and said yes.
    pub async fn approve(&self, shop: &Shop) {
        let approved = app::stock::approve(&self.ctx, &self.tenant(), shop.id, WHO).await;
        approved.unwrap();
        self.run_jobs().await;
    }

    /// Changes a shop's settings, as the page does.
    pub async fn set(&self, shop: &Shop, change: impl FnOnce(&mut Rules)) {
        let mut chosen = rules::of(&self.tenant(), shop.id).await.unwrap();
        change(&mut chosen);
        let now = self.clock.now();
        rules::save(&self.tenant(), shop.id, &chosen, WHO, now)
            .await
            .unwrap();
    }

    /// Puts a message into the inbox, as a button does.
    pub async fn ask(&self, shop: ShopId, kind: Kind, subject: impl ToString) {
        let message = NewMessage::new(self.account, shop, kind).about(subject.to_string());
        app::inbox::hurry(&self.ctx, &self.tenant(), message)
            .await
            .unwrap();
    }

    /// Every webhook that waits in the shops is delivered, and those of Rackbeat.
    pub async fn deliver_webhooks(&self, shops: &[&Shop]) {
        for shop in shops {
            shop.deliver_webhooks().await;
        }
        self.rackbeat.let_go_webhooks();
        self.until(|| self.rackbeat.webhooks_under_way() == 0).await;
    }

    pub(super) fn stock_up(&self) {
        for goods in build::goods() {
            self.agreement
                .add_product(&goods.sku, &goods.name, goods.price, goods.stock);
        }
    }

    /// As `new_shop`, of this version, to which this was done before it was connected.
    pub async fn connected(
        &self,
        name: &str,
        version: Version,
        before: impl FnOnce(&World),
    ) -> Shop {
        let world = World::start(Setup {
            version,
            name: format!("Butikk {name}"),
            clock: self.outside_clock(),
            webhook_delay: HELD,
            allow_http_callback: true,
            ..Default::default()
        });
        let world = world.unwrap();
        for goods in build::goods() {
            world.add_product(&goods.sku, &goods.name, goods.price, Some(goods.stock));
        }
        before(&world);
        let id = self.connect_shop(&world).await;
        // Everything that is bought from now on is new to us.
        self.clock.advance(TimeDelta::seconds(5));
        self.run_jobs().await;
        Shop {
            id,
            name: name.to_owned(),
            world,
        }
    }

    /// With pasted keys, through the connection check.
    async fn connect_shop(&self, world: &World) -> ShopId {
        let (ctx, tenant) = (&self.ctx, self.tenant());
        let pasted = world.keys().remove(0);
        let keys = ShopKeys {
            key: pasted.key.into(),
            secret: pasted.secret.into(),
        };
        let found = app::shop::find(ctx, &world.url()).await.unwrap();
        match app::shop::connect(ctx, &tenant, WHO, &found, keys)
            .await
            .unwrap()
        {
            Connection::Made(id) => id,
            Connection::Refused(facts) => panic!("the shop was refused: {:?}", facts.points),
        }
    }
}
