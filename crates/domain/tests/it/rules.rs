//! When an order starts, is old, or is called off.
use domain::order::{is_called_off, is_old, may_start};
use domain::{Rules, UnknownSku};
use serde_json::json;
use woo::Status;

use crate::build::{order, rules};

#[test]
fn statuses_start_the_transfer_with_and_without_their_prefix() {
    let rules = Rules {
        start_statuses: vec!["wc-plukkes".to_owned()],
        ..rules()
    };
    assert!(rules.starts("plukkes"));
    assert!(rules.starts("wc-plukkes"));
    assert!(!rules.starts("processing"));
    assert!(
        !Rules {
            orders_on: false,
            ..rules
        }
        .starts("plukkes")
    );
}

#[test]
fn only_what_was_bought_may_start_the_transfer() {
    for status in ["processing", "on-hold", "completed", "plukkes"] {
        assert!(may_start(status), "{status}");
    }
    for status in [
        "pending",
        "checkout-draft",
        "auto-draft",
        "failed",
        "cancelled",
        "refunded",
        "trash",
    ] {
        assert!(!may_start(status), "{status}");
    }
}

#[test]
fn an_order_is_old_when_it_was_paid_before_the_shop_was_connected() {
    let order = order(json!({}));
    let paid = order.date_paid_gmt.unwrap();
    assert!(is_old(&order, paid + chrono::TimeDelta::seconds(1)));
    assert!(!is_old(&order, paid));
    // Created before, paid after: new.
    assert!(!is_old(
        &order,
        order.date_created_gmt.unwrap() + chrono::TimeDelta::seconds(1)
    ));
}

#[test]
fn called_off_orders_are_released_and_refunded_ones_are_not() {
    assert!(is_called_off(&Status::Cancelled));
    assert!(is_called_off(&Status::Trash));
    assert!(!is_called_off(&Status::Refunded));
    assert!(!is_called_off(&Status::Processing));
}

#[test]
fn the_defaults_are_those_of_the_settings_page() {
    let rules: Rules = serde_json::from_str("{}").unwrap();
    assert_eq!(rules, Rules::default());
    assert_eq!(rules.unknown_sku, UnknownSku::Refuse);
    assert!(rules.starts("processing") && rules.starts("completed") && !rules.starts("on-hold"));
    let kept: Rules = serde_json::from_str(&serde_json::to_string(&rules).unwrap()).unwrap();
    assert_eq!(kept, rules);
}
