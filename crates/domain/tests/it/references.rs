//! An order is known again by its whole reference, never by a part of it.
use domain::Reference;
use proptest::prelude::*;

#[test]
fn an_id_that_comes_again_is_another_reference() {
    assert_eq!(Reference::new("kx7f", 5567, 1).as_str(), "kx7f-5567");
    assert_eq!(Reference::new("kx7f", 5567, 2).as_str(), "kx7f-5567-2");
}

#[test]
fn a_shorter_reference_does_not_stand_on_an_order_with_a_longer_one() {
    let short = Reference::new("kx7f", 55, 1);
    assert!(!short.stands_on(Some("kx7f-5567"), Some("Kopper 5567 kx7f-5567")));
    assert!(!short.stands_on(Some("kx7f-55-2"), Some("Kopper 55 kx7f-55-2")));
    assert!(!Reference::new("7f", 55, 1).stands_on(Some("kx7f-55"), Some("kx7f-55")));
}

#[test]
fn the_heading_alone_is_enough_where_rackbeat_keeps_no_reference() {
    let reference = Reference::new("kx7f", 55, 1);
    assert!(reference.stands_on(None, Some("Kopper og kar 55 kx7f-55 ")));
    assert!(reference.stands_on(Some(" kx7f-55"), None));
    assert!(!reference.stands_on(None, Some("kx7f-55 er pakket")));
    assert!(!reference.stands_on(None, None));
}

proptest! {
    #[test]
    fn a_reference_stands_on_its_own_order_and_on_no_other(
        one in 1_i64..100_000, other in 1_i64..100_000, times in (1_u32..4, 1_u32..4),
    ) {
        let (one_ref, other_ref) = (Reference::new("kx7f", one, times.0), Reference::new("kx7f", other, times.1));
        let heading = format!("Kopper {other} {other_ref}");
        let same = one == other && times.0 == times.1;
        prop_assert_eq!(one_ref.stands_on(Some(other_ref.as_str()), Some(&heading)), same);
        // The same rule as the one that reads Rackbeat's orders.
        let order = rackbeat::Order { heading: Some(heading), ..rackbeat::Order::default() };
        prop_assert_eq!(order.carries(one_ref.as_str()), same);
    }
}
