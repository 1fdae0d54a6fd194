//! What a form of settings was made from, and what becomes of it when somebody else saved meanwhile.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use domain::Rules;
use serde_json::{Map, Value};

/// The field that carries what the form was made from.
pub(super) const MADE_FROM: &str = "made_from";

/// As the form carries them: they stand on the page anyway.
pub(super) fn carried(rules: &Rules) -> String {
    // Their keys are all text, so they can always be written; a form without them is never saved unseen.
    BASE64.encode(serde_json::to_vec(rules).unwrap_or_default())
}

pub(super) fn read(carried: &str) -> Option<Rules> {
    serde_json::from_slice(&BASE64.decode(carried).ok()?).ok()
}

/// What is in force now, with what was changed in a form made from what was in force then.
pub(super) fn onto(now: &Rules, then: &Rules, typed: &Rules) -> Rules {
    let all = || -> serde_json::Result<Rules> {
        let [now, then, typed] = [now, then, typed].map(serde_json::to_value);
        serde_json::from_value(merged(now?, &then?, &typed?))
    };
    // Whatever happens, nothing that was typed is lost.
    all().unwrap_or_else(|_| typed.clone())
}

fn merged(now: Value, then: &Value, typed: &Value) -> Value {
    match (now, then, typed) {
        (now, then, typed) if then == typed => now,
        (Value::Object(now), Value::Object(then), Value::Object(typed)) => {
            Value::Object(fields(now, then, typed))
        }
        (_, _, typed) => typed.clone(),
    }
}

fn fields(
    mut now: Map<String, Value>,
    then: &Map<String, Value>,
    typed: &Map<String, Value>,
) -> Map<String, Value> {
    for (name, typed) in typed {
        let then = then.get(name).unwrap_or(&Value::Null);
        if then != typed {
            let old = now.remove(name).unwrap_or_default();
            now.insert(name.clone(), merged(old, then, typed));
        }
    }
    now.retain(|name, _| typed.contains_key(name) || !then.contains_key(name));
    now
}

#[cfg(test)]
mod tests {
    use domain::{PaymentRule, PaymentState};

    use super::*;

    fn rules(change: impl FnOnce(&mut Rules)) -> Rules {
        let mut rules = Rules::default();
        change(&mut rules);
        rules
    }

    fn paid(state: PaymentState) -> PaymentRule {
        let (term, state) = (None, Some(state));
        PaymentRule { term, state }
    }

    #[test]
    fn what_a_form_carries_is_what_it_was_made_from() {
        let then = rules(|rules| rules.locations = vec![2]);
        assert_eq!(read(&carried(&then)), Some(then));
        for broken in ["", "x", "bm9l"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    #[test]
    fn each_keeps_what_they_changed_and_the_later_of_two_that_changed_the_same_is_asked() {
        let then = rules(|rules| {
            rules
                .payment_methods
                .extend([("bacs".to_owned(), paid(PaymentState::Draft))]);
            rules.shipping_methods.extend([("pickup".to_owned(), 1)]);
        });
        let now = Rules {
            locations: vec![2],
            buffer: 3,
            ..then.clone()
        };
        let mut typed = Rules {
            payment_term: Some(7),
            buffer: 5,
            ..then.clone()
        };
        let cod = ("cod".to_owned(), paid(PaymentState::Booked));
        typed.payment_methods.extend([cod]);
        typed.shipping_methods.clear();
        let expected = Rules {
            locations: vec![2],
            ..typed.clone()
        };
        assert_eq!(onto(&now, &then, &typed), expected);
    }

    #[test]
    fn a_way_that_somebody_else_chose_for_stays_beside_mine() {
        let then = Rules::default();
        let of = |key: &str| {
            let key = key.to_owned();
            rules(|rules| {
                rules
                    .payment_methods
                    .extend([(key, paid(PaymentState::Draft))]);
            })
        };
        let both = onto(&of("bacs"), &then, &of("cod"));
        let keys: Vec<_> = both.payment_methods.keys().collect();
        assert_eq!(keys, ["bacs", "cod"]);
        assert_eq!(onto(&then, &of("bacs"), &of("bacs")), then);
    }
}
