//! What is known of the two systems and matters to an order.
use domain::order::{Facts, Terms};

use super::Sending;

impl Sending<'_> {
    pub(super) fn facts(&self) -> Facts {
        let shop = crate::shop::Facts::of(self.shop);
        // A company that never told Rackbeat its country keeps its books where its shop is.
        let home = match self.agreement.country.len() {
            2 => &self.agreement.country,
            _ => &shop.base_country,
        };
        Facts {
            shop_name: self.shop.name.clone(),
            home_country: home.clone(),
            time_zone: shop.zone(),
            base_country: shop.base_country,
            tax_based_on: shop.tax_based_on,
            currencies: crate::agreement::currencies(self.agreement),
        }
    }

    pub(super) fn terms<'a>(&'a self, facts: &'a Facts, customer: i64) -> Terms<'a> {
        Terms {
            rules: &self.rules,
            facts,
            customer,
            put_on_discount: self.link.put_on_discount,
        }
    }
}
