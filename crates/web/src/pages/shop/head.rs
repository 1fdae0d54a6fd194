//! The heading and the tabs of every page about one shop.
use store::shop::{self, Shop};

use super::parse;
use crate::{
    error::Result,
    frame::Frame,
    pages::{badge::Badge, standing},
    visitor::Visitor,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tab {
    Overview,
    Orders,
    Products,
    Stock,
    Import,
    Settings,
    Log,
}

impl Tab {
    const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Overview, "", "shop-tab-overview"),
        (Self::Orders, "/orders", "shop-tab-orders"),
        (Self::Products, "/products", "shop-tab-products"),
        (Self::Stock, "/stock", "shop-tab-stock"),
        (Self::Import, "/import", "shop-tab-import"),
        (Self::Settings, "/settings", "shop-tab-settings"),
        (Self::Log, "/log", "shop-tab-log"),
    ];
}

/// Given to every template under a shop as `head`.
pub(crate) struct Head {
    pub id: String,
    pub name: String,
    /// As the shop spells itself: `https://butikk.no/`.
    pub home: String,
    pub badge: Badge,
    pub is_connected: bool,
    tabs: Vec<(String, String, bool)>,
}

impl Head {
    /// The visitor's own shop, or nothing.
    pub(crate) async fn find(visitor: &Visitor, id: &str, here: Tab) -> Result<(Self, Shop)> {
        let shop = shop::find(&visitor.tenant, parse(id)?).await?;
        Ok((Self::of(&visitor.frame, &shop, here), shop))
    }

    pub(crate) fn of(frame: &Frame, shop: &Shop, here: Tab) -> Self {
        let tab = |(tab, path, key): &(Tab, &str, &str)| {
            let address = format!("/shops/{}{path}", shop.id);
            (address, frame.say(key), *tab == here)
        };
        Self {
            id: shop.id.to_string(),
            name: shop.name.clone(),
            home: shop.home.clone(),
            badge: standing::of(shop).0.badge(frame),
            is_connected: shop.disconnected_at.is_none(),
            tabs: Tab::ALL.iter().map(tab).collect(),
        }
    }

    /// Address, words, and whether it is this page.
    pub(crate) fn tabs(&self) -> &[(String, String, bool)] {
        &self.tabs
    }
}
