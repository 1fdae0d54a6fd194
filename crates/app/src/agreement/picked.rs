//! What was picked or made in Rackbeat for this account: where every new shop's settings begin.
use domain::Rules;
use serde::{Deserialize, Serialize};
use store::{Rows, Tenant, agreement, agreement::Agreement};

/// Rackbeat's own numbers; `None`: neither found nor made yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picked {
    pub customer_group: Option<i64>,
    pub payment_term: Option<i64>,
    /// Its layout is Rackbeat's own; `None` leaves the choice to Rackbeat.
    pub layout: Option<i64>,
    pub goods_group: Option<i64>,
    pub services_group: Option<i64>,
    /// The shared web customer.
    pub customer: Option<i64>,
    pub freight_product: Option<String>,
    pub fee_product: Option<String>,
    pub discount_product: Option<String>,
    pub rounding_product: Option<String>,
    pub stand_in_product: Option<String>,
    /// The currencies that Rackbeat knows, ISO 4217; empty when it did not say.
    pub currencies: Vec<String>,
}

/// A shop's own settings, with what was picked in Rackbeat where its owner has not chosen.
#[must_use]
pub fn fill(mut rules: Rules, agreement: &Agreement) -> Rules {
    Picked::read(agreement).fill(&mut rules);
    rules
}

/// The currencies that Rackbeat knows; empty when it did not say.
#[must_use]
pub fn currencies(agreement: &Agreement) -> Vec<String> {
    Picked::read(agreement).currencies
}

impl Picked {
    #[must_use]
    pub fn read(agreement: &Agreement) -> Self {
        serde_json::from_str(&agreement.picked).unwrap_or_default()
    }

    /// Nothing where Rackbeat is not connected.
    pub async fn of<R: Rows>(tenant: &Tenant<R>) -> Result<Self, store::Error> {
        match agreement::find(tenant).await {
            Ok(agreement) => Ok(Self::read(&agreement)),
            Err(store::Error::NotFound) => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// A pick that was made stays; the currencies are as they were read last.
    pub(super) fn with(&self, found: &Self) -> Self {
        let text = |old: &Option<String>, new: &Option<String>| old.clone().or(new.clone());
        Self {
            customer_group: self.customer_group.or(found.customer_group),
            payment_term: self.payment_term.or(found.payment_term),
            layout: self.layout.or(found.layout),
            goods_group: self.goods_group.or(found.goods_group),
            services_group: self.services_group.or(found.services_group),
            customer: self.customer.or(found.customer),
            freight_product: text(&self.freight_product, &found.freight_product),
            fee_product: text(&self.fee_product, &found.fee_product),
            discount_product: text(&self.discount_product, &found.discount_product),
            rounding_product: text(&self.rounding_product, &found.rounding_product),
            stand_in_product: text(&self.stand_in_product, &found.stand_in_product),
            currencies: found.currencies.clone(),
        }
    }

    /// As the settings of a shop whose owner has chosen nothing.
    pub(super) fn alone(&self) -> Rules {
        let mut rules = Rules::default();
        self.fill(&mut rules);
        rules
    }

    /// Settings that nobody has chosen are taken from here; a choice is never overwritten.
    pub fn fill(&self, rules: &mut Rules) {
        rules.customer = rules.customer.or(self.customer);
        rules.customer_group = rules.customer_group.or(self.customer_group);
        rules.payment_term = rules.payment_term.or(self.payment_term);
        rules.layout = rules.layout.or(self.layout);
        rules.product_group = rules.product_group.or(self.goods_group);
        for (setting, found) in [
            (&mut rules.freight_product, &self.freight_product),
            (&mut rules.fee_product, &self.fee_product),
            (&mut rules.discount_product, &self.discount_product),
            (&mut rules.rounding_product, &self.rounding_product),
            (&mut rules.stand_in_product, &self.stand_in_product),
        ] {
            if setting.is_none() {
                setting.clone_from(found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_never_overwritten() {
        let mut rules = Rules {
            customer: Some(7),
            freight_product: Some("POST".to_owned()),
            ..Rules::default()
        };
        let picked = Picked {
            customer: Some(1),
            payment_term: Some(3),
            freight_product: Some("FRAKT".to_owned()),
            fee_product: Some("GEBYR".to_owned()),
            ..Picked::default()
        };
        picked.fill(&mut rules);
        assert_eq!((rules.customer, rules.payment_term), (Some(7), Some(3)));
        assert_eq!(rules.freight_product.as_deref(), Some("POST"));
        assert_eq!(rules.fee_product.as_deref(), Some("GEBYR"));
    }
}
