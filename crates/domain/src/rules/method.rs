//! What depends on how an order is paid and how it is sent.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{RackbeatState, Rules};

/// What holds for the orders paid in one way; what is not set is as in the rest of the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentRule {
    /// Rackbeat's payment term.
    pub term: Option<i64>,
    pub state: Option<PaymentState>,
}

impl PaymentRule {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How far an order paid in one way is carried in Rackbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// A draft; once paid, as far as the rest of the shop's orders.
    DraftUntilPaid,
    Draft,
    Booked,
    Shipped,
    Invoiced,
}

impl PaymentState {
    pub const ALL: [Self; 5] = [
        Self::DraftUntilPaid,
        Self::Draft,
        Self::Booked,
        Self::Shipped,
        Self::Invoiced,
    ];
}

impl Rules {
    /// How far an order is to be carried, by the id of its shop's gateway and whether it is paid.
    pub fn state_for(&self, payment_method: &str, is_paid: bool) -> RackbeatState {
        let rule = self.payment_methods.get(payment_method.trim());
        match rule.and_then(|rule| rule.state) {
            None => self.rackbeat_state,
            Some(PaymentState::DraftUntilPaid) if is_paid => self.rackbeat_state,
            Some(PaymentState::DraftUntilPaid | PaymentState::Draft) => RackbeatState::Draft,
            Some(PaymentState::Booked) => RackbeatState::Booked,
            Some(PaymentState::Shipped) => RackbeatState::Shipped,
            Some(PaymentState::Invoiced) => RackbeatState::Invoiced,
        }
    }

    pub fn payment_term_for(&self, payment_method: &str) -> Option<i64> {
        let rule = self.payment_methods.get(payment_method.trim());
        rule.and_then(|rule| rule.term).or(self.payment_term)
    }

    /// By the one place of a shipping zone where the owner set it there (`flat_rate:3`), else by the kind (`flat_rate`).
    pub fn delivery_term_for(&self, method_id: &str, instance_id: &str) -> Option<i64> {
        let kind = method_id.trim();
        let one = shipping_key(kind, instance_id);
        let methods: &BTreeMap<String, i64> = &self.shipping_methods;
        methods.get(&one).or_else(|| methods.get(kind)).copied()
    }
}

/// A shipping method as the settings name it: `flat_rate:3` in a zone, `flat_rate` where no zone is named.
pub fn shipping_key(method_id: &str, instance_id: &str) -> String {
    let (kind, instance) = (method_id.trim(), instance_id.trim());
    // WooCommerce writes none as nothing or as zero.
    if instance.is_empty() || instance == "0" {
        kind.to_owned()
    } else {
        format!("{kind}:{instance}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(method: &str, rule: PaymentRule) -> Rules {
        Rules {
            payment_term: Some(1),
            payment_methods: BTreeMap::from([(method.to_owned(), rule)]),
            ..Rules::default()
        }
    }

    fn in_state(state: PaymentState) -> Rules {
        let state = Some(state);
        rules("bacs", PaymentRule { state, term: None })
    }

    #[test]
    fn a_payment_method_without_a_row_follows_the_shop() {
        let rules = in_state(PaymentState::Draft);
        assert_eq!(rules.state_for("vipps", false), RackbeatState::Booked);
        assert_eq!(rules.state_for("", true), RackbeatState::Booked);
        assert_eq!(rules.payment_term_for("vipps"), Some(1));
    }

    #[test]
    fn a_bank_transfer_is_a_draft_until_it_is_paid() {
        let mut rules = in_state(PaymentState::DraftUntilPaid);
        assert_eq!(rules.state_for("bacs", false), RackbeatState::Draft);
        assert_eq!(rules.state_for("bacs", true), RackbeatState::Booked);
        rules.rackbeat_state = RackbeatState::Invoiced;
        assert_eq!(rules.state_for(" bacs ", true), RackbeatState::Invoiced);
    }

    #[test]
    fn a_row_goes_before_the_shop_paid_or_not() {
        for (set, expected) in [
            (PaymentState::Draft, RackbeatState::Draft),
            (PaymentState::Booked, RackbeatState::Booked),
            (PaymentState::Shipped, RackbeatState::Shipped),
            (PaymentState::Invoiced, RackbeatState::Invoiced),
        ] {
            for is_paid in [false, true] {
                assert_eq!(in_state(set).state_for("bacs", is_paid), expected);
            }
        }
    }

    #[test]
    fn a_row_has_a_payment_term_of_its_own_or_the_shops() {
        let own = PaymentRule {
            term: Some(14),
            state: None,
        };
        assert_eq!(rules("faktura", own).payment_term_for("faktura"), Some(14));
        let none = PaymentRule::default();
        assert_eq!(rules("faktura", none).payment_term_for("faktura"), Some(1));
    }

    #[test]
    fn a_place_in_a_zone_goes_before_its_kind_of_shipping() {
        let methods = [("flat_rate".to_owned(), 1), ("flat_rate:3".to_owned(), 2)];
        let rules = Rules {
            shipping_methods: BTreeMap::from(methods),
            ..Rules::default()
        };
        assert_eq!(rules.delivery_term_for("flat_rate", "3"), Some(2));
        assert_eq!(rules.delivery_term_for("flat_rate", "4"), Some(1));
        assert_eq!(rules.delivery_term_for("flat_rate", ""), Some(1));
        assert_eq!(rules.delivery_term_for("local_pickup", "3"), None);
    }

    #[test]
    fn rules_saved_before_there_were_such_rows_are_read() {
        let old: Rules = serde_json::from_str(r#"{"orders_on":true}"#).unwrap();
        assert_eq!(old, Rules::default());
        let new = in_state(PaymentState::DraftUntilPaid);
        let text = serde_json::to_string(&new).unwrap();
        assert!(text.contains("draft_until_paid"), "{text}");
        assert_eq!(serde_json::from_str::<Rules>(&text).unwrap(), new);
    }
}
