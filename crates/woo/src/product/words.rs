//! A product's own words: its type, its status, whether it is in stock.
use crate::open::open_words;

open_words! {
    /// A product's `type`.
    Kind {
        Simple = "simple",
        Variable = "variable",
        Variation = "variation",
        Grouped = "grouped",
        External = "external",
    }
}

open_words! {
    /// A product's `status`; a variation that is switched off is `private`.
    Visibility {
        Draft = "draft",
        Pending = "pending",
        Private = "private",
        Publish = "publish",
        Future = "future",
        Trash = "trash",
    }
}

open_words! {
    StockStatus {
        InStock = "instock",
        OutOfStock = "outofstock",
        OnBackorder = "onbackorder",
    }
}
