//! The main job from end to end, over real HTTP, with nobody at the keyboard.
use anyhow::{Context, ensure};
use app::{Language, Words};
use domain::Outcome;
use rust_decimal::Decimal;
use simulator::{rackbeat::Order, woo::OrderDraft};

use super::{
    customer::Customer,
    goods::{COLOURS, LAST, MUG},
    stage::{Side, Stage},
    steps::{Steps, must, until},
};

const A: usize = 0;
const B: usize = 1;
const JUMPER: &str = COLOURS[0].0;
/// Kroner, without VAT.
const FREIGHT: Decimal = Decimal::from_parts(7920, 0, 0, false, 2);
/// Pieces of the mug that a delivery brings Rackbeat to.
const DELIVERED: i64 = 75;

pub async fn play(stage: &Stage) -> anyhow::Result<()> {
    let mut steps = Steps::told();
    let customer = Customer::join(stage, &mut steps).await?;
    let mut walk = Walk {
        stage,
        customer,
        placed: Vec::new(),
    };
    let of_a = walk.sell(&mut steps).await?;
    walk.sell_the_last(&mut steps).await?;
    let of_b = walk.sell_unheard(&mut steps).await?;
    walk.change_by_hand(&mut steps, of_a, of_b).await?;
    let end = walk.holds_each_once(of_a);
    steps
        .step(
            "each order exactly once in Rackbeat, its sum the shop's",
            end,
        )
        .await?;
    steps.end();
    Ok(())
}

struct Walk<'a> {
    stage: &'a Stage,
    customer: Customer<'a>,
    /// Shop and id of every order.
    placed: Vec<(usize, u64)>,
}

impl Walk<'_> {
    async fn sell(&mut self, steps: &mut Steps) -> anyhow::Result<u64> {
        let order = self.place(A, &[(MUG, 2), (JUMPER, 1)])?;
        let booked = self.is_booked(order);
        steps
            .step("order in A, told by webhook: booked in Rackbeat", booked)
            .await?;
        let lower = self.shows_one_stock();
        steps
            .step("the same figures in B, a variation's too", lower)
            .await?;
        Ok(order)
    }

    async fn sell_the_last(&mut self, steps: &mut Steps) -> anyhow::Result<()> {
        self.stage.go_down(Side::Rackbeat);
        let order = self.place(A, &[(LAST, 1)])?;
        let zero = async {
            until(|| self.stage.shops[B].stock_of_sku(LAST) == Some(0)).await;
            must(self.in_rackbeat(order).is_none(), "Rackbeat was not down")
        };
        steps
            .step(
                "last piece sold in A while Rackbeat is down: B shows 0",
                zero,
            )
            .await?;
        self.stage.come_up(Side::Rackbeat)?;
        let booked = self.is_booked(order);
        steps
            .step("Rackbeat comes up again: the order is booked there", booked)
            .await
    }

    async fn sell_unheard(&mut self, steps: &mut Steps) -> anyhow::Result<u64> {
        let order = self.place(B, &[(MUG, 3)])?;
        self.stage.shops[B].lose_webhooks();
        let booked = self.is_booked(order);
        steps
            .step(
                "order in B whose webhooks are lost: found by the poll, booked",
                booked,
            )
            .await?;
        steps
            .step("the same figures in A", self.shows_one_stock())
            .await?;
        Ok(order)
    }

    async fn change_by_hand(&self, steps: &mut Steps, of_a: u64, of_b: u64) -> anyhow::Result<()> {
        self.stage.agreement.set_stock(MUG, DELIVERED);
        steps
            .step(
                "stock changed in Rackbeat: both shops show it",
                self.shows_one_stock(),
            )
            .await?;
        let released = self.cancel(of_a);
        steps
            .step(
                "order cancelled in A: released in Rackbeat, its pieces for sale in both",
                released,
            )
            .await?;
        let shipped = self.ship(of_b);
        steps
            .step("order of B shipped in Rackbeat: its page says so", shipped)
            .await
    }

    fn place(&mut self, shop: usize, lines: &[(&str, i64)]) -> anyhow::Result<u64> {
        let world = &self.stage.shops[shop];
        let mut draft = OrderDraft {
            shipping: Some(("Pakke i postkassen".to_owned(), FREIGHT)),
            ..OrderDraft::default()
        };
        for (sku, pieces) in lines {
            let product = world.id_of(sku).context("a SKU that the shop lacks")?;
            draft = draft.and(product, *pieces);
        }
        let order = world.place_order(&draft)?;
        self.placed.push((shop, order));
        Ok(order)
    }

    async fn is_booked(&self, order: u64) -> anyhow::Result<()> {
        until(|| {
            self.in_rackbeat(order)
                .is_some_and(|order| order.is_booked())
        })
        .await;
        Ok(())
    }

    async fn shows_one_stock(&self) -> anyhow::Result<()> {
        until(|| self.stage.shows_one_stock()).await;
        Ok(())
    }

    async fn cancel(&self, order: u64) -> anyhow::Result<()> {
        let before = self.stage.agreement.available(JUMPER);
        let is_cancelled = self.stage.shops[A].set_status(order, "cancelled");
        must(is_cancelled, "the shop does not cancel")?;
        until(|| {
            self.in_rackbeat(order)
                .is_some_and(|order| !order.is_booked())
        })
        .await;
        let back = before.map(|before| before + Decimal::ONE);
        must(
            self.stage.agreement.available(JUMPER) == back,
            "it is reserved still",
        )?;
        self.shows_one_stock().await
    }

    async fn ship(&self, order: u64) -> anyhow::Result<()> {
        let number = self.in_rackbeat(order).context("no such order")?.number;
        must(self.stage.agreement.ship(number), "Rackbeat does not ship")?;
        let shipped = Outcome::OrderShipped { number }.sentences();
        let shipped = Words::new(Language::Nb).sentences(&shipped);
        let page = format!("/shops/{}/orders/{order}", self.customer.ids[B]);
        while !self
            .customer
            .visitor
            .open(&page)
            .await?
            .html
            .contains(&shipped)
        {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        self.shows_one_stock().await
    }

    /// `cancelled`: the one that is a draft again.
    async fn holds_each_once(&self, cancelled: u64) -> anyhow::Result<()> {
        let shops = &self.stage.shops;
        until(|| shops.iter().all(|shop| shop.undelivered() == 0)).await;
        let there = self.stage.agreement.orders();
        ensure!(
            there.len() == self.placed.len(),
            "Rackbeat holds {}",
            there.len()
        );
        for (shop, order) in &self.placed {
            let found = self.in_rackbeat(*order).context("an order is missing")?;
            must(
                found.is_booked() == (*order != cancelled),
                "it is not booked",
            )?;
            let ours = shops[*shop].order(*order).context("gone")?;
            let amount = |name: &str| ours[name].as_str().unwrap_or_default().parse::<Decimal>();
            let sum = amount("total")? - amount("total_tax")?;
            ensure!(found.subtotal() == sum, "{} is not {sum}", found.subtotal());
        }
        self.shows_one_stock().await
    }

    /// The shops' ids differ, so that the end of the reference tells the order.
    fn in_rackbeat(&self, order: u64) -> Option<Order> {
        let end = format!("-{order}");
        let carries = |there: &Order| {
            let reference = there.their_reference.as_deref();
            reference.is_some_and(|reference| reference.ends_with(&end))
        };
        self.stage.agreement.orders().into_iter().find(carries)
    }
}
