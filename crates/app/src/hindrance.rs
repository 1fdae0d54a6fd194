//! Why one of the two ends could not be connected: always a sentence for the person who tried, and what to do.
use domain::{FailureReason, Sentence, Side};

use crate::{rackbeat_reason, shop_reason};

mod samples;
mod stopped;

pub use stopped::Stopped;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// What was typed cannot be a web address.
    NotAnAddress,
    /// The shop would have to be spoken to without encryption.
    PlainHttp,
    /// The address leads to a private network, or has a port or a password in it.
    PrivateAddress,
    NoSuchHost,
    /// Its certificate is not to be trusted.
    BadCertificate,
    /// A web page where data belongs: a log-in page, a firewall, "coming soon".
    LogInPage,
    /// WordPress is there, but its addresses are plain.
    PlainPermalinks,
    /// The answer is not WordPress's.
    NotWordPress,
    NotWooCommerce {
        name: String,
    },
    /// Something, usually a security plugin, closed the REST interface.
    RestClosed,
    /// The shop lives elsewhere; a better address is proposed.
    Elsewhere {
        address: String,
    },
    KeysMissing,
    KeysRefused,
    /// The keys may read but not write.
    KeysReadOnly,
    /// The keys may write but not read.
    KeysWriteOnly,
    /// The keys are good, but their WordPress user may no longer do this.
    KeysWithoutRights,
    /// The keys belong to another shop than the one connected.
    AnotherSite {
        address: String,
    },
    /// Connected already, here or in another account: the words are the same for both.
    ShopTaken,
    /// The shop's owner said no.
    AuthDenied,
    /// The round trip is used, too old, or not this account's.
    AuthOver,
    /// The owner came back, but the keys never reached us.
    AuthWithoutKeys,
    /// The check has points that must be put right first.
    CheckStops,
    RackbeatKeyMissing,
    RackbeatKeyRefused,
    /// The key does not reach an area that we need.
    RackbeatKeyNarrow,
    /// Another account has this agreement.
    AgreementTaken,
    /// The key belongs to another agreement than the one the account is linked to.
    AnotherAgreement {
        company: String,
        number: i64,
    },
    /// Rackbeat said no to something we asked it to make.
    RackbeatSaid {
        text: String,
    },
    /// Something has to be made in Rackbeat before this can be.
    MakeFirst,
    /// It was asked for moments ago, and Rackbeat has not answered, or its answer was lost.
    BeingMade,
    NotConnected,
    /// Nobody's choice: the other side does not answer as it should.
    Failed(FailureReason),
}

impl Hindrance {
    /// Of its sentence.
    fn key(&self) -> &'static str {
        match self {
            Self::NotAnAddress => "hindrance-not-an-address",
            Self::PlainHttp => "hindrance-plain-http",
            Self::PrivateAddress => "hindrance-private-address",
            Self::NoSuchHost => "hindrance-no-such-host",
            Self::BadCertificate => "hindrance-bad-certificate",
            Self::LogInPage => "hindrance-log-in-page",
            Self::PlainPermalinks => "hindrance-plain-permalinks",
            Self::NotWordPress => "hindrance-not-wordpress",
            Self::NotWooCommerce { .. } => "hindrance-not-woocommerce",
            Self::RestClosed => "hindrance-rest-closed",
            Self::Elsewhere { .. } => "hindrance-elsewhere",
            Self::KeysMissing => "hindrance-keys-missing",
            Self::KeysRefused => "hindrance-keys-refused",
            Self::KeysReadOnly => "hindrance-keys-read-only",
            Self::KeysWriteOnly => "hindrance-keys-write-only",
            Self::KeysWithoutRights => "hindrance-keys-without-rights",
            Self::AnotherSite { .. } => "hindrance-another-site",
            Self::ShopTaken => "hindrance-shop-taken",
            Self::AuthDenied => "hindrance-auth-denied",
            Self::AuthOver => "hindrance-auth-over",
            Self::AuthWithoutKeys => "hindrance-auth-without-keys",
            Self::CheckStops => "hindrance-check-stops",
            Self::RackbeatKeyMissing => "hindrance-rackbeat-key-missing",
            Self::RackbeatKeyRefused => "hindrance-rackbeat-key-refused",
            Self::RackbeatKeyNarrow => "hindrance-rackbeat-key-narrow",
            Self::AgreementTaken => "hindrance-agreement-taken",
            Self::AnotherAgreement { .. } => "hindrance-another-agreement",
            Self::RackbeatSaid { .. } => "hindrance-rackbeat-said",
            Self::MakeFirst => "hindrance-make-first",
            Self::BeingMade => "hindrance-being-made",
            Self::NotConnected => "hindrance-not-connected",
            Self::Failed(reason) => reason.key(),
        }
    }

    /// Of the sentence that says what to do.
    fn remedy_key(&self) -> &'static str {
        match self {
            Self::NotAnAddress => "hindrance-not-an-address-remedy",
            Self::PlainHttp => "hindrance-plain-http-remedy",
            Self::PrivateAddress => "hindrance-private-address-remedy",
            Self::NoSuchHost => "hindrance-no-such-host-remedy",
            Self::BadCertificate => "hindrance-bad-certificate-remedy",
            Self::LogInPage => "hindrance-log-in-page-remedy",
            Self::PlainPermalinks => "hindrance-plain-permalinks-remedy",
            Self::NotWordPress => "hindrance-not-wordpress-remedy",
            Self::NotWooCommerce { .. } => "hindrance-not-woocommerce-remedy",
            Self::RestClosed => "hindrance-rest-closed-remedy",
            Self::Elsewhere { .. } => "hindrance-elsewhere-remedy",
            Self::KeysMissing => "hindrance-keys-missing-remedy",
            Self::KeysRefused => "hindrance-keys-refused-remedy",
            Self::KeysReadOnly => "hindrance-keys-read-only-remedy",
            Self::KeysWriteOnly => "hindrance-keys-write-only-remedy",
            Self::KeysWithoutRights => "hindrance-keys-without-rights-remedy",
            Self::AnotherSite { .. } => "hindrance-another-site-remedy",
            Self::ShopTaken => "hindrance-shop-taken-remedy",
            Self::AuthDenied => "hindrance-auth-denied-remedy",
            Self::AuthOver => "hindrance-auth-over-remedy",
            Self::AuthWithoutKeys => "hindrance-auth-without-keys-remedy",
            Self::CheckStops => "hindrance-check-stops-remedy",
            Self::RackbeatKeyMissing => "hindrance-rackbeat-key-missing-remedy",
            Self::RackbeatKeyRefused => "hindrance-rackbeat-key-refused-remedy",
            Self::RackbeatKeyNarrow => "hindrance-rackbeat-key-narrow-remedy",
            Self::AgreementTaken => "hindrance-agreement-taken-remedy",
            Self::AnotherAgreement { .. } => "hindrance-another-agreement-remedy",
            Self::RackbeatSaid { .. } => "hindrance-rackbeat-said-remedy",
            Self::MakeFirst => "hindrance-make-first-remedy",
            Self::BeingMade => "hindrance-being-made-remedy",
            Self::NotConnected => "hindrance-not-connected-remedy",
            Self::Failed(reason) => reason.remedy_key().unwrap_or("hindrance-try-again"),
        }
    }

    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new(self.key(), self.args())
    }

    #[must_use]
    pub fn remedy(&self) -> Sentence {
        Sentence::new(self.remedy_key(), self.args())
    }

    /// A better address than the one typed, to be taken with one click.
    #[must_use]
    pub fn proposal(&self) -> Option<&str> {
        match self {
            Self::Elsewhere { address } if !address.is_empty() => Some(address),
            _ => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotWooCommerce { name } => vec![("name", name.clone())],
            Self::Elsewhere { address } | Self::AnotherSite { address } => {
                vec![("address", address.clone())]
            }
            Self::AnotherAgreement { company, number } => {
                vec![("company", company.clone()), ("number", number.to_string())]
            }
            Self::RackbeatSaid { text } => vec![("text", text.clone())],
            Self::Failed(reason) => reason.args(),
            _ => Vec::new(),
        }
    }
}

impl From<woo::Error> for Hindrance {
    fn from(error: woo::Error) -> Self {
        use woo::{Error as E, Trouble};
        match &error {
            E::Unauthorized(said) if said.status == 403 => Self::KeysWithoutRights,
            E::Unauthorized(_) => Self::KeysRefused,
            E::Refused => Self::PrivateAddress,
            E::WebPage => Self::LogInPage,
            E::Redirected(to) => Self::Elsewhere {
                address: to.clone().unwrap_or_default(),
            },
            E::Unavailable(Trouble::NoSuchHost(_)) => Self::NoSuchHost,
            E::Unavailable(Trouble::Tls(_)) => Self::BadCertificate,
            _ => Self::Failed(shop_reason(&error)),
        }
    }
}

impl From<rackbeat::Error> for Hindrance {
    fn from(error: rackbeat::Error) -> Self {
        match &error {
            rackbeat::Error::Unauthorized => Self::RackbeatKeyRefused,
            rackbeat::Error::Forbidden(_) => Self::RackbeatKeyNarrow,
            rackbeat::Error::Invalid(said) => Self::RackbeatSaid {
                text: said.to_string(),
            },
            rackbeat::Error::NotFound => Self::Failed(FailureReason::Unreadable {
                side: Side::Rackbeat,
            }),
            _ => Self::Failed(rackbeat_reason(&error)),
        }
    }
}
