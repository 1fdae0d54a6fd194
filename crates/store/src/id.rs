//! One type per kind of row, so that a shop can never be passed where an account belongs.
use sea_orm::DeriveValueType;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($name:ident),* $(,)?) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType)]
        pub struct $name(pub(crate) Uuid);

        impl $name {
            #[must_use]
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }

            /// Stands where there is none, in unique indexes that NULLs would defeat.
            #[must_use]
            pub const fn nil() -> Self {
                Self(Uuid::nil())
            }

            #[must_use]
            pub fn is_nil(self) -> bool {
                self.0.is_nil()
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )*};
}

impl AccountId {
    /// One of `count` places, always the same one.
    #[must_use]
    pub fn spread(self, count: usize) -> usize {
        let (_, random) = self.0.as_u64_pair();
        usize::try_from(random % count.max(1) as u64).unwrap_or_default()
    }
}

ids!(
    AccountId,
    AgreedPriceId,
    AgreementId,
    ImportId,
    InvoiceId,
    MailId,
    MessageId,
    OldOrderRunId,
    OperatorActId,
    OrderLinkId,
    OutcomeId,
    ProductLinkId,
    SessionId,
    ShopId,
    UserId,
);
