//! What the preview and the report say about a product that is not simply linked, made and counted.
use serde::{Deserialize, Serialize};

use crate::{Refusal, Sentence};

/// Why a product is skipped, has no level set, or came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    NoSku,
    TooLong,
    /// Several products of the shop have this SKU.
    Duplicate,
    /// Another product's SKU is the same but for capitals.
    AlikeInShop,
    /// Rackbeat's number is the same but for capitals.
    DiffersInCase {
        number: String,
    },
    /// A variation that shows its parent's SKU.
    Inherited,
    /// A product with variations: those are carried, not it.
    Parent,
    /// A group of products, or one that another site sells.
    NoGoods,
    /// Another shop is the master of this number.
    Claimed {
        shop: String,
    },
    Refused {
        refusal: Refusal,
    },
    StockOff,
    StockOnParent,
    /// A bill of materials: its pieces are counted by what it is made of.
    Lot,
    Barred,
    Service,
    /// Rackbeat's figure is the truth already: the shop shows what Rackbeat says, or an earlier run has set it.
    RackbeatsOwn,
    /// No longer in the shop.
    Gone,
    /// What the shop says of it cannot be read.
    Unreadable,
    /// Its SKU in the shop, or its kind, is another than in the preview.
    Changed,
    /// The level at the location would be below zero; pieces.
    BelowZero {
        total: String,
        elsewhere: String,
    },
    /// Rackbeat gives no figure for it, so none can be compared.
    NoFigure,
    /// An adjustment may have been drafted and cannot be found; the text that it carries.
    Stray {
        text: String,
    },
    /// An order of it is shipped in part, or so old that Rackbeat was not asked: nobody knows what is left of it.
    ShippedInPart,
    /// Rackbeat failed on this one again and again, though not on the others.
    KeepsFailing,
}

impl Reason {
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoSku => "import-no-sku",
            Self::TooLong => "import-too-long",
            Self::Duplicate => "import-duplicate",
            Self::AlikeInShop => "import-alike-in-shop",
            Self::DiffersInCase { .. } => "import-differs-in-case",
            Self::Inherited => "import-inherited",
            Self::Parent => "import-parent",
            Self::NoGoods => "import-no-goods",
            Self::Claimed { .. } => "import-claimed",
            Self::Refused { refusal } => refusal.key(),
            Self::StockOff => "import-stock-off",
            Self::StockOnParent => "import-stock-on-parent",
            Self::Lot => "import-lot",
            Self::Barred => "import-barred",
            Self::Service => "import-service",
            Self::RackbeatsOwn => "import-rackbeats-own",
            Self::Gone => "import-gone",
            Self::Unreadable => "import-unreadable",
            Self::Changed => "import-changed",
            Self::BelowZero { .. } => "import-below-zero",
            Self::NoFigure => "import-no-figure",
            Self::Stray { .. } => "import-stray",
            Self::ShippedInPart => "import-shipped-in-part",
            Self::KeepsFailing => "import-keeps-failing",
        }
    }

    pub fn sentence(&self) -> Sentence {
        let args = match self {
            Self::Refused { refusal } => return refusal.sentence(),
            Self::DiffersInCase { number } => vec![("number", number.clone())],
            Self::Claimed { shop } => vec![("shop", shop.clone())],
            Self::BelowZero { total, elsewhere } => {
                vec![("total", total.clone()), ("elsewhere", elsewhere.clone())]
            }
            Self::Stray { text } => vec![("text", text.clone())],
            _ => Vec::new(),
        };
        Sentence::new(self.key(), args)
    }

    /// One of each, for the test that every key has words.
    pub fn samples() -> Vec<Self> {
        let text = || "X".to_owned();
        vec![
            Self::NoSku,
            Self::TooLong,
            Self::Duplicate,
            Self::AlikeInShop,
            Self::DiffersInCase { number: text() },
            Self::Inherited,
            Self::Parent,
            Self::NoGoods,
            Self::Claimed { shop: text() },
            Self::StockOff,
            Self::StockOnParent,
            Self::Lot,
            Self::Barred,
            Self::Service,
            Self::RackbeatsOwn,
            Self::Gone,
            Self::Unreadable,
            Self::Changed,
            Self::BelowZero {
                total: text(),
                elsewhere: text(),
            },
            Self::NoFigure,
            Self::Stray { text: text() },
            Self::ShippedInPart,
            Self::KeepsFailing,
        ]
    }
}
