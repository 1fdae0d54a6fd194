//! What the address `/wp-json/` tells anybody about a site.
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::lenient;

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Index {
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// Where WordPress itself is installed.
    #[serde(default, deserialize_with = "lenient::text")]
    pub url: String,
    /// The site's front page: its own name for itself.
    #[serde(default, deserialize_with = "lenient::text")]
    pub home: String,
    /// Hours, may be fractional.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub gmt_offset: Decimal,
    /// Empty when the site has only an offset.
    #[serde(default, deserialize_with = "lenient::text")]
    pub timezone_string: String,
    #[serde(default, deserialize_with = "lenient::list")]
    pub namespaces: Vec<String>,
}

impl Index {
    /// True when WooCommerce is switched on, in a version we can talk to.
    #[must_use]
    pub fn is_shop(&self) -> bool {
        self.namespaces.iter().any(|name| name == "wc/v3")
    }
}
