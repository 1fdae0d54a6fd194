//! An e-mail address that one can write to, in lower case, so that one person has one.
use std::str::FromStr;

/// The longest that can be delivered (RFC 5321 4.5.3.1.3).
const LONGEST: usize = 254;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What limits count by: the address itself is nobody's business there.
    pub(crate) fn key(&self) -> String {
        store::secret::hash(&self.0)
    }
}

/// It is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoEmail;

impl FromStr for Email {
    type Err = NoEmail;

    fn from_str(text: &str) -> Result<Self, NoEmail> {
        let text = text.trim().to_lowercase();
        let address: lettre::Address = text.parse().map_err(|_| NoEmail)?;
        if text.len() > LONGEST || !address.domain().contains('.') {
            return Err(NoEmail);
        }
        Ok(Self(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_one_address() {
        let email: Email = " Kari@Butikk.NO ".parse().unwrap();
        assert_eq!(email.as_str(), "kari@butikk.no");
    }

    #[test]
    fn what_cannot_be_written_to_is_no_address() {
        for text in [
            "",
            "kari",
            "kari@",
            "@butikk.no",
            "kari@localhost",
            "a b@c.no",
            "kari\0@butikk.no",
            "\"kari\0\"@butikk.no",
        ] {
            assert_eq!(text.parse::<Email>(), Err(NoEmail), "{text}");
        }
        assert!("kari@butikk.no\r\nBcc: x@y.no".parse::<Email>().is_err());
    }
}
