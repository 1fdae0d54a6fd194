//! What kind of shop is simulated: its version, its settings and its kindnesses.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Clock;

/// The two flavours that were recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// 7.1.1, orders kept as posts.
    V7_1,
    /// 11.0.1, orders in their own tables.
    V11_0,
}

impl Version {
    pub fn name(self) -> &'static str {
        match self {
            Self::V7_1 => "7.1.1",
            Self::V11_0 => "11.0.1",
        }
    }

    pub fn wordpress(self) -> &'static str {
        match self {
            Self::V7_1 => "6.2.8",
            Self::V11_0 => "7.1",
        }
    }

    pub fn is_new(self) -> bool {
        self == Self::V11_0
    }
}

/// A consumer key as it lies in the shop's key table.
#[derive(Clone, Debug)]
pub struct Key {
    pub id: u64,
    pub key: String,
    pub secret: String,
    /// `read`, `write` or `read_write`.
    pub permissions: String,
    /// The key's user has lost the role: every resource answers 403.
    pub demoted: bool,
}

impl Key {
    /// The key whose every letter is `letter`, as in the recordings.
    pub fn of(letter: char, permissions: &str) -> Self {
        let run: String = std::iter::repeat_n(letter, 40).collect();
        Self {
            id: 0,
            key: format!("ck_{run}"),
            secret: format!("cs_{run}"),
            permissions: permissions.to_owned(),
            demoted: false,
        }
    }
}

/// How addresses of the shop look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permalinks {
    Pretty,
    /// `/wp-json/` is not there: it redirects and then shows the home page.
    Plain,
}

#[derive(Clone, Debug)]
pub struct Setup {
    pub version: Version,
    /// 0 picks a free port.
    pub port: u16,
    /// The interface to listen on.
    pub host: IpAddr,
    /// The shop's name in the index.
    pub name: String,
    /// What the shop believes its address is; `None` = where it listens.
    pub home: Option<String>,
    pub keys: Vec<Key>,
    pub currency: String,
    /// Decimals that its prices are shown with.
    pub price_decimals: u32,
    pub prices_include_tax: bool,
    /// Lines keep their exact tax, and only the tax of a whole rate is rounded.
    pub round_at_subtotal: bool,
    /// Off: there are no rates, and nothing is taxed.
    pub taxes: bool,
    /// The shop's own country, and its state where it has one: `NO`, `ES:TF`.
    pub base: String,
    pub timezone: chrono_tz::Tz,
    pub manage_stock: bool,
    /// Minutes an unpaid checkout holds its pieces; `None` = not at all.
    pub hold_minutes: Option<u32>,
    pub permalinks: Permalinks,
    /// Whether PHP believes that the call came over TLS (a proxy in front says so).
    pub https: bool,
    /// The host throws the `Authorization` header away.
    pub strip_authorization: bool,
    /// Every address answers a log-in page with status 200.
    pub login_page: bool,
    /// `false`: the shop sets `DISABLE_WP_CRON`.
    pub wp_cron: bool,
    /// How long an event waits for the queue, in the shop's time.
    pub webhook_delay: Duration,
    /// wc-auth accepts a plain http `callback_url`.
    pub allow_http_callback: bool,
    /// PEM of an authority that wc-auth and webhooks trust besides none.
    pub extra_ca: Option<String>,
    /// Names of further active plugins, such as another integration.
    pub plugins: Vec<String>,
    /// The most rows that a batch may have; 100 as WooCommerce comes.
    pub rows_max: usize,
    /// The longest body that the shop's web server takes, in bytes.
    pub body_max: usize,
    /// How long the shop works on each row of a batch, in its time.
    pub row_time: Duration,
    /// Products and variations in whose saving a plug-in dies, and the whole call with it.
    pub fatal: Vec<u64>,
    /// Products and variations in whose saving a plug-in never ends.
    pub endless: Vec<u64>,
    /// A plug-in hides what has this id or a later one from all lists; by its own address it is there.
    pub hides_from: Option<u64>,
    /// Figures that another plug-in keeps of a product, whatever is saved.
    pub keeps_stock: BTreeMap<u64, i64>,
    /// Start with the goods of the recorded shop, ids and all.
    pub seed_recorded: bool,
    /// The shop's time, and how fast it goes.
    pub clock: Clock,
    /// Seeds order keys, nonces and the dice of trouble.
    pub seed: u64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            version: Version::V11_0,
            port: 0,
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            name: "Butikk".to_owned(),
            home: None,
            keys: vec![Key::of('a', "read_write")],
            currency: "NOK".to_owned(),
            price_decimals: 2,
            prices_include_tax: true,
            round_at_subtotal: false,
            taxes: true,
            base: "NO".to_owned(),
            timezone: chrono_tz::Europe::Oslo,
            manage_stock: true,
            hold_minutes: Some(60),
            permalinks: Permalinks::Pretty,
            https: true,
            strip_authorization: false,
            login_page: false,
            wp_cron: true,
            webhook_delay: Duration::from_secs(1),
            allow_http_callback: false,
            extra_ca: None,
            plugins: Vec::new(),
            rows_max: 100,
            body_max: usize::MAX,
            row_time: Duration::ZERO,
            fatal: Vec::new(),
            endless: Vec::new(),
            hides_from: None,
            keeps_stock: BTreeMap::new(),
            seed_recorded: false,
            clock: Clock::default(),
            seed: 1,
        }
    }
}

impl Setup {
    /// The shop of the recordings, with its four keys.
    pub fn recorded(version: Version) -> Self {
        Self {
            version,
            seed_recorded: true,
            keys: vec![
                Key::of('a', "read_write"),
                Key::of('b', "read"),
                Key::of('c', "write"),
                Key::of('d', "read_write"),
            ],
            ..Self::default()
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}
