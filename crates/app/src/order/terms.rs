//! What is known of the two systems and matters to an order.
use domain::order::{Facts, Terms};

use super::Sending;

impl Sending<'_> {
    pub(super) fn facts(&self) -> Facts {
        let shop = crate::shop::Facts::of(self.shop);
        Facts {
            shop_name: self.shop.name.clone(),
            home_country: self.agreement.country.clone(),
            time_zone: shop.zone(),
            base_country: shop.base_country,
            tax_based_on: shop.tax_based_on,
            currencies: crate::agreement::currencies(self.agreement),
        }
    }

    pub(super) fn terms<'a>(&'a self, facts: &'a Facts) -> Terms<'a> {
        Terms {
            rules: &self.rules,
            facts,
            put_on_discount: self.link.put_on_discount,
        }
    }
}
