//! Numbers that a slip of the pen shows in: KID, accounts, endpoints.
use proptest::prelude::*;

use super::super::*;

#[test]
fn a_kid_ends_with_a_digit_that_tells_a_slip() {
    assert_eq!(kid(60224), "602243");
    assert_eq!(kid(0), "00");
    let right = kid(60224);
    for place in 0..right.len() - 1 {
        let mut wrong = right.clone().into_bytes();
        wrong[place] = b'0' + (wrong[place] - b'0' + 1) % 10;
        let number: u64 = std::str::from_utf8(&wrong[..5]).unwrap().parse().unwrap();
        assert_ne!(kid(number).as_bytes(), wrong, "place {place}");
    }
}

#[test]
fn an_account_with_a_wrong_digit_is_refused() {
    let account = BankAccount::parse("1234 56 78903").unwrap();
    assert_eq!(account.shown(), "1234.56.78903");
    for text in [
        "12345678904",
        "1234567890",
        "00000000000",
        "1234567890x",
        "",
    ] {
        assert_eq!(BankAccount::parse(text), None, "{text}");
    }
    let iban = Iban::parse("no93 8601 1117 947").unwrap();
    assert_eq!(iban.shown(), "NO93 8601 1117 947");
    for text in [
        "NO9386011117948",
        "NO",
        "93NO86011117947",
        "NØ9386011117947",
    ] {
        assert_eq!(Iban::parse(text), None, "{text}");
    }
}

#[test]
fn an_endpoint_is_a_number_that_its_register_could_have_given() {
    let parsed =
        |country: &str, text: &str| Endpoint::parse(country, text).map(|one| one.to_string());
    assert_eq!(
        parsed("NO", "974 760 673").as_deref(),
        Some("0192:974760673")
    );
    assert_eq!(
        parsed("DK", "0192:974760673").as_deref(),
        Some("0192:974760673")
    );
    assert_eq!(parsed("DK", "DK12345678").as_deref(), Some("0184:12345678"));
    assert_eq!(
        parsed("SE", "556016-0680").as_deref(),
        Some("0007:5560160680")
    );
    assert_eq!(
        parsed("NO", "0088:7300010000001").as_deref(),
        Some("0088:7300010000001")
    );
    for (country, text) in [
        ("NO", "974760674"),
        ("NO", "0192:97476067"),
        ("SE", "5560160681"),
        ("NO", "0088:7300010000002"),
        ("NO", "9999:974760673"),
        ("DE", "974760673"),
        ("NO", ""),
    ] {
        assert_eq!(parsed(country, text), None, "{country} {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_kid_is_known_by_its_sum(number in 0_u64..1_000_000_000_000) {
        let kid = kid(number);
        let sum: u32 = kid
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, digit)| {
                let digit = u32::from(digit - b'0') * (1 + u32::from(place % 2 == 1));
                if digit > 9 { digit - 9 } else { digit }
            })
            .sum();
        prop_assert_eq!(sum % 10, 0);
        prop_assert!((2..=25).contains(&kid.len()));
    }
}
