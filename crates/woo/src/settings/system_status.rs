//! The part of `GET system_status` that we ask for (woocommerce-api.md 5.1).
use serde::Deserialize;

use crate::lenient;

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct SystemStatus {
    #[serde(default, deserialize_with = "lenient::object")]
    pub environment: Environment,
    #[serde(default, deserialize_with = "lenient::object")]
    pub settings: ShopSettings,
    #[serde(default, deserialize_with = "lenient::object")]
    pub security: Security,
    #[serde(default, deserialize_with = "lenient::list")]
    pub active_plugins: Vec<ActivePlugin>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Environment {
    #[serde(default, deserialize_with = "lenient::text")]
    pub home_url: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub site_url: String,
    /// WooCommerce's version.
    #[serde(default, deserialize_with = "lenient::text")]
    pub version: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub wp_version: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub php_version: String,
    /// False: WP-Cron is switched off, and only the host's own cron starts the shop's queue.
    #[serde(default, deserialize_with = "lenient::flag")]
    pub wp_cron: bool,
    /// Seconds; 0 is without end.
    #[serde(default, deserialize_with = "lenient::whole_number")]
    pub php_max_execution_time: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct ShopSettings {
    #[serde(default, deserialize_with = "lenient::text")]
    pub currency: String,
    #[serde(default, deserialize_with = "lenient::whole_number")]
    pub number_of_decimals: Option<i64>,
    /// Order tables in use. Not told before 7.7.
    #[serde(default, rename = "HPOS_enabled", deserialize_with = "lenient::flag")]
    pub hpos_enabled: bool,
    #[serde(
        default,
        rename = "HPOS_sync_enabled",
        deserialize_with = "lenient::flag"
    )]
    pub hpos_sync_enabled: bool,
    /// Empty before 7.7.
    #[serde(default, deserialize_with = "lenient::text")]
    pub order_datastore: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Security {
    #[serde(default, deserialize_with = "lenient::flag")]
    pub secure_connection: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct ActivePlugin {
    /// Folder and file: `rackbeat/rackbeat.php`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub plugin: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub version: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub author_name: String,
}
