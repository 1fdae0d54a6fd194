//! Which histories a test with dice plays.

/// So many, from the first on. `VAREBRO_TEST_SEEDS` says how many instead, and `VAREBRO_TEST_SEED` which one alone.
pub fn seeds(few: u64) -> Vec<u64> {
    let number = |name: &str| {
        let text = std::env::var(name).ok()?;
        let number = text.parse::<u64>();
        Some(number.unwrap_or_else(|_| panic!("{name} is no number: {text}")))
    };
    match number("VAREBRO_TEST_SEED") {
        Some(one) => vec![one],
        None => (1..=number("VAREBRO_TEST_SEEDS").unwrap_or(few)).collect(),
    }
}
