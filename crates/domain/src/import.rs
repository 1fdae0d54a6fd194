//! The initial synchronisation: what becomes of each of a shop's products when all of them are brought to Rackbeat.
mod reason;

use woo::ManageStock;

use crate::{
    Refusal,
    link::{Kind, Tie},
};

pub use reason::Reason;

/// What is to happen to a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// Rackbeat has its number.
    Link,
    Create,
    Skip,
}

impl Act {
    pub const ALL: [Self; 3] = [Self::Link, Self::Create, Self::Skip];

    pub fn word(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Create => "create",
            Self::Skip => "skip",
        }
    }

    /// What this version does not know is left alone.
    pub fn parse(word: &str) -> Self {
        let found = Self::ALL.into_iter().find(|act| act.word() == word);
        found.unwrap_or(Self::Skip)
    }
}

/// Whether other products of the same shop would take the same number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Alike {
    #[default]
    Alone,
    /// The very same SKU.
    Same,
    /// Equal but for capitals.
    ButForCase,
}

/// What Rackbeat has under a product's number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct There {
    pub is_lot: bool,
    pub is_barred: bool,
    pub has_inventory: bool,
}

/// A product or variation as far as the synchronisation is concerned.
#[derive(Clone, Debug)]
pub struct Goods {
    pub kind: Kind,
    pub tie: Tie,
    pub manage: ManageStock,
    /// The shop tells how many it has.
    pub has_figure: bool,
    pub alike: Alike,
    /// A variation with the SKU of its parent, as one without its own shows it.
    pub shows_parents_sku: bool,
    /// `None`: Rackbeat has nothing under its number.
    pub there: Option<There>,
    /// Rackbeat's number that differs only in its capitals.
    pub but_for_case: Option<String>,
}

/// What is to happen, and what there is to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub act: Act,
    /// Why it is skipped, or why no level is set.
    pub reason: Option<Reason>,
    /// Its level is to be set, if levels are.
    pub wants_level: bool,
}

/// `offer`: whether it could be made in Rackbeat as it is.
pub fn decide(goods: &Goods, offer: impl FnOnce() -> Result<(), Refusal>) -> Decision {
    if let Some(reason) = never(goods) {
        return Decision {
            act: Act::Skip,
            reason: Some(reason),
            wants_level: false,
        };
    }
    let act = match goods.tie {
        Tie::Linked => Act::Link,
        _ => Act::Create,
    };
    let refused = (act == Act::Create).then(offer).and_then(Result::err);
    if let Some(refusal) = refused {
        return Decision {
            act: Act::Skip,
            reason: Some(Reason::Refused { refusal }),
            wants_level: false,
        };
    }
    let reason = no_level(goods);
    Decision {
        act,
        wants_level: reason.is_none(),
        reason,
    }
}

/// Why it can be neither linked nor made.
fn never(goods: &Goods) -> Option<Reason> {
    match goods.tie {
        Tie::Gone => return Some(Reason::Gone),
        Tie::NoSku => return Some(Reason::NoSku),
        Tie::TooLong => return Some(Reason::TooLong),
        Tie::Duplicate => return Some(Reason::Duplicate),
        Tie::Inherited => return Some(Reason::Inherited),
        Tie::DiffersInCase => {
            let number = goods.but_for_case.clone().unwrap_or_default();
            return Some(Reason::DiffersInCase { number });
        }
        Tie::Linked | Tie::Unknown => {}
    }
    match goods.kind {
        Kind::Grouped | Kind::External => return Some(Reason::NoGoods),
        Kind::Variable if goods.tie == Tie::Unknown => return Some(Reason::Parent),
        Kind::Variation if inherits(goods) => return Some(Reason::Inherited),
        _ => {}
    }
    match (goods.tie, &goods.alike) {
        (Tie::Linked, _) | (_, Alike::Alone) => None,
        (_, Alike::Same) => Some(Reason::Duplicate),
        (_, Alike::ButForCase) => Some(Reason::AlikeInShop),
    }
}

/// A variation that Rackbeat does not know and that has no number of its own; one whose stock is its own is
/// taken at its word.
fn inherits(goods: &Goods) -> bool {
    goods.tie == Tie::Unknown && goods.shows_parents_sku && goods.manage != ManageStock::Yes
}

/// Why its level is not to be set.
fn no_level(goods: &Goods) -> Option<Reason> {
    if goods.kind == Kind::Variable && goods.manage != ManageStock::Yes {
        return Some(Reason::Parent);
    }
    match goods.manage {
        ManageStock::Parent => return Some(Reason::StockOnParent),
        ManageStock::Yes if goods.has_figure => {}
        ManageStock::Yes | ManageStock::No => return Some(Reason::StockOff),
    }
    match &goods.there {
        Some(there) if there.is_lot => Some(Reason::Lot),
        Some(there) if there.is_barred => Some(Reason::Barred),
        Some(there) if !there.has_inventory => Some(Reason::Service),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goods(tie: Tie) -> Goods {
        Goods {
            kind: Kind::Simple,
            tie,
            manage: ManageStock::Yes,
            has_figure: true,
            alike: Alike::Alone,
            shows_parents_sku: false,
            there: (tie == Tie::Linked).then_some(There {
                has_inventory: true,
                ..There::default()
            }),
            but_for_case: None,
        }
    }

    fn decided(goods: &Goods) -> (Act, Option<Reason>, bool) {
        let decision = decide(goods, || Ok(()));
        (decision.act, decision.reason, decision.wants_level)
    }

    #[test]
    fn what_rackbeat_has_is_linked_and_what_it_lacks_is_made() {
        assert_eq!(decided(&goods(Tie::Linked)), (Act::Link, None, true));
        assert_eq!(decided(&goods(Tie::Unknown)), (Act::Create, None, true));
    }

    #[test]
    fn what_cannot_be_a_number_is_skipped_with_its_reason() {
        for (tie, reason) in [
            (Tie::NoSku, Reason::NoSku),
            (Tie::TooLong, Reason::TooLong),
            (Tie::Duplicate, Reason::Duplicate),
            (Tie::Inherited, Reason::Inherited),
        ] {
            assert_eq!(decided(&goods(tie)), (Act::Skip, Some(reason), false));
        }
    }

    #[test]
    fn a_sku_that_two_products_share_makes_neither() {
        for (alike, reason) in [
            (Alike::Same, Reason::Duplicate),
            (Alike::ButForCase, Reason::AlikeInShop),
        ] {
            let two = Goods {
                alike,
                ..goods(Tie::Unknown)
            };
            assert_eq!(decided(&two), (Act::Skip, Some(reason), false));
        }
    }

    #[test]
    fn a_product_whose_stock_is_not_kept_is_made_without_a_level() {
        let off = Goods {
            manage: ManageStock::No,
            has_figure: false,
            ..goods(Tie::Unknown)
        };
        let expected = (Act::Create, Some(Reason::StockOff), false);
        assert_eq!(decided(&off), expected);
    }

    #[test]
    fn a_parent_is_never_made_but_may_be_linked_where_it_keeps_the_stock() {
        let parent = |tie, manage| Goods {
            kind: Kind::Variable,
            manage,
            ..goods(tie)
        };
        assert_eq!(
            decided(&parent(Tie::Unknown, ManageStock::Yes)),
            (Act::Skip, Some(Reason::Parent), false)
        );
        assert_eq!(
            decided(&parent(Tie::Linked, ManageStock::Yes)),
            (Act::Link, None, true)
        );
        assert_eq!(
            decided(&parent(Tie::Linked, ManageStock::No)),
            (Act::Link, Some(Reason::Parent), false)
        );
    }

    #[test]
    fn no_level_is_set_on_what_cannot_have_one() {
        let there = |is_lot, is_barred, has_inventory| Goods {
            there: Some(There {
                is_lot,
                is_barred,
                has_inventory,
            }),
            ..goods(Tie::Linked)
        };
        for (goods, reason) in [
            (there(true, false, true), Reason::Lot),
            (there(false, true, true), Reason::Barred),
            (there(false, false, false), Reason::Service),
        ] {
            assert_eq!(decided(&goods), (Act::Link, Some(reason), false));
        }
    }

    #[test]
    fn what_could_not_be_made_is_skipped_with_the_refusal() {
        let refusal = Refusal::NothingToSend;
        let decision = decide(&goods(Tie::Unknown), || Err(refusal.clone()));
        assert_eq!(decision.act, Act::Skip);
        assert_eq!(decision.reason, Some(Reason::Refused { refusal }));
    }
}
