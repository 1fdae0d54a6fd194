//! A fingerprint of what we would write, to see whether anything changed.
use rackbeat::NewOrder;
use sha2::{Digest, Sha256};

pub fn of(order: &NewOrder) -> String {
    // Serializing a struct of texts and numbers cannot fail; were it to, equal orders stay equal.
    let text = serde_json::to_vec(order).unwrap_or_default();
    Sha256::digest(&text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
