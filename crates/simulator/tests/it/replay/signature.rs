//! Signatures, worked out apart from the simulator's own.

use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};

use super::exchange::Exchange;

/// Signs the recorded OAuth call anew, for this address and this moment.
pub fn sign(exchange: &mut Exchange, home: &str) {
    let (path, query) = exchange
        .target
        .clone()
        .split_once('?')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    pairs.retain(|(name, _)| name != "oauth_signature");
    for (name, value) in &mut pairs {
        if name == "oauth_timestamp" {
            *value = exchange.at.to_string();
        }
    }
    let encode = |text: &str| {
        url::form_urlencoded::byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let mut encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    encoded.sort();
    let base = format!(
        "GET&{}&{}",
        encode(&format!("{home}{path}")),
        encode(&encoded.join("&"))
    );
    let signature = signature(&format!("cs_{}&", "a".repeat(40)), base.as_bytes());
    exchange.target = format!(
        "{path}?{}&oauth_signature={}",
        encoded.join("&"),
        encode(&signature)
    );
}

pub fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}
