//! A fingerprint of what we would write, to see whether anything changed.
use serde::Serialize;
use sha2::{Digest, Sha256};

pub fn of(written: &impl Serialize) -> String {
    // Serializing a struct of texts and numbers cannot fail; were it to, equal ones stay equal.
    of_bytes(&serde_json::to_vec(written).unwrap_or_default())
}

pub fn of_bytes(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
