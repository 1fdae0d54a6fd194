//! Words that WooCommerce or a plugin may add to: the known ones by name, any other kept as it came.

/// Makes an enum of the given words with `Other(String)`, read and written as text.
macro_rules! open_words {
    ($(#[$doc:meta])* $name:ident { $($word:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($word,)+ Other(String) }

        impl $name {
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$word => $text,)+ Self::Other(text) => text }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text { $($text => Self::$word,)+ other => Self::Other(other.to_owned()) }
            }
        }

        /// Nothing said.
        impl Default for $name {
            fn default() -> Self { Self::Other(String::new()) }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
                to.write_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::lenient::text(from).map(|text| Self::from(text.as_str()))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use open_words;
