//! The world of a history: three shops with the same goods on one agreement.
use chrono::TimeDelta;
use domain::{Cancelled, Discounts, Refunded};
use rust_decimal::Decimal;
use store::shop;
use testkit::{House, Shop, simulator::woo::Version};

/// Beside those that every house has.
const GOODS: usize = 9;
/// So many times faster than they say do time-outs come.
const HURRY: u32 = 60;
/// The shop whose refunds become credit notes where they were invoiced, and the one that deletes what is called off.
pub const CREDITS: usize = 0;
pub const DELETES: usize = 1;

pub struct World {
    pub house: House,
    pub shops: Vec<Shop>,
    /// What orders of each shop are called in Rackbeat, up to the id.
    codes: Vec<String>,
    /// Numbers in Rackbeat, SKUs in the shops.
    pub goods: Vec<String>,
}

impl World {
    pub async fn open() -> Self {
        let house = House::bare().await;
        // First, since the pace of our calls is that of the moment when Rackbeat is connected.
        house.clock.hurry(HURRY);
        house.connect_rackbeat().await;
        house.run_jobs().await;
        for at in 0..GOODS {
            let (sku, name) = (sku(at), format!("Vare {at}"));
            house.agreement.add_product(&sku, &name, 80, pieces(at));
        }
        let (one, other) = (Version::V11_0, Version::V7_1);
        let mut shops = Vec::new();
        for (name, version) in [("A", one), ("B", one), ("C", other)] {
            shops.push(house.connected(name, version, stock_up).await);
        }
        // One credits, one deletes; one sets discounts apart.
        house
            .set(&shops[CREDITS], |rules| {
                rules.refunded = Refunded::CreditNote
            })
            .await;
        house
            .set(&shops[DELETES], |rules| rules.cancelled = Cancelled::Delete)
            .await;
        house
            .set(&shops[2], |rules| rules.discounts = Discounts::OwnLine)
            .await;
        let mut codes = Vec::new();
        for shop in &shops {
            house.approve(shop).await;
            codes.push(shop::find(&house.tenant(), shop.id).await.unwrap().code);
        }
        let goods = house.agreement.items().into_iter();
        let goods = goods.map(|item| item.number);
        let goods = goods.filter(|number| shops[0].stock_of_sku(number).is_some());
        Self {
            goods: goods.collect(),
            house,
            shops,
            codes,
        }
    }

    /// By what an order of a shop is known in Rackbeat.
    pub fn reference(&self, shop: usize, order: u64) -> String {
        format!("{}-{order}", self.codes[shop])
    }

    /// As people call an order.
    pub fn name(&self, (shop, order): (usize, u64)) -> String {
        format!("{}{order}", self.shops[shop].name)
    }

    /// Of each good in each shop.
    pub fn shown(&self) -> Vec<Vec<i64>> {
        let of = |shop: &Shop| self.goods.iter().map(|sku| shop.stock(sku)).collect();
        self.shops.iter().map(of).collect()
    }

    /// Time passes, and no call of which the caller has given up outlasts more of it than outside: the clock leaps, and
    /// the outside worlds do not.
    pub async fn later(&self, span: TimeDelta) {
        self.house
            .later_once(span, async || self.quiet().await)
            .await;
    }

    /// Waits until nobody is at work on a call whose caller has given up.
    pub async fn quiet(&self) {
        let outside = self.shops.iter().map(|shop| shop.trouble());
        let outside: Vec<_> = outside.chain([self.house.rackbeat.trouble()]).collect();
        self.house
            .until(|| outside.iter().all(|trouble| trouble.at_work() == 0))
            .await;
    }
}

fn stock_up(shop: &testkit::simulator::woo::Shop) {
    for at in 0..GOODS {
        let price = Decimal::from(49 + 13 * i64::try_from(at).unwrap());
        shop.add_product(&sku(at), &format!("Vare {at}"), price, Some(pieces(at)));
    }
    shop.add_coupon("sommer", Decimal::TEN);
}

fn sku(at: usize) -> String {
    format!("VARE-{at}")
}

/// Some are soon sold out.
fn pieces(at: usize) -> i64 {
    if at.is_multiple_of(3) { 6 } else { 60 }
}
