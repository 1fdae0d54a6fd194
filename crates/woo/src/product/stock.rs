//! Whether the shop counts a product, and the figure we write.
use serde::{Deserialize, Deserializer, Serialize};

use crate::lenient;

/// Who counts: the product itself, nobody, or (a variation) its parent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ManageStock {
    Yes,
    #[default]
    No,
    Parent,
}

impl<'de> Deserialize<'de> for ManageStock {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(match lenient::text(from)?.as_str() {
            "1" | "true" | "yes" => Self::Yes,
            "parent" => Self::Parent,
            _ => Self::No,
        })
    }
}

/// An absolute figure, in pieces. The two always go together: one without the other is dropped or becomes 0 (woocommerce-api.md 6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StockWrite {
    manage_stock: bool,
    stock_quantity: i64,
}

impl StockWrite {
    #[must_use]
    pub fn of(pieces: i64) -> Self {
        Self {
            manage_stock: true,
            stock_quantity: pieces,
        }
    }

    #[must_use]
    pub fn pieces(self) -> i64 {
        self.stock_quantity
    }
}
