//! The index of the REST interface and the system status.

use serde_json::{Value, json};

use super::answer::Answer;
use super::fields::Fields;
use super::links::only;
use super::request::Request;
use super::settings::{entities, symbol};
use super::state::State;

impl State {
    /// `/wp-json/`, which anybody may read.
    pub fn index(&self, request: &Request) -> Answer {
        let offset = self
            .now()
            .with_timezone(&self.setup.timezone)
            .offset()
            .to_string();
        let hours: i64 = offset
            .get(..3)
            .and_then(|text| text.trim_start_matches('+').parse().ok())
            .unwrap_or(0);
        let mut spaces = vec![
            "oembed/1.0",
            "wp/v2",
            "wp-site-health/v1",
            "wp-block-editor/v1",
        ];
        if self.fault != Some(super::fault::Fault::Deactivated) {
            spaces.splice(
                1..1,
                [
                    "wc/v1",
                    "wc/v2",
                    "wc/v3",
                    "wc-admin",
                    "wc-analytics",
                    "wc/store",
                ],
            );
        }
        let index = json!({
            "name": self.setup.name,
            "description": "",
            "url": self.home,
            "home": self.home,
            "gmt_offset": hours,
            "timezone_string": self.setup.timezone.name(),
            "page_for_posts": 0,
            "page_on_front": 0,
            "show_on_front": "posts",
            "namespaces": spaces,
            "authentication": {},
            "routes": {},
        });
        self.dressed(Answer::ok(&only(request, index, false)), false)
    }

    pub fn system_status(&self) -> Value {
        Fields::new()
            .put("environment", self.environment())
            .put(
                "database",
                json!({
                    "wc_database_version": self.setup.version.name(),
                    "database_prefix": "wp_",
                    "maxmind_geoip_database": "",
                    "database_size": { "data": 1.5, "index": 2.5 },
                }),
            )
            .put("active_plugins", self.active_plugins())
            .put("settings", self.status_settings())
            .put(
                "security",
                json!({ "secure_connection": self.setup.https, "hide_errors": true }),
            )
            .done()
    }

    fn environment(&self) -> Value {
        let new = self.is_new();
        Fields::new()
            .put("home_url", self.home.clone())
            .put("site_url", self.home.clone())
            .when(new, "store_id", "00000000-0000-4000-8000-000000000001")
            .put("version", self.setup.version.name())
            .put("log_directory", "/srv/shop/logs/")
            .put("log_directory_writable", true)
            .put("wp_version", self.setup.version.wordpress())
            .put("wp_multisite", false)
            .put("wp_memory_limit", 536_870_912)
            .put("wp_debug_mode", false)
            .put("wp_cron", self.setup.wp_cron)
            .when(new, "wp_environment_type", "production")
            .put("language", "en_US")
            .put("external_object_cache", Value::Null)
            .put("server_info", "nginx")
            .when(new, "server_architecture", "Linux")
            .all(json!({
                "php_version": "8.2.36", "php_post_max_size": 67_108_864, "php_max_execution_time": 120,
                "php_max_input_vars": 1000, "curl_version": "7.88.1", "suhosin_installed": false,
                "max_upload_size": 33_554_432, "mysql_version": "10.11.19", "mysql_version_string": "10.11.19",
                "default_timezone": "UTC", "fsockopen_or_curl_enabled": true, "soapclient_enabled": false,
                "domdocument_enabled": true, "gzip_enabled": true, "mbstring_enabled": true,
                "remote_post_successful": false, "remote_post_response": false, "remote_get_successful": false,
                "remote_get_response": false,
            }))
            .done()
    }

    fn active_plugins(&self) -> Vec<Value> {
        let woocommerce = (
            "woocommerce/woocommerce.php",
            "WooCommerce",
            self.setup.version.name(),
        );
        let others = self
            .setup
            .plugins
            .iter()
            .map(|name| (name.as_str(), name.as_str(), "1.0.0"));
        let all = std::iter::once(woocommerce).chain(others);
        all.map(|(file, name, version)| {
            json!({
                "plugin": file, "name": name, "version": version, "version_latest": version, "url": "",
                "author_name": "", "author_url": "", "network_activated": false,
            })
        })
        .collect()
    }

    fn status_settings(&self) -> Value {
        let new = self.is_new();
        let same = |words: &[&str]| {
            Value::Object(words.iter().map(|w| ((*w).to_owned(), json!(w))).collect())
        };
        Fields::new()
            .put("api_enabled", false)
            .put("force_ssl", false)
            .put("currency", self.setup.currency.clone())
            .put("currency_symbol", entities(symbol(&self.setup.currency)))
            .put("currency_position", "right_space")
            .put("thousand_separator", " ")
            .put("decimal_separator", ",")
            .put("number_of_decimals", self.setup.price_decimals)
            .put("geolocation_enabled", false)
            .put(
                "taxonomies",
                same(&["external", "grouped", "simple", "variable"]),
            )
            .put(
                "product_visibility_terms",
                same(&[
                    "exclude-from-catalog",
                    "exclude-from-search",
                    "featured",
                    "outofstock",
                    "rated-1",
                    "rated-2",
                    "rated-3",
                    "rated-4",
                    "rated-5",
                ]),
            )
            .put("woocommerce_com_connected", "no")
            .when(new, "enforce_approved_download_dirs", true)
            .when(new, "order_datastore", "OrdersTableDataStore")
            .when(new, "HPOS_enabled", true)
            .when(new, "HPOS_sync_enabled", false)
            .when(new, "enabled_features", json!(["custom_order_tables"]))
            .done()
    }
}
