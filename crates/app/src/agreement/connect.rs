//! Connecting Rackbeat by an API key, giving it a new key, and letting go of it.
use domain::{Outcome, Side};
use secrecy::{ExposeSecret, SecretString};
use store::{
    ShopId, Tenant, agreement,
    agreement::{Agreement, NewAgreement},
    inbox,
    inbox::{Kind, NewMessage},
    outcome,
    outcome::Line,
};

use super::{hooks, search};
use crate::{Ctx, Hindrance, Stopped, order, product};

/// Asks Rackbeat whose key it is, and takes it up; the same agreement's new key replaces the old one.
pub async fn connect(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    key: &SecretString,
) -> Result<Agreement, Stopped> {
    let key = SecretString::from(key.expose_secret().trim());
    if !is_a_header(key.expose_secret()) {
        return Err(Hindrance::RackbeatKeyMissing.into());
    }
    let account = ctx
        .outside
        .rackbeat_with(key.clone())
        .me()
        .await?
        .user_account;
    let address = account.address.unwrap_or_default();
    let new = NewAgreement {
        number: account.id,
        company: account.company_name.unwrap_or_default(),
        country: domain::order::country_code(&address.country.unwrap_or_default()),
        key,
    };
    let before = current(tenant).await?;
    let was = before.as_ref().is_some_and(Agreement::is_connected);
    match take_up(ctx, tenant, who, &new, was).await {
        Err(store::Error::Conflict) => return Err(Hindrance::AgreementTaken.into()),
        Err(store::Error::NotFound) => {
            return Err(before.map_or(Hindrance::AgreementTaken, another).into());
        }
        done => done?,
    }
    // What it has already is found while its owner reads who it is; not finding it is told on the next page.
    if let Err(error) = search::look(ctx, tenant).await {
        tracing::info!(%error, "Rackbeat's lists could not be read yet");
    }
    Ok(agreement::find(tenant).await?)
}

/// Removes our webhooks, forgets the key, keeps the history. False: Rackbeat did not answer, so its webhooks stay there
/// and are turned away at the door.
pub async fn disconnect(ctx: &Ctx, tenant: &Tenant, who: &str) -> Result<bool, Stopped> {
    let Some(agreement) = current(tenant).await?.filter(Agreement::is_connected) else {
        return Ok(true);
    };
    let address = hooks::address(ctx, tenant, &agreement)?;
    let removed = match ctx.outside.rackbeat(tenant, &agreement) {
        Ok(client) => hooks::remove(&client, &address).await.is_ok(),
        Err(_) => false,
    };
    let change = tenant.begin().await?;
    agreement::disconnect(&change, ctx.now()).await?;
    let gone = Outcome::RackbeatDisconnected { by: who.to_owned() };
    outcome::record(&change, line(who), &gone, ctx.now()).await?;
    change.commit().await?;
    Ok(removed)
}

/// Which currency Rackbeat's sales prices are in: asked once, since it does not say.
pub async fn set_currency(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    code: &str,
) -> Result<(), Stopped> {
    let change = tenant.begin().await?;
    agreement::set_currency(&change, code).await?;
    let changed = Outcome::SettingsChanged { by: who.to_owned() };
    outcome::record(&change, line(who), &changed, ctx.now()).await?;
    product::terms_changed(&change, None, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

pub(super) async fn current(tenant: &Tenant) -> Result<Option<Agreement>, Stopped> {
    match agreement::find(tenant).await {
        Ok(agreement) => Ok(Some(agreement)),
        Err(store::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn take_up(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    new: &NewAgreement,
    was_connected: bool,
) -> Result<(), store::Error> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    agreement::connect(&change, new, now).await?;
    // Connecting takes it out of its parking.
    inbox::go_on(&change, None, now).await?;
    let done = if was_connected {
        Outcome::KeyReplaced {
            side: Side::Rackbeat,
            by: who.to_owned(),
        }
    } else {
        Outcome::RackbeatConnected {
            company: new.company.clone(),
            agreement: new.number.to_string(),
        }
    };
    outcome::record(&change, line(who), &done, now).await?;
    let hooks = NewMessage::new(tenant.account(), ShopId::nil(), Kind::Hooks);
    inbox::add_within(&change, &[hooks], now).await?;
    order::wake_cause(&change, "connection:rackbeat", now).await?;
    product::go_on(&change, None, now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

fn another(agreement: Agreement) -> Hindrance {
    Hindrance::AnotherAgreement {
        company: agreement.company,
        number: agreement.number,
    }
}

/// What can stand in a header at all; everything else was never a key.
fn is_a_header(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_graphic())
}

fn line(who: &str) -> Line<'_> {
    Line::new(ShopId::nil(), Kind::Hooks).by(who)
}
