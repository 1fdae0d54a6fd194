//! Which histories a test with dice plays.
use std::env;

/// So many, from the first on. `VAREBRO_TEST_SEEDS` says which instead, the first so many (`200`) or from one to another
/// (`6..20`), and `VAREBRO_TEST_SEED` which one alone.
pub fn seeds(few: u64) -> Vec<u64> {
    if let Ok(one) = env::var("VAREBRO_TEST_SEED") {
        return vec![number(&one)];
    }
    let Ok(many) = env::var("VAREBRO_TEST_SEEDS") else {
        return (1..=few).collect();
    };
    match many.split_once("..") {
        Some((first, last)) => (number(first)..=number(last)).collect(),
        None => (1..=number(&many)).collect(),
    }
}

fn number(text: &str) -> u64 {
    text.parse()
        .unwrap_or_else(|_| panic!("no number of a seed: {text}"))
}
