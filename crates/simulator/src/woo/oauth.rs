//! OAuth 1.0a, the only way in where the shop does not see TLS.

use hmac::{Hmac, KeyInit, Mac};
use percent::encode;
use sha2::Sha256;

use super::answer::{Failure, Reply};
use super::request::Request;
use super::setup::Key;
use super::state::State;

const NAMES: [&str; 5] = [
    "oauth_consumer_key",
    "oauth_timestamp",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
];

/// Seconds a timestamp may be off.
const WINDOW: i64 = 15 * 60;

impl State {
    pub fn oauth(&mut self, request: &Request) -> Reply<Option<Key>> {
        if request.q(NAMES[0]).is_none() {
            return Ok(None);
        }
        let missing: Vec<&str> = NAMES
            .into_iter()
            .filter(|name| request.q(name).is_none())
            .collect();
        if !missing.is_empty() {
            let code = "woocommerce_rest_authentication_missing_parameter";
            return Err(Failure::new(
                401,
                code,
                &format!("Missing OAuth parameters {}", missing.join(", ")),
            ));
        }
        let wanted = request.q(NAMES[0]).unwrap_or_default();
        let Some(key) = self.keys.iter().find(|key| key.key == wanted).cloned() else {
            return Err(refused("Consumer key is invalid."));
        };
        if request.q("oauth_signature_method") != Some("HMAC-SHA256") {
            return Err(refused("Invalid signature - signature method is invalid."));
        }
        if Some(self.signature(request, &key.secret).as_str()) != request.q("oauth_signature") {
            return Err(refused(
                "Invalid signature - provided signature does not match.",
            ));
        }
        self.check_fresh(request)?;
        Ok(Some(key))
    }

    fn signature(&self, request: &Request, secret: &str) -> String {
        let mut pairs: Vec<(String, String)> = request
            .query
            .iter()
            .filter(|(name, _)| name != "oauth_signature")
            .map(|(name, value)| (encode(name), encode(value)))
            .collect();
        pairs.sort();
        let joined: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let address = format!("{}{}", self.home, request.path);
        let base = format!(
            "{}&{}&{}",
            request.method,
            encode(&address),
            encode(&joined.join("&"))
        );
        signed(&format!("{secret}&"), base.as_bytes())
    }

    fn check_fresh(&mut self, request: &Request) -> Reply<()> {
        let stamp: i64 = request
            .q("oauth_timestamp")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        if (stamp - self.now().timestamp()).abs() > WINDOW {
            return Err(refused("Invalid timestamp."));
        }
        let nonce = request.q("oauth_nonce").unwrap_or_default().to_owned();
        if self.nonces.contains(&nonce) {
            return Err(refused("Invalid nonce - nonce has already been used."));
        }
        self.nonces.push(nonce);
        Ok(())
    }
}

fn refused(said: &str) -> Failure {
    Failure::new(401, "woocommerce_rest_authentication_error", said)
}

/// Base64 of the HMAC-SHA256, as OAuth and webhooks both want it.
pub fn signed(secret: &str, body: &[u8]) -> String {
    use base64::Engine;
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(body);
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

mod percent {
    /// RFC 3986: all but letters, digits and `-._~`.
    pub fn encode(text: &str) -> String {
        let mut out = String::new();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
        out
    }
}
