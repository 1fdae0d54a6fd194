//! The operator's settings: one struct per topic, read from the environment here and nowhere else.
mod key;
mod parse;
mod seller;
mod source;

use std::{net::SocketAddr, path::PathBuf};

use app::billing::Sales;
use ipnet::IpNet;
use secrecy::SecretString;
use url::Url;

use source::{Name, Source};

const DATA: Name = Name("VAREBRO_DATA", "/var/lib/varebro");
const DATABASE_URL: Name = Name(
    "VAREBRO_DATABASE_URL",
    "postgres://varebro:password@localhost/varebro",
);
const DATABASE_CONNECTIONS: Name = Name("VAREBRO_DATABASE_CONNECTIONS", "20");
const LISTEN: Name = Name("VAREBRO_LISTEN", "0.0.0.0:8080");
const PUBLIC_URL: Name = Name("VAREBRO_PUBLIC_URL", "https://varebro.example.com");
const TRUSTED_PROXIES: Name = Name("VAREBRO_TRUSTED_PROXIES", "10.0.0.0/8,192.168.1.4");
const SECRET_KEY: Name = Name(
    "VAREBRO_SECRET_KEY",
    "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
);
const RACKBEAT_URL: Name = Name("VAREBRO_RACKBEAT_URL", "https://app.rackbeat.com");
const EXTRA_CA_FILE: Name = Name("VAREBRO_EXTRA_CA_FILE", "/etc/varebro/ca.pem");
const ALLOW_PRIVATE_SHOPS: Name = Name("VAREBRO_ALLOW_PRIVATE_SHOPS", "1");
const SMTP_URL: Name = Name(
    "VAREBRO_SMTP_URL",
    "smtps://user:password@mail.example.com:465?from=varebro@example.com",
);
const LOG: Name = Name("VAREBRO_LOG", "info,app=debug");
const LOG_FORMAT: Name = Name("VAREBRO_LOG_FORMAT", "json");

/// Our own lines, and of what we did not write only what is wrong.
pub const QUIET: &str = "info,sqlx=warn,sea_orm_migration=warn,actix_server=warn,apalis_core=warn";

const OWN: [Name; 13] = [
    DATA,
    DATABASE_URL,
    DATABASE_CONNECTIONS,
    LISTEN,
    PUBLIC_URL,
    TRUSTED_PROXIES,
    SECRET_KEY,
    RACKBEAT_URL,
    EXTRA_CA_FILE,
    ALLOW_PRIVATE_SHOPS,
    SMTP_URL,
    LOG,
    LOG_FORMAT,
];

/// Every setting there is; a name that starts like ours and is not here stops the start.
fn all() -> Vec<Name> {
    OWN.into_iter().chain(seller::ALL).collect()
}

pub struct Settings {
    /// The folder of what this process keeps in files: the database, the key, mails not sent.
    pub data: PathBuf,
    pub database: Database,
    pub http: Http,
    /// `None`: the key lies in the data folder, and is made there when it is missing.
    pub secret_key: Option<SecretString>,
    pub outside: Outside,
    pub mail: Mail,
    /// `None`: shops are counted, and nobody is billed.
    pub sales: Option<Sales>,
    pub log: Log,
}

pub struct Database {
    /// `sqlite:` or `postgres:`; may hold a password.
    pub url: SecretString,
    pub connections: u32,
}

pub struct Http {
    pub listen: SocketAddr,
    /// Where people and webhooks reach us; `None`: on this machine, at the port we listen on.
    pub public_url: Option<Url>,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
}

pub struct Outside {
    pub rackbeat_url: Url,
    /// Certificates (PEM) believed beside the machine's own.
    pub extra_ca: Option<Vec<u8>>,
    /// Shops may be spoken to over http and on private addresses.
    pub allow_private_shops: bool,
}

pub struct Mail {
    /// `None`: mails become files under the data folder.
    pub smtp_url: Option<SecretString>,
}

pub struct Log {
    pub filter: String,
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Human,
    Json,
    /// For people on a terminal, JSON elsewhere.
    Auto,
}

impl Settings {
    /// From the environment; the first wrong value stops it, in one sentence.
    pub fn read() -> anyhow::Result<Self> {
        Self::from(&Source::new(std::env::vars_os(), &all())?)
    }

    /// The keys that seal secrets, made on the first start when nobody gave one.
    pub fn keyring(&self) -> anyhow::Result<store::secret::Keyring> {
        match &self.secret_key {
            Some(key) => key::parse(key, SECRET_KEY.0),
            None => key::in_folder(&self.data),
        }
    }

    fn from(source: &Source) -> anyhow::Result<Self> {
        let data = source
            .text(DATA)
            .map_or_else(|| PathBuf::from("data"), PathBuf::from);
        Ok(Self {
            database: Database::from(source, &data)?,
            http: Http::from(source)?,
            secret_key: source.checked(SECRET_KEY, |text| {
                let key = SecretString::from(text);
                key::parse(&key, SECRET_KEY.0).map(|_| key)
            })?,
            outside: Outside::from(source)?,
            mail: Mail::from(source)?,
            sales: seller::sales(source)?,
            log: Log::from(source)?,
            data,
        })
    }
}

impl Database {
    fn from(source: &Source, data: &std::path::Path) -> anyhow::Result<Self> {
        let ours = || format!("sqlite:{}", data.join("varebro.db").display());
        Ok(Self {
            url: source
                .checked(DATABASE_URL, parse::database)?
                .unwrap_or_else(|| ours().into()),
            connections: source
                .checked(DATABASE_CONNECTIONS, parse::connections)?
                .unwrap_or(20),
        })
    }
}

impl Http {
    fn from(source: &Source) -> anyhow::Result<Self> {
        let listen = source
            .checked(LISTEN, parse::address)?
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080)));
        Ok(Self {
            listen,
            public_url: source.checked(PUBLIC_URL, parse::origin)?,
            trusted_proxies: source
                .checked(TRUSTED_PROXIES, parse::networks)?
                .unwrap_or_default(),
        })
    }
}

impl Outside {
    fn from(source: &Source) -> anyhow::Result<Self> {
        let rackbeat = Url::parse(RACKBEAT_URL.1)?;
        Ok(Self {
            rackbeat_url: source
                .checked(RACKBEAT_URL, parse::origin)?
                .unwrap_or(rackbeat),
            extra_ca: source.checked(EXTRA_CA_FILE, parse::certificates)?,
            allow_private_shops: source
                .checked(ALLOW_PRIVATE_SHOPS, parse::yes_or_no)?
                .unwrap_or(false),
        })
    }
}

impl Mail {
    fn from(source: &Source) -> anyhow::Result<Self> {
        Ok(Self {
            smtp_url: source.checked(SMTP_URL, parse::smtp)?,
        })
    }
}

impl Log {
    fn from(source: &Source) -> anyhow::Result<Self> {
        Ok(Self {
            filter: source
                .checked(LOG, parse::filter)?
                .unwrap_or_else(|| QUIET.to_owned()),
            format: source
                .checked(LOG_FORMAT, parse::format)?
                .unwrap_or(Format::Auto),
        })
    }
}

#[cfg(test)]
mod tests;
