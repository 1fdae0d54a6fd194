//! Products, from the side that is their master to the other: found in bulk, written by the realtime track.
mod again;
mod counterpart;
mod fresh;
mod hand;
mod kept;
mod make;
mod mark;
mod master;
mod page;
mod poll;
mod pull;
mod register;
mod terms;

use domain::{ProductMaster, Rules};
use store::product_copy::Way;

pub(crate) use again::{next_again, try_again};
pub use hand::{Fault, Tied, Why, hand_over, make_again, retry, retry_cause, tie_lines};
pub use make::{Made, make_item};
pub(crate) use mark::{
    any_reads_descriptions, items_changed, message, products_changed, reads_descriptions, way_of,
};
pub use master::{Meaning, meaning};
pub(crate) use master::{end, go_on, rules_changed, shop_is_back, terms_changed, wake_cause};
pub use page::{Shown, page};
pub(crate) use poll::read_changed;
pub use pull::pull;
pub use register::register;
pub use terms::price_off;
pub(crate) use terms::{IN_BULK, read as read_prices, refresh as refresh_terms, terms};

/// Which way a shop's products go; `None`: they do not.
#[must_use]
pub fn way(rules: &Rules) -> Option<Way> {
    match rules.product_master {
        ProductMaster::WooCommerce => Some(Way::ToRackbeat),
        ProductMaster::Rackbeat => Some(Way::ToShop),
        ProductMaster::None => None,
    }
}
