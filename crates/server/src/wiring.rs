//! From settings to the one [`Ctx`] that every verb is given.
use std::sync::Arc;

use app::{Ctx, Intake, Outside, OutsideSettings, mail::Mailer, poll::Polls};
use secrecy::ExposeSecret;
use store::{Clock, System, Wake};
use url::Url;

use crate::settings::Settings;

/// The database, its schema brought up to date, with the keys that open its secrets.
pub async fn store(settings: &Settings) -> anyhow::Result<System> {
    std::fs::create_dir_all(&settings.data)?;
    let database = &settings.database;
    let system = store::connect(database.url.expose_secret(), database.connections).await?;
    Ok(system.with_keyring(settings.keyring()?))
}

pub async fn ctx(
    settings: &Settings,
    clock: Arc<dyn Clock>,
    public_url: Url,
) -> anyhow::Result<Ctx> {
    let store = store(settings).await?;
    let wake = Wake::default();
    Ok(Ctx {
        outside: outside(settings, clock.clone())?,
        intake: Intake::start(store.clone(), clock.clone(), wake.clone()),
        mailer: mailer(settings)?,
        polls: Polls::default(),
        billing: settings.sales.clone().map(Arc::new),
        store,
        clock,
        wake,
        public_url,
    })
}

fn outside(settings: &Settings, clock: Arc<dyn Clock>) -> anyhow::Result<Outside> {
    let chosen = &settings.outside;
    let wanted = OutsideSettings {
        rackbeat_url: chosen.rackbeat_url.clone(),
        extra_ca: chosen.extra_ca.clone(),
        allow_private_shops: chosen.allow_private_shops,
        pinned: Vec::new(),
    };
    Ok(Outside::new(wanted, clock)?)
}

fn mailer(settings: &Settings) -> anyhow::Result<Mailer> {
    match &settings.mail.smtp_url {
        Some(url) => Ok(Mailer::smtp(url)?),
        None => Ok(Mailer::folder(settings.data.join("mail"))),
    }
}
