//! One hindrance of each kind.
use domain::FailureReason;

use super::Hindrance;

impl Hindrance {
    /// One of each, for the test that every key has words.
    #[must_use]
    pub fn samples() -> Vec<Self> {
        let text = || "x".to_owned();
        vec![
            Self::NotAnAddress,
            Self::PlainHttp,
            Self::PrivateAddress,
            Self::NoSuchHost,
            Self::BadCertificate,
            Self::LogInPage,
            Self::PlainPermalinks,
            Self::NotWordPress,
            Self::NotWooCommerce { name: text() },
            Self::RestClosed,
            Self::Elsewhere { address: text() },
            Self::KeysMissing,
            Self::KeysRefused,
            Self::KeysReadOnly,
            Self::KeysWriteOnly,
            Self::KeysWithoutRights,
            Self::AnotherSite { address: text() },
            Self::ShopTaken,
            Self::AuthDenied,
            Self::AuthOver,
            Self::AuthWithoutKeys,
            Self::CheckStops,
            Self::RackbeatKeyMissing,
            Self::RackbeatKeyRefused,
            Self::RackbeatKeyNarrow,
            Self::AgreementTaken,
            Self::AnotherAgreement {
                company: text(),
                number: 1,
            },
            Self::RackbeatSaid { text: text() },
            Self::MakeFirst,
            Self::BeingMade,
            Self::NotConnected,
            Self::Failed(FailureReason::Ours),
        ]
    }
}
