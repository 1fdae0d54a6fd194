//! Every outcome has a sentence that a row can keep.
use domain::{FailureReason, Note, Outcome, Refusal, State};

#[test]
fn every_outcome_comes_back_from_its_row() {
    for outcome in Outcome::samples() {
        let row = serde_json::to_string(&outcome).unwrap();
        let back: Outcome = serde_json::from_str(&row).unwrap();
        assert_eq!(back, outcome, "{row}");
    }
}

#[test]
fn every_refusal_can_be_acted_on() {
    for refusal in Refusal::samples() {
        let outcome = Outcome::Refused {
            refusal: refusal.clone(),
        };
        assert_eq!(outcome.state(), State::NotSent);
        assert_eq!(outcome.key(), refusal.key());
        assert_eq!(outcome.cause(), Some(refusal.cause()));
        assert_eq!(outcome.remedy_key(), Some(refusal.remedy_key()));
    }
}

#[test]
fn whoever_can_act_is_told_what_to_do() {
    for outcome in Outcome::samples() {
        if outcome.state() == State::NotSent {
            assert!(outcome.remedy_key().is_some(), "{}", outcome.key());
        }
    }
}

#[test]
fn all_keys_hold_those_of_notes_failures_and_refusals() {
    let keys = Outcome::all_keys();
    let notes = Note::samples().into_iter().map(|note| note.key());
    let failures = FailureReason::samples()
        .into_iter()
        .map(|reason| reason.key());
    for key in notes.chain(failures).chain(Refusal::all_keys()) {
        assert!(keys.contains(&key), "{key}");
    }
}

#[test]
fn a_failure_tells_when_we_try_again() {
    let at = chrono::DateTime::UNIX_EPOCH;
    let failed = Outcome::Failed {
        reason: FailureReason::Ours,
        next_try: Some(at),
    };
    let keys: Vec<_> = failed
        .sentences()
        .iter()
        .map(|sentence| sentence.key)
        .collect();
    assert_eq!(keys, ["failure-ours", "outcome-next-try"]);
}

#[test]
fn many_changes_are_named_in_part_and_counted_in_full() {
    let change = |id: i64| domain::Change {
        sku: format!("K{id}"),
        before: Some(id),
        after: 0,
    };
    let outcome = Outcome::StockWritten {
        changes: (1..=12).map(change).collect(),
    };
    let args = outcome.args();
    assert_eq!(args[0], ("count", "12".to_owned()));
    assert!(args[1].1.starts_with("K1: 1 → 0, K2: 2 → 0"));
    assert!(args[1].1.ends_with("K10: 10 → 0 (+2)"), "{}", args[1].1);
}
