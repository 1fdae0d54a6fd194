//! One product in the words of the page, with what can be done about it.
use app::product::Shown;
use domain::{Refusal, link::Tie};
use store::{
    product_copy::{Copy, Named},
    shop::Shop,
};

use super::why;
use crate::{frame::Frame, pages::badge::Badge};

pub(super) struct Row {
    pub name: String,
    pub sku: String,
    /// Rackbeat's.
    pub number: String,
    pub product: Option<i64>,
    /// In the shop's own back office.
    pub address: Option<String>,
    pub badge: Badge,
    pub text: Option<String>,
    pub remedy: Option<String>,
    pub act: Act,
    /// What the next page begins after.
    pub key: (String, String),
}

/// The one thing that a person can do about it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Nothing,
    /// Say which number it is.
    Tie,
    /// Make this shop the number's master.
    HandOver,
    /// Make it anew where it was deleted.
    MakeAgain,
    Retry,
}

impl Row {
    pub(super) fn of(frame: &Frame, shop: &Shop, shown: &Shown, can_change: bool) -> Self {
        let (link, copy) = (&shown.link, shown.copy.as_ref());
        let (after, id) = shown.key();
        let in_office = if link.parent_id == 0 {
            link.product_id
        } else {
            link.parent_id
        };
        let mut row = Self {
            name: link.name.clone(),
            sku: link.sku.clone(),
            number: link.item_number.clone().unwrap_or_default(),
            product: Some(link.product_id),
            address: Some(office(shop, in_office)),
            badge: Badge::new(frame, "state-good", "products-linked"),
            text: None,
            remedy: None,
            act: Act::Nothing,
            key: (after, id.to_string()),
        };
        if let Some((_, name, text)) = why(link.state) {
            row.badge = Badge::new(frame, "state-act", name);
            row.text = Some(frame.say(text));
            if link.state == Tie::TooLong {
                row.act = Act::Tie;
            }
        } else if link.state != Tie::Linked {
            row.badge = Badge::new(frame, "state-info", "products-with-parent");
        }
        if let Some(copy) = copy {
            row.carried(frame, copy);
        }
        row.allowed(can_change)
    }

    /// One that is known by its number, also where the shop does not have it.
    pub(super) fn of_copy(frame: &Frame, shop: &Shop, named: &Named, can_change: bool) -> Self {
        let copy = &named.copy;
        let mut row = Self {
            name: named.name.clone(),
            sku: named.sku.clone(),
            number: copy.number.clone(),
            product: named.product,
            address: named.in_office.map(|id| office(shop, id)),
            badge: Badge::of(frame, copy.state),
            text: None,
            remedy: None,
            act: Act::Nothing,
            key: (copy.number.clone(), String::new()),
        };
        row.carried(frame, copy);
        row.allowed(can_change)
    }

    /// How the copy stands says more than the link, once there is one that does not simply go.
    fn carried(&mut self, frame: &Frame, copy: &Copy) {
        let Some(result) = &copy.result else {
            return;
        };
        self.badge = Badge::of(frame, copy.state);
        self.text = Some(frame.words.sentences(&result.sentences()));
        self.remedy = result.remedy_key().map(|key| frame.say(key));
        self.act = match result.refusal() {
            Some(Refusal::ClaimedByOtherShop { .. }) => Act::HandOver,
            Some(Refusal::SkuTooLong { .. }) => Act::Tie,
            _ if copy.gone.is_some() => Act::MakeAgain,
            _ => Act::Retry,
        };
    }

    fn allowed(mut self, can_change: bool) -> Self {
        if !can_change || (self.act == Act::Tie && self.product.is_none()) {
            self.act = Act::Nothing;
        }
        self
    }
}

fn office(shop: &Shop, product: i64) -> String {
    format!("{}wp-admin/post.php?post={product}&action=edit", shop.home)
}
