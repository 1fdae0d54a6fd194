//! The product's parts, wired as `server` does, with a clock and outside worlds of our own.
use std::{path::PathBuf, sync::Arc};

use app::{Ctx, Intake, Outside, OutsideSettings, mail::Mailer};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use store::{Clock, Wake, secret::Keyring};

use crate::fast_clock::FastClock;

/// What a process must know to be part of the house.
#[derive(Clone, Serialize, Deserialize)]
pub struct Wiring {
    pub database: String,
    /// Opens the secrets.
    pub key: String,
    pub rackbeat: url::Url,
    /// Where its webhooks come in.
    pub public_url: url::Url,
    pub folder: PathBuf,
    pub clock: FastClock,
    /// Works the lanes, beside answering.
    pub works: bool,
    pub connections: u32,
}

pub async fn ctx(wiring: &Wiring) -> anyhow::Result<Ctx> {
    let key = SecretString::from(wiring.key.clone());
    let keyring = Keyring::parse(&key).ok_or_else(|| anyhow::anyhow!("no key"))?;
    let store = store::connect(&wiring.database, wiring.connections).await?;
    let store = store.with_keyring(keyring);
    let clock: Arc<dyn Clock> = Arc::new(wiring.clock);
    let wake = Wake::default();
    let settings = OutsideSettings {
        rackbeat_url: wiring.rackbeat.clone(),
        extra_ca: None,
        allow_private_shops: true,
        pinned: Vec::new(),
    };
    Ok(Ctx {
        outside: Outside::new(settings, clock.clone())?,
        intake: Intake::start(store.clone(), clock.clone(), wake.clone()),
        mailer: Mailer::folder(wiring.folder.join("mail")),
        polls: app::poll::Polls::default(),
        billing: None,
        public_url: wiring.public_url.clone(),
        store,
        clock,
        wake,
    })
}
