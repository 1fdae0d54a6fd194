//! Who calls, by which of the shop's three ways, and whether they may.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::answer::{Failure, Reply};
use super::place::Place;
use super::request::Request;
use super::setup::{Key, Permalinks};
use super::state::State;

const ERROR: &str = "woocommerce_rest_authentication_error";

impl State {
    /// The key behind a call; `None` when the shop sees nobody.
    pub fn caller(&mut self, request: &Request) -> Reply<Option<Key>> {
        let uri = format!("{}?{}", request.path, request.q("x").unwrap_or_default());
        if !uri.contains("wp-json/wc/") || self.setup.permalinks == Permalinks::Plain {
            return Ok(None);
        }
        if self.setup.https {
            self.basic(request)
        } else {
            self.oauth(request)
        }
    }

    /// Both parts in the query, else the header, if the host lets it through.
    fn basic(&self, request: &Request) -> Reply<Option<Key>> {
        let query = request.q("consumer_key").zip(request.q("consumer_secret"));
        let sent = query.map(|(key, secret)| (key.to_owned(), secret.to_owned()));
        let Some((name, secret)) = sent.or_else(|| self.header_keys(request)) else {
            return Ok(None);
        };
        let Some(key) = self.keys.iter().find(|key| key.key == name) else {
            return Ok(None);
        };
        if key.secret != secret {
            return Err(Failure::new(401, ERROR, "Consumer secret is invalid."));
        }
        Ok(Some(key.clone()))
    }

    fn header_keys(&self, request: &Request) -> Option<(String, String)> {
        if self.setup.strip_authorization {
            return None;
        }
        let packed = request.header("authorization")?.strip_prefix("Basic ")?;
        let plain = String::from_utf8(STANDARD.decode(packed.trim()).ok()?).ok()?;
        let (key, secret) = plain.split_once(':')?;
        Some((key.to_owned(), secret.to_owned()))
    }

    /// May this caller do this here?
    pub fn check_right(&self, caller: Option<&Key>, verb: &str, place: Place<'_>) -> Reply<()> {
        let status = match caller {
            Some(key) if key.demoted => 403,
            Some(_) => return Ok(()),
            None if place == Place::OrderStatuses => return Ok(()),
            None => 401,
        };
        let (code, said) = match (verb, place.is_batch(), place.is_item()) {
            (_, true, _) => (
                "batch",
                "Sorry, you are not allowed to batch manipulate this resource.",
            ),
            ("GET" | "HEAD", _, false) => ("view", "Sorry, you cannot list resources."),
            ("GET" | "HEAD", _, true) => ("view", "Sorry, you cannot view this resource."),
            ("DELETE", ..) => (
                "delete",
                "Sorry, you are not allowed to delete this resource.",
            ),
            ("POST", _, false) => ("create", "Sorry, you are not allowed to create resources."),
            _ => ("edit", "Sorry, you are not allowed to edit this resource."),
        };
        Err(Failure::new(
            status,
            &format!("woocommerce_rest_cannot_{code}"),
            said,
        ))
    }
}

/// A key that only reads may not write, nor the other way round.
pub fn check_scope(key: &Key, verb: &str) -> Reply<()> {
    let reads = matches!(verb, "GET" | "HEAD");
    let needed = if reads { "read" } else { "write" };
    if key.permissions == "read_write" || key.permissions == needed {
        return Ok(());
    }
    let said = format!("The API key provided does not have {needed} permissions.");
    Err(Failure::new(401, ERROR, &said))
}
