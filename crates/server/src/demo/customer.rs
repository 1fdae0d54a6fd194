//! Becoming a customer on the real pages: sign up, confirm, connect both ends, approve the stock.
mod ends;

use anyhow::{Context, ensure};
use simulator::woo::Shop;
use url::Url;

use super::{
    goods,
    stage::{COMPANY, Stage},
    steps::{Steps, must, until},
    visitor::{Page, Visitor},
};

pub const EMAIL: &str = "demo@nordlys.example";
pub const PASSWORD: &str = "ti-rare-reinsdyr-i-regn";
/// Of orders and products, in a shop.
const SHOP_WEBHOOKS: usize = 8;
const RACKBEAT_WEBHOOKS: usize = 5;

/// A signed-in customer with both ends connected.
pub struct Customer<'a> {
    pub visitor: Visitor,
    /// Varebro's ids of shop A and shop B.
    pub ids: [String; 2],
    stage: &'a Stage,
}

impl<'a> Customer<'a> {
    pub async fn join(stage: &'a Stage, steps: &mut Steps) -> anyhow::Result<Self> {
        let visitor = Visitor::at(stage.url.clone())?;
        let mut new = Self {
            visitor,
            ids: Default::default(),
            stage,
        };
        steps.step("signed up on the page", new.sign_up()).await?;
        steps
            .step("confirmed by the link in the mail", new.confirm())
            .await?;
        steps
            .step("Rackbeat connected by its key", new.connect_rackbeat())
            .await?;
        steps
            .step(
                "what orders need made in Rackbeat by a button",
                new.make_needs(),
            )
            .await?;
        let click = new.connect_by_click(&stage.shops[0]);
        new.ids[0] = steps
            .step("shop A connected by one click in the shop", click)
            .await?;
        let paste = new.connect_by_keys(&stage.shops[1]);
        new.ids[1] = steps.step("shop B connected by pasted keys", paste).await?;
        steps
            .step(
                "webhooks made in both shops and in Rackbeat",
                new.has_webhooks(),
            )
            .await?;
        let approve = new.approve_both();
        steps
            .step(
                "stock untouched until its list was approved, then one figure everywhere",
                approve,
            )
            .await?;
        Ok(new)
    }

    async fn sign_up(&self) -> anyhow::Result<()> {
        let page = self.visitor.open("/sign-up").await?;
        let filled = [
            ("company", COMPANY),
            ("country", "NO"),
            ("email", EMAIL),
            ("password", PASSWORD),
        ];
        let sent = self.visitor.send(&page, "/sign-up", &filled).await?;
        ensure!(sent.url.path() == "/sign-up/sent", "it led to {}", sent.url);
        Ok(())
    }

    async fn confirm(&self) -> anyhow::Result<()> {
        until(|| self.mailed_link().is_ok()).await;
        let link = Url::parse(&self.mailed_link()?)?;
        let page = self.visitor.open(link.path()).await?;
        let filled = [("password", PASSWORD)];
        let home = self.visitor.send(&page, link.path(), &filled).await?;
        ensure!(home.url.path() == "/", "it led to {}", home.url);
        home.saying(COMPANY).map(drop)
    }

    /// The last link of the first mail.
    fn mailed_link(&self) -> anyhow::Result<String> {
        let mut mails = std::fs::read_dir(&self.stage.mails)?;
        let mail = mails.next().context("no mail yet")??;
        let text = std::fs::read_to_string(mail.path())?;
        let link = text.lines().rfind(|line| line.starts_with("http"));
        Ok(link.context("a mail without a link")?.to_owned())
    }

    async fn has_webhooks(&self) -> anyhow::Result<()> {
        let (shops, agreement) = (&self.stage.shops, &self.stage.agreement);
        let in_shops = || {
            shops
                .iter()
                .all(|shop| shop.webhooks().len() == SHOP_WEBHOOKS)
        };
        until(|| in_shops() && agreement.webhooks().len() == RACKBEAT_WEBHOOKS).await;
        Ok(())
    }

    async fn approve_both(&self) -> anyhow::Result<()> {
        let before = figures(&self.stage.shops[1]);
        for id in &self.ids {
            let page = self.whole_list(id).await?;
            must(
                figures(&self.stage.shops[1]) == before,
                "it changed unasked",
            )?;
            let approval = format!("/shops/{id}/stock/approval");
            self.visitor
                .send(&page, &approval, &[])
                .await?
                .saying("</main>")?;
        }
        until(|| self.stage.shows_one_stock()).await;
        Ok(())
    }

    /// The stock page once every product stands on it.
    async fn whole_list(&self, id: &str) -> anyhow::Result<Page> {
        loop {
            let page = self.visitor.open(&format!("/shops/{id}/stock")).await?;
            let page = page.saying("</main>")?;
            if goods::skus().all(|sku| page.html.contains(sku)) {
                return Ok(page);
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }
}

impl Stage {
    /// Every shop shows what Rackbeat has available.
    pub fn shows_one_stock(&self) -> bool {
        goods::skus().all(|sku| {
            let available = self.agreement.available(sku);
            let shown = self.shops.iter().map(|shop| shop.stock_of_sku(sku));
            shown
                .map(|shown| shown.map(Into::into))
                .all(|shown| shown == available)
        })
    }
}

fn figures(shop: &Shop) -> Vec<Option<i64>> {
    goods::skus().map(|sku| shop.stock_of_sku(sku)).collect()
}
