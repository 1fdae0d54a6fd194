//! Which of a shop's products is which Rackbeat item: by exact, trimmed SKU and nothing else.
use std::collections::BTreeMap;

pub use woo::{ManageStock, product::Kind};

use crate::sku;

/// How a product stands to Rackbeat's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    Linked,
    /// Its number is known, but other products of the shop hold it too, so no figure is written.
    Duplicate,
    /// A variation without a SKU of its own: it shows its parent's, and the parent keeps the stock.
    Inherited,
    NoSku,
    TooLong,
    /// No item has this number.
    Unknown,
    DiffersInCase,
    /// Deleted or trashed in the shop.
    Gone,
}

impl Tie {
    pub const ALL: [Self; 8] = [
        Self::Linked,
        Self::Duplicate,
        Self::Inherited,
        Self::NoSku,
        Self::TooLong,
        Self::Unknown,
        Self::DiffersInCase,
        Self::Gone,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Duplicate => "duplicate",
            Self::Inherited => "inherited",
            Self::NoSku => "no_sku",
            Self::TooLong => "too_long",
            Self::Unknown => "unknown",
            Self::DiffersInCase => "differs_in_case",
            Self::Gone => "gone",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tie| tie.word() == word)
    }
}

/// How a row says who keeps a product's stock.
pub fn manage_word(manage: ManageStock) -> &'static str {
    match manage {
        ManageStock::Yes => "yes",
        ManageStock::No => "no",
        ManageStock::Parent => "parent",
    }
}

/// The other way round.
pub fn manage(word: &str) -> ManageStock {
    match word {
        "yes" => ManageStock::Yes,
        "parent" => ManageStock::Parent,
        _ => ManageStock::No,
    }
}

/// A product or variation as far as its link is concerned.
#[derive(Clone, Debug)]
pub struct Goods {
    pub product_id: i64,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    pub kind: Kind,
    pub sku: String,
    pub manage: ManageStock,
    /// Still in the shop.
    pub is_there: bool,
    /// A person said that it is this number.
    pub tied_to: Option<String>,
}

/// Rackbeat's numbers by their lower-case form.
#[derive(Clone, Debug, Default)]
pub struct Numbers(BTreeMap<String, Vec<String>>);

impl Numbers {
    pub fn add(&mut self, number: String) {
        self.0
            .entry(number.to_lowercase())
            // Nearly always the only one.
            .or_insert_with(|| Vec::with_capacity(1))
            .push(number);
    }

    fn has(&self, number: &str) -> bool {
        self.0
            .get(&number.to_lowercase())
            .is_some_and(|all| all.iter().any(|one| one == number))
    }

    fn has_but_for_case(&self, number: &str) -> bool {
        self.0.contains_key(&number.to_lowercase())
    }
}

/// For each product its state and, where it is known, its number.
pub fn tie(goods: &[Goods], numbers: &Numbers) -> Vec<(Tie, Option<String>)> {
    let skus: BTreeMap<i64, &str> = goods
        .iter()
        .map(|one| (one.product_id, one.sku.trim()))
        .collect();
    let inherits = |one: &Goods| {
        one.parent_id != 0
            && one.manage == ManageStock::Parent
            && skus.get(&one.parent_id) == Some(&one.sku.trim())
    };
    let alone: Vec<_> = goods
        .iter()
        .map(|one| match alone(one, numbers) {
            (Tie::Linked, number) if inherits(one) => (Tie::Inherited, number),
            tie => tie,
        })
        .collect();
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for (one, (tie, number)) in goods.iter().zip(&alone) {
        if let (Tie::Linked, Some(number), true) = (tie, number, can_hold(one)) {
            *holders.entry(number).or_default() += 1;
        }
    }
    let several = |number: &str| holders.get(number).is_some_and(|count| *count > 1);
    goods
        .iter()
        .zip(&alone)
        .map(|(one, (tie, number))| match (tie, number) {
            (Tie::Linked, Some(held)) if can_hold(one) && several(held) => {
                (Tie::Duplicate, number.clone())
            }
            _ => (*tie, number.clone()),
        })
        .collect()
}

/// Whether a figure could stand on it: a parent whose variations keep the stock has none.
pub fn can_hold(goods: &Goods) -> bool {
    match goods.kind {
        Kind::Variable => goods.manage != ManageStock::No,
        Kind::Grouped | Kind::External => false,
        _ => true,
    }
}

/// As if the shop had no other product.
fn alone(goods: &Goods, numbers: &Numbers) -> (Tie, Option<String>) {
    if !goods.is_there {
        return (Tie::Gone, None);
    }
    if let Some(number) = &goods.tied_to {
        return (Tie::Linked, Some(number.clone()));
    }
    let Some(sku) = sku::trimmed(&goods.sku) else {
        return (Tie::NoSku, None);
    };
    if numbers.has(sku) {
        (Tie::Linked, Some(sku.to_owned()))
    } else if sku::is_too_long(sku) {
        (Tie::TooLong, None)
    } else if numbers.has_but_for_case(sku) {
        (Tie::DiffersInCase, None)
    } else {
        (Tie::Unknown, None)
    }
}

/// Fewer products than this may go at once without a doubt.
const MISSED_MIN: usize = 3;

/// Whether a list is not believed at once: all that the shop had is missing from it, or more than 20 % and
/// at least three.
pub fn must_doubt(missed: usize, known: usize) -> bool {
    let many = missed >= MISSED_MIN && missed.saturating_mul(5) > known;
    missed > 0 && (many || missed == known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_a_fifth_of_what_was_there_or_without_anything_is_doubted() {
        assert!(!must_doubt(0, 0) && !must_doubt(0, 9));
        assert!(!must_doubt(2, 4) && !must_doubt(3, 15));
        assert!(must_doubt(3, 14) && must_doubt(2, 2) && must_doubt(500, 500));
    }

    fn goods(product_id: i64, sku: &str) -> Goods {
        Goods {
            product_id,
            parent_id: 0,
            kind: Kind::Simple,
            sku: sku.to_owned(),
            manage: ManageStock::Yes,
            is_there: true,
            tied_to: None,
        }
    }

    fn numbers(all: &[&str]) -> Numbers {
        let mut numbers = Numbers::default();
        all.iter().for_each(|one| numbers.add((*one).to_owned()));
        numbers
    }

    fn ties(goods: &[Goods], known: &[&str]) -> Vec<Tie> {
        tie(goods, &numbers(known))
            .into_iter()
            .map(|(tie, _)| tie)
            .collect()
    }

    #[test]
    fn only_the_exact_trimmed_sku_links() {
        let all = [
            goods(1, " KOPP-1 "),
            goods(2, "fat-1"),
            goods(3, ""),
            goods(4, "A-SKU-OF-MORE-THAN-25-CHARACTERS"),
            goods(5, "UKJENT"),
        ];
        assert_eq!(
            ties(&all, &["KOPP-1", "FAT-1"]),
            [
                Tie::Linked,
                Tie::DiffersInCase,
                Tie::NoSku,
                Tie::TooLong,
                Tie::Unknown
            ]
        );
    }

    #[test]
    fn a_number_held_by_two_products_is_held_by_neither() {
        let all = [goods(1, "KOPP-1"), goods(2, "KOPP-1"), goods(3, "FAT-1")];
        assert_eq!(
            ties(&all, &["KOPP-1", "FAT-1"]),
            [Tie::Duplicate, Tie::Duplicate, Tie::Linked]
        );
    }

    #[test]
    fn variations_that_show_their_parents_sku_leave_it_to_the_parent() {
        let parent = Goods {
            kind: Kind::Variable,
            ..goods(1, "FELLES")
        };
        let variation = |id| Goods {
            parent_id: 1,
            kind: Kind::Variation,
            manage: ManageStock::Parent,
            ..goods(id, "FELLES")
        };
        assert_eq!(
            ties(&[parent, variation(2), variation(3)], &["FELLES"]),
            [Tie::Linked, Tie::Inherited, Tie::Inherited]
        );
    }

    #[test]
    fn a_parent_without_stock_of_its_own_does_not_take_its_variations_number() {
        let parent = Goods {
            kind: Kind::Variable,
            manage: ManageStock::No,
            ..goods(1, "SEKK")
        };
        let own = Goods {
            parent_id: 1,
            kind: Kind::Variation,
            ..goods(2, "SEKK")
        };
        assert_eq!(ties(&[parent, own], &["SEKK"]), [Tie::Linked, Tie::Linked]);
    }

    #[test]
    fn what_a_person_tied_stays_tied() {
        let tied = Goods {
            tied_to: Some("KORT".to_owned()),
            ..goods(1, "A-SKU-OF-MORE-THAN-25-CHARACTERS")
        };
        let found = tie(&[tied], &Numbers::default());
        assert_eq!(found, [(Tie::Linked, Some("KORT".to_owned()))]);
    }
}
