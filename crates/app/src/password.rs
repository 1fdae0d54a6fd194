//! Passwords: which are good enough, and how they are kept (Argon2id, OWASP's parameters).
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::Denied;

/// Counted in characters.
pub const SHORTEST: usize = 12;
/// Counted in characters; so that nobody can make us hash a book.
pub const LONGEST: usize = 128;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What is checked when there is no user, so that it takes as long. Nobody knows a password for it.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
    dmFyZWJyby1ub2JvZHktMDA$pM9Nn5PkS8vI1oq0z7Z2pXk4b0m3c1d2e3f4g5h6i7k";

/// Each hash takes 19 MiB and a core for a while; more at once would only make all of them late.
static PLACES: Semaphore = Semaphore::const_new(2);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weakness {
    TooShort,
    TooLong,
    /// Common, or made of the company's name or the e-mail address.
    Guessable,
}

impl Weakness {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TooShort => "password-too-short",
            Self::TooLong => "password-too-long",
            Self::Guessable => "password-guessable",
        }
    }
}

/// `around`: words about the person that must not be the password.
pub fn judge(password: &SecretString, around: &[&str]) -> Result<(), Weakness> {
    let password = password.expose_secret();
    match password.chars().count() {
        0..SHORTEST => return Err(Weakness::TooShort),
        SHORTEST..=LONGEST => {}
        _ => return Err(Weakness::TooLong),
    }
    let mut known: Vec<&str> = vec!["varebro", "rackbeat", "woocommerce", "nettbutikk"];
    for text in around {
        known.extend(text.split(|c: char| !c.is_alphanumeric()));
        known.push(text);
    }
    if zxcvbn::zxcvbn(password, &known).score() < zxcvbn::Score::Three {
        return Err(Weakness::Guessable);
    }
    Ok(())
}

/// The PHC text to keep.
pub(crate) async fn hash(password: SecretString) -> Result<String, Denied> {
    blocking(move || {
        let hashed = argon2().hash_password(password.expose_secret().as_bytes());
        hashed
            .map(|hash| hash.to_string())
            .map_err(|_| Denied::Wrong)
    })
    .await?
}

/// Whether it is the password; takes as long when there is none to compare with.
pub(crate) async fn fits(phc: Option<String>, password: SecretString) -> Result<bool, Denied> {
    blocking(move || {
        let kept = phc.as_deref().unwrap_or(NOBODYS);
        let Ok(kept) = PasswordHash::new(kept) else {
            return false;
        };
        let fits = argon2().verify_password(password.expose_secret().as_bytes(), &kept);
        fits.is_ok() && phc.is_some()
    })
    .await
}

/// Whether it was hashed with other parameters than today's.
pub(crate) fn is_outdated(phc: &str) -> bool {
    let Ok(kept) = PasswordHash::new(phc) else {
        return true;
    };
    kept.algorithm.as_str() != "argon2id"
        || Params::try_from(&kept).is_ok_and(|params| {
            (params.m_cost(), params.t_cost(), params.p_cost()) != (MEMORY_KIB, PASSES, LANES)
        })
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Denied> {
    let _place = PLACES.acquire().await.map_err(|_| Denied::TooMany)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| Denied::TooMany)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weakness(password: &str) -> Option<Weakness> {
        judge(
            &password.into(),
            &["Kaffekompaniet AS", "kari@kaffekompaniet.no"],
        )
        .err()
    }

    #[test]
    fn a_password_is_neither_short_nor_a_book_nor_guessable() {
        assert_eq!(weakness("kort"), Some(Weakness::TooShort));
        assert_eq!(weakness(&"å".repeat(129)), Some(Weakness::TooLong));
        assert_eq!(weakness("passord12345"), Some(Weakness::Guessable));
        assert_eq!(weakness("kaffekompaniet1"), Some(Weakness::Guessable));
        assert_eq!(weakness("fire gule tog i tåken"), None);
    }

    #[tokio::test]
    async fn only_the_password_fits_and_nothing_fits_nobody() {
        let kept = hash("fire gule tog i tåken".into()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(!is_outdated(&kept));
        assert!(
            fits(Some(kept.clone()), "fire gule tog i tåken".into())
                .await
                .unwrap()
        );
        assert!(
            !fits(Some(kept), "fem gule tog i tåken".into())
                .await
                .unwrap()
        );
        assert!(!fits(None, "fire gule tog i tåken".into()).await.unwrap());
    }

    #[test]
    fn what_stands_in_for_nobody_costs_what_a_user_costs() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
        assert!(!is_outdated(NOBODYS));
        assert!(is_outdated(&NOBODYS.replace("t=2", "t=1")));
    }
}
