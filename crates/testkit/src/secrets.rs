//! What a test holds that must stay secret, and the look at its end into rows, log and pages.
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

pub(crate) mod log;
pub(crate) mod rows;

/// What the shops' keys begin with, wherever they came from.
const KEYS: [&str; 2] = ["ck_", "cs_"];
/// Fewer letters than a key has, and more than any word that looks like one.
const LETTERS: usize = 16;
/// Shorter texts stand in pages by chance; nothing real is that short.
const SHORTEST: usize = 12;

/// The secrets of one house, each with what it is.
#[derive(Default)]
pub(crate) struct Secrets(Mutex<BTreeMap<String, &'static str>>);

impl Secrets {
    pub fn plant(&self, what: &'static str, secret: &str) {
        if secret.len() >= SHORTEST {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(secret.to_owned(), what);
        }
    }

    /// Panics with what it is, and not with the secret itself.
    pub fn are_not_in(&self, place: &str, text: &str) {
        if let Some((what, at)) = self.first_in(text) {
            let before = around(text, at);
            panic!("{what} stands in {place}, after {before:?}");
        }
    }

    fn first_in(&self, text: &str) -> Option<(&'static str, usize)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut planted = all.iter();
        let found = planted.find_map(|(secret, what)| Some((*what, text.find(secret)?)));
        found.or_else(|| Some(("A shop's key", key_in(text)?)))
    }
}

/// Where a key of a shop begins.
fn key_in(text: &str) -> Option<usize> {
    let mut starts = KEYS.iter().flat_map(|start| text.match_indices(start));
    let is_key = |at: usize| {
        let letters = text[at + KEYS[0].len()..].bytes();
        letters.take_while(u8::is_ascii_alphanumeric).count() >= LETTERS
    };
    starts.find_map(|(at, _)| is_key(at).then_some(at))
}

/// So much as tells the place.
fn around(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(160);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

#[cfg(test)]
mod tests {
    use crate::{House, PASSWORD};

    async fn add_account(house: &House, name: &str) {
        let added = store::account::add(&house.ctx.store, name, "NO", house.ctx.now()).await;
        added.unwrap();
    }

    #[tokio::test]
    #[should_panic(expected = "A shop's key stands in the rows of accounts")]
    async fn a_key_in_a_row_fails_the_test() {
        let house = House::bare().await;
        add_account(&house, "cs_0123456789abcdef0123").await;
    }

    #[tokio::test]
    #[should_panic(expected = "Rackbeat's key stands in the log")]
    async fn a_key_in_the_log_fails_the_test() {
        let house = House::bare().await;
        tracing::debug!(target: "app", key = house.agreement.token(), "Read");
    }

    #[tokio::test]
    #[should_panic(expected = "A password stands in the rows of accounts")]
    async fn a_password_in_a_row_fails_the_test() {
        let house = House::bare().await;
        add_account(&house, PASSWORD).await;
    }

    #[tokio::test]
    #[should_panic(expected = "A shop's key stands in the page /sign-up")]
    async fn a_key_on_a_page_fails_the_test() {
        let house = House::bare().await;
        let visitor = house.visitor();
        visitor.open("/sign-up").await;
        // Typed into the wrong field, it comes back with what is wrong with the others.
        let typed = [("company", "cs_0123456789abcdef0123"), ("password", "kort")];
        visitor.send("/sign-up", &typed).await;
    }
}
