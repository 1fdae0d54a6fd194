//! Secrets at rest: XChaCha20-Poly1305, the account as associated data, the key's id in every text.
use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD as BASE64};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use rand::TryRngCore;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::{Digest, Sha256};

use crate::{AccountId, Error, Result};

const NONCE: usize = 24;

/// The keys that open secrets, by their ids; the first one given seals new ones.
#[derive(Default)]
pub struct Keyring {
    keys: BTreeMap<String, XChaCha20Poly1305>,
    active: String,
    /// What marks are made with, one for each key, the active one first.
    markers: Vec<SecretSlice<u8>>,
}

impl Keyring {
    /// From comma-separated base64 keys of 32 bytes, the active one first. `None` when one is not that.
    #[must_use]
    pub fn parse(text: &SecretString) -> Option<Self> {
        let mut ring = Self::default();
        for part in text.expose_secret().split(',') {
            let bytes = BASE64.decode(part.trim().trim_end_matches('=')).ok()?;
            let cipher = XChaCha20Poly1305::new_from_slice(&bytes).ok()?;
            let id = key_id(&bytes);
            if ring.active.is_empty() {
                ring.active.clone_from(&id);
            }
            ring.keys.insert(id, cipher);
            ring.markers.push(marker(&bytes));
        }
        Some(ring)
    }

    pub(crate) fn seal(&self, account: AccountId, secret: &SecretString) -> Result<String> {
        let cipher = self.keys.get(&self.active).ok_or(Error::Sealed)?;
        let mut nonce = [0_u8; NONCE];
        fill(&mut nonce)?;
        let payload = Payload {
            msg: secret.expose_secret().as_bytes(),
            aad: account.0.as_bytes(),
        };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::Sealed)?;
        let active = &self.active;
        Ok(format!(
            "1|{active}|{}|{}",
            BASE64.encode(nonce),
            BASE64.encode(sealed)
        ))
    }

    /// `Sealed` when the text was sealed for another account, with a key we lack, or was changed.
    pub(crate) fn open(&self, account: AccountId, sealed: &str) -> Result<SecretString> {
        self.opened(account, sealed).ok_or(Error::Sealed)
    }

    /// Keyed hashes of a text, one for each key, the active one first: the same text is found again by them and
    /// cannot be read from them, nor compared between accounts.
    pub(crate) fn marks(&self, account: AccountId, text: &str) -> Vec<String> {
        let marks = self.markers.iter();
        let marks = marks.filter_map(|marker| {
            let mut mark = Hmac::<Sha256>::new_from_slice(marker.expose_secret()).ok()?;
            mark.update(account.0.as_bytes());
            mark.update(text.as_bytes());
            Some(BASE64.encode(mark.finalize().into_bytes()))
        });
        marks.collect()
    }

    fn opened(&self, account: AccountId, sealed: &str) -> Option<SecretString> {
        let parts: Vec<_> = sealed.split('|').collect();
        let ["1", id, nonce, text] = parts[..] else {
            return None;
        };
        let nonce: [u8; NONCE] = BASE64.decode(nonce).ok()?.try_into().ok()?;
        let text = BASE64.decode(text).ok()?;
        let payload = Payload {
            msg: &text,
            aad: account.0.as_bytes(),
        };
        let open = self.keys.get(id)?.decrypt(&XNonce::from(nonce), payload);
        Some(SecretString::from(String::from_utf8(open.ok()?).ok()?))
    }
}

/// A new key for `VAREBRO_SECRET_KEY`.
pub fn new_key() -> Result<SecretString> {
    let mut key = [0_u8; 32];
    fill(&mut key)?;
    Ok(SecretString::from(BASE64.encode(key)))
}

/// 32 letters and digits nobody can guess (190 bits): for addresses and webhook secrets.
pub fn new_token() -> Result<String> {
    const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut token = String::with_capacity(32);
    let mut bytes = [0_u8; 64];
    while token.len() < 32 {
        fill(&mut bytes)?;
        // 248 is the largest multiple of 62 in a byte: above it some letters would come more often.
        let fair = bytes.iter().filter(|byte| **byte < 248);
        token.extend(fair.map(|byte| char::from(LETTERS[usize::from(byte % 62)])));
        token.truncate(32);
    }
    Ok(token)
}

/// What is stored of a token that somebody else keeps.
#[must_use]
pub fn hash(token: &str) -> String {
    BASE64.encode(Sha256::digest(token.as_bytes()))
}

/// Another key out of a key, so that one text is never both sealed and marked with the same.
fn marker(key: &[u8]) -> SecretSlice<u8> {
    let mut hash = Sha256::new_with_prefix(b"varebro mark");
    hash.update(key);
    hash.finalize().to_vec().into()
}

fn key_id(key: &[u8]) -> String {
    BASE64.encode(&Sha256::digest(key)[..6])
}

fn fill(bytes: &mut [u8]) -> Result<()> {
    rand::rngs::OsRng
        .try_fill_bytes(bytes)
        .map_err(|_| Error::Sealed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Keyring {
        Keyring::parse(&new_key().unwrap()).unwrap()
    }

    #[test]
    fn a_secret_opens_for_its_own_account_only() {
        let (ring, mine) = (ring(), AccountId::new());
        let sealed = ring.seal(mine, &"cs_hemmelig".into()).unwrap();
        assert!(!sealed.contains("cs_"));
        assert_eq!(
            ring.open(mine, &sealed).unwrap().expose_secret(),
            "cs_hemmelig"
        );
        assert!(ring.open(AccountId::new(), &sealed).is_err());
    }

    #[test]
    fn an_old_key_still_opens_what_it_sealed() {
        let (old, new) = (new_key().unwrap(), new_key().unwrap());
        let account = AccountId::new();
        let sealed = Keyring::parse(&old)
            .unwrap()
            .seal(account, &"x".into())
            .unwrap();
        let both = format!("{},{}", new.expose_secret(), old.expose_secret());
        assert!(
            Keyring::parse(&both.into())
                .unwrap()
                .open(account, &sealed)
                .is_ok()
        );
        assert!(
            Keyring::parse(&new)
                .unwrap()
                .open(account, &sealed)
                .is_err()
        );
    }

    #[test]
    fn a_mark_is_the_same_for_the_same_text_of_the_same_account() {
        let (old, new) = (new_key().unwrap(), new_key().unwrap());
        let account = AccountId::new();
        let before = Keyring::parse(&old).unwrap().marks(account, "kari@b.no");
        assert_eq!(before.len(), 1);
        let both = format!("{},{}", new.expose_secret(), old.expose_secret());
        let after = Keyring::parse(&both.into()).unwrap();
        let marks = after.marks(account, "kari@b.no");
        assert_eq!(marks[1], before[0], "found again after a change of key");
        assert_ne!(marks[0], marks[1]);
        assert_ne!(after.marks(account, "ola@b.no"), marks);
        assert_ne!(after.marks(AccountId::new(), "kari@b.no"), marks);
    }

    #[test]
    fn a_token_is_32_letters_and_digits() {
        let token = new_token().unwrap();
        assert_eq!(token.len(), 32);
        assert!(token.chars().all(|letter| letter.is_ascii_alphanumeric()));
        assert_ne!(token, new_token().unwrap());
    }
}
