//! Connecting both ends on the real pages.
use anyhow::{Context, bail};
use simulator::woo::Shop;
use url::Url;

use super::Customer;
use crate::demo::{
    stage::COMPANY,
    steps::must,
    visitor::{Page, Visitor},
};

impl Customer<'_> {
    pub(super) async fn connect_rackbeat(&self) -> anyhow::Result<()> {
        let page = self.visitor.open("/rackbeat").await?;
        let key = [("key", self.stage.agreement.token())];
        let page = self.visitor.send(&page, "/rackbeat", &key).await?;
        let page = page.saying(COMPANY)?;
        let page = page.saying(&self.stage.agreement.number().to_string())?;
        let currency = [("currency", "NOK")];
        let page = self.visitor.send(&page, "/rackbeat/currency", &currency);
        page.await?.saying(COMPANY).map(drop)
    }

    pub(super) async fn make_needs(&self) -> anyhow::Result<()> {
        let page = self.visitor.open("/rackbeat/needs").await?;
        let page = self.visitor.send(&page, "/rackbeat/needs", &[]).await?;
        let missing = page
            .saying("</main>")?
            .html
            .contains("action=\"/rackbeat/needs/");
        must(!missing, "something is still missing in Rackbeat")
    }

    pub(super) async fn connect_by_click(&self, shop: &Shop) -> anyhow::Result<String> {
        let found = self.find(shop).await?;
        let away = self.visitor.send(&found, "/shops/new/click", &[]).await?;
        let back = approve_in(shop, &away.url).await?;
        connected(self.visitor.open(back.as_str()).await?)
    }

    pub(super) async fn connect_by_keys(&self, shop: &Shop) -> anyhow::Result<String> {
        let found = self.find(shop).await?;
        let made = shop
            .keys()
            .into_iter()
            .next()
            .context("a shop without keys")?;
        let keys = [("key", &*made.key), ("secret", &*made.secret)];
        connected(self.visitor.send(&found, "/shops/new/keys", &keys).await?)
    }

    async fn find(&self, shop: &Shop) -> anyhow::Result<Page> {
        let page = self.visitor.open("/shops/new").await?;
        let address = [("address", &*shop.url())];
        let found = self.visitor.send(&page, "/shops/new", &address).await?;
        found.saying("/shops/new/click")
    }
}

/// The shop's owner signs in there and approves; where the shop sends them then.
async fn approve_in(shop: &Shop, authorize: &Url) -> anyhow::Result<Url> {
    let there = Visitor::at(Url::parse(&shop.url())?)?;
    let page = there.open(authorize.as_str()).await?;
    let action = page.action().context("the shop asks nobody to sign in")?;
    let signed_in = [
        ("username", "eier"),
        ("password", "hemmelig"),
        ("login", "1"),
    ];
    let page = there.send(&page, &action, &signed_in).await?;
    let back = there.open(&page.link("wc-auth-approve")?).await?;
    Ok(back.url)
}

/// Varebro's id of the shop, from the page that one is led to.
fn connected(page: Page) -> anyhow::Result<String> {
    let path = page.url.path().to_owned();
    match path.split('/').collect::<Vec<_>>()[..] {
        ["", "shops", id, "check"] => Ok(id.to_owned()),
        _ => bail!("it led to {path}: {}", page.text()),
    }
}
