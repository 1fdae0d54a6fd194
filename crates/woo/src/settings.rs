//! How a shop is set up: single settings, its currency, its ways to pay and ship, and its system status.
mod system_status;

use serde::Deserialize;
use serde_json::Value;

pub use crate::tax::{TaxClass, TaxRate};
use crate::{lenient, meta::Meta};
pub use system_status::{ActivePlugin, Environment, Security, ShopSettings, SystemStatus};

/// What to ask `system_status` for. `active_plugins` is slower on a shop with many.
pub const STATUS_FIELDS: [&str; 10] = [
    "environment.version",
    "environment.wp_version",
    "environment.php_version",
    "environment.wp_cron",
    "environment.php_max_execution_time",
    "environment.home_url",
    "environment.site_url",
    "settings",
    "security",
    "active_plugins",
];

/// One setting; `value` is a text for all those we read, `yes` and `no` for a checkbox.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Setting {
    pub id: String,
    #[serde(default)]
    pub value: Value,
}

impl Setting {
    /// The value as a text; empty when it is a list or nothing.
    #[must_use]
    pub fn text(&self) -> String {
        let meta = Meta {
            value: self.value.clone(),
            ..Meta::default()
        };
        meta.text().unwrap_or_default()
    }

    #[must_use]
    pub fn is_yes(&self) -> bool {
        self.text() == "yes"
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Currency {
    pub code: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// May hold HTML entities.
    #[serde(default, deserialize_with = "lenient::text")]
    pub symbol: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PaymentGateway {
    pub id: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub title: String,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub enabled: bool,
    /// Holds `refunds` when the gateway itself can give money back.
    #[serde(default, deserialize_with = "lenient::list")]
    pub method_supports: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ShippingZone {
    /// 0 is everywhere else.
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ShippingMethod {
    #[serde(default, deserialize_with = "lenient::id")]
    pub instance_id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub title: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub method_id: String,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub enabled: bool,
}
