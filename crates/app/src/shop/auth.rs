//! Keys by one click: the shop's owner is sent to the shop, the shop sends us the keys, the owner comes back (woocommerce-api.md 2).
use chrono::TimeDelta;
use store::{ShopId, Tenant, auth_state, auth_state::AuthState, shop::ShopKeys};
use url::Url;
use woo::{
    Site,
    auth::{self, Ask, AuthKeys, Permissions},
};

use super::Found;
use crate::{Ctx, Hindrance, Stopped};

const LIFE: TimeDelta = TimeDelta::minutes(15);
const APP: &str = "Varebro";

/// The address to send the owner to. `replaces`: the connected shop that is to get new keys.
pub async fn begin(
    ctx: &Ctx,
    tenant: &Tenant,
    site: &Site,
    replaces: Option<ShopId>,
) -> Result<Url, Stopped> {
    let (home, rest) = (site.home().as_str(), site.rest_root().as_str());
    let now = ctx.now();
    let token = auth_state::begin(tenant, (home, rest), replaces, now, now + LIFE).await?;
    let here = |path: &str| {
        let mut url = ctx.public_url.clone();
        url.set_path(path);
        url
    };
    let ask = Ask {
        app_name: APP.to_owned(),
        user_id: "varebro".to_owned(),
        callback_url: here(&format!("/connect/woo/{token}")),
        return_url: here(&format!("/connect/woo/{token}/return")),
    };
    Ok(auth::authorize_url(site, &ask))
}

/// The shop's call. It is unsigned and does not say who calls, so the keys are only laid aside, sealed for the
/// account that asked; they are proven against that account's shop before they become anything.
pub async fn take_keys(ctx: &Ctx, token: &str, body: &[u8]) -> Result<(), Stopped> {
    let handed: AuthKeys = serde_json::from_slice(body).map_err(|_| Hindrance::AuthWithoutKeys)?;
    if handed.key_permissions != Permissions::ReadWrite {
        return Err(Hindrance::KeysReadOnly.into());
    }
    let keys = handed.into_keys();
    let keys = ShopKeys {
        key: keys.key,
        secret: keys.secret,
    };
    match auth_state::hand_over(&ctx.store, token, &keys, ctx.now()).await {
        Err(store::Error::NotFound) => Err(Hindrance::AuthOver.into()),
        done => Ok(done?),
    }
}

/// What a round trip brought, and what it was for.
pub struct Brought {
    pub found: Found,
    pub keys: ShopKeys,
    pub replaces: Option<ShopId>,
}

/// The owner is back; what came is taken out and the round trip is over. `success` is what the shop said in the address.
pub async fn finish(
    ctx: &Ctx,
    tenant: &Tenant,
    token: &str,
    success: bool,
) -> Result<Brought, Stopped> {
    let state = find(tenant, token).await?;
    if !success {
        auth_state::end(tenant, token).await?;
        return Err(Hindrance::AuthDenied.into());
    }
    if state.used_at.is_none() {
        return Err(Hindrance::AuthWithoutKeys.into());
    }
    let found = super::address::find(ctx, &state.home).await?;
    let asked = Site::typed(&state.home).map_err(|_| Hindrance::AuthOver)?;
    let keys = state.keys(tenant)?;
    if found.site.identity() != asked.identity() || !auth_state::end(tenant, token).await? {
        return Err(Hindrance::AuthOver.into());
    }
    Ok(Brought {
        found,
        keys,
        replaces: state.shop,
    })
}

async fn find(tenant: &Tenant, token: &str) -> Result<AuthState, Stopped> {
    match auth_state::find(tenant, token).await {
        Err(store::Error::NotFound) => Err(Hindrance::AuthOver.into()),
        found => Ok(found?),
    }
}
