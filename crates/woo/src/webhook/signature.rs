//! The HMAC that a shop puts on a delivery.
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// True when `signature` is the shop's own over the raw body; takes as long whether it is or not.
/// The shop decodes HTML entities in a secret before signing, so secrets are `[A-Za-z0-9]` only.
#[must_use]
pub fn is_signed_by(secret: &str, body: &[u8], signature: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature.trim()) else {
        return false;
    };
    mac(secret, body).is_some_and(|mac| mac.verify_slice(&signature).is_ok())
}

/// What the shop would put in the header.
#[must_use]
pub fn sign(secret: &str, body: &[u8]) -> String {
    mac(secret, body)
        .map(|mac| STANDARD.encode(mac.finalize().into_bytes()))
        .unwrap_or_default()
}

/// HMAC takes keys of any length, so this is never `None`.
fn mac(secret: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(body);
    Some(mac)
}
