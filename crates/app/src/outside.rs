//! The way out of the house: the HTTP clients are made here, once, and the two systems' clients are handed out.
mod guard;

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rackbeat::Pace;
use reqwest::{Certificate, redirect};
use secrecy::SecretString;
use store::{
    Clock, Tenant,
    agreement::Agreement,
    shop::{Shop, ShopKeys},
};
use url::Url;
use woo::{Index, Keys, KeysIn, Manner, Site};

use crate::{error::Result, lease::CALL};

const CONNECT: Duration = Duration::from_secs(5);
/// A shop is polled once a minute at most, so a connection is not worth keeping until then.
const IDLE: Duration = Duration::from_secs(10);
const RATE_WINDOW: Duration = Duration::from_secs(60);

pub struct OutsideSettings {
    /// Rackbeat's own address, with or without the `api/` at its end.
    pub rackbeat_url: Url,
    /// Certificates (PEM) believed beside the machine's own.
    pub extra_ca: Option<Vec<u8>>,
    /// Shops may be spoken to over http and on private addresses.
    pub allow_private_shops: bool,
    /// Names whose address is given here instead of looked up, and exempt from the guard.
    pub pinned: Vec<(String, SocketAddr)>,
}

/// Cheap to clone.
#[derive(Clone)]
pub struct Outside {
    /// For shops: it refuses private addresses unless the operator allows them.
    pub http: reqwest::Client,
    doors: Arc<Doors>,
}

struct Doors {
    /// For Rackbeat, whose address is the operator's own choice.
    http: reqwest::Client,
    rackbeat: Url,
    clock: Arc<dyn Clock>,
    guarded: bool,
    /// One per agreement number, so that all who call it share its rate limit.
    paces: Mutex<HashMap<i64, Arc<Pace>>>,
}

impl Outside {
    /// Fails when a certificate cannot be read.
    pub fn new(settings: OutsideSettings, clock: Arc<dyn Clock>) -> Result<Self, reqwest::Error> {
        let extra = match &settings.extra_ca {
            Some(pem) => Certificate::from_pem_bundle(pem)?,
            None => Vec::new(),
        };
        let mut shops = builder(&extra);
        if !settings.allow_private_shops {
            shops = shops.dns_resolver(guard::Resolver);
        }
        for (name, address) in &settings.pinned {
            shops = shops.resolve(name, *address);
        }
        Ok(Self {
            http: shops.build()?,
            doors: Arc::new(Doors {
                http: builder(&extra).build()?,
                rackbeat: api_root(settings.rackbeat_url),
                clock,
                guarded: !settings.allow_private_shops,
                paces: Mutex::default(),
            }),
        })
    }

    /// A connected shop's client.
    pub fn shop(&self, tenant: &Tenant, shop: &Shop) -> Result<woo::Client> {
        let site = Site::typed(&shop.home).map_err(|_| woo::Error::Refused)?;
        Ok(self.shop_with(site, shop.keys(tenant)?, shop.keys_in_query)?)
    }

    /// A client for keys that are yet to be proven.
    pub fn shop_with(
        &self,
        site: Site,
        keys: ShopKeys,
        in_query: bool,
    ) -> Result<woo::Client, woo::Error> {
        self.check(&site)?;
        let keys = Keys {
            key: keys.key,
            secret: keys.secret,
        };
        let manner = Manner {
            keys_in: if in_query {
                KeysIn::Query
            } else {
                KeysIn::Header
            },
            timeout: self.doors.clock.real(CALL),
            ..Manner::default()
        };
        Ok(woo::Client::new(self.http.clone(), site, keys, manner))
    }

    /// What a site says of itself to anybody.
    pub async fn discover(&self, site: &Site) -> Result<Index, woo::Error> {
        self.check(site)?;
        woo::discover(&self.http, site.home()).await
    }

    /// The bare status at a site's REST root, for an answer that says nothing else; `None` when none came.
    pub async fn status(&self, site: &Site) -> Option<u16> {
        self.check(site).ok()?;
        let call = self.http.get(site.rest_root().clone());
        let answer = call.timeout(self.doors.clock.real(CALL)).send().await;
        answer.ok().map(|answer| answer.status().as_u16())
    }

    /// The connected agreement's client.
    pub fn rackbeat(&self, tenant: &Tenant, agreement: &Agreement) -> Result<rackbeat::Client> {
        let key = agreement.key(tenant)?;
        Ok(self.rackbeat_as(key, self.pace(agreement.number)))
    }

    /// A client for a key of which we do not know whose it is.
    #[must_use]
    pub fn rackbeat_with(&self, key: SecretString) -> rackbeat::Client {
        self.rackbeat_as(key, Arc::new(self.new_pace()))
    }

    /// True when shops must be on the open internet and speak https.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        self.doors.guarded
    }

    fn rackbeat_as(&self, key: SecretString, pace: Arc<Pace>) -> rackbeat::Client {
        let doors = &self.doors;
        let (base, timeout) = (doors.rackbeat.clone(), doors.clock.real(CALL));
        rackbeat::Client::new(doors.http.clone(), base, key, pace, timeout)
    }

    fn pace(&self, agreement: i64) -> Arc<Pace> {
        let paces = self.doors.paces.lock();
        let mut paces = paces.unwrap_or_else(PoisonError::into_inner);
        let pace = paces.entry(agreement);
        pace.or_insert_with(|| Arc::new(self.new_pace())).clone()
    }

    fn new_pace(&self) -> Pace {
        Pace::with_window(Pace::PER_MINUTE, self.doors.clock.real(RATE_WINDOW))
    }

    fn check(&self, site: &Site) -> Result<(), woo::Error> {
        if self.doors.guarded && !guard::allows(site.home()) {
            return Err(woo::Error::Refused);
        }
        Ok(())
    }
}

fn builder(extra: &[Certificate]) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT)
        .timeout(CALL)
        .pool_idle_timeout(IDLE)
        .tls_certs_merge(extra.iter().cloned())
}

fn api_root(mut url: Url) -> Url {
    if url.path() == "/" {
        url.set_path("/api/");
    }
    url
}
