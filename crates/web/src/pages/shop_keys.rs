//! New keys for a connected shop, by one click or pasted.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{
    Ctx, Hindrance, Stopped,
    shop::{begin_auth, find, replace_keys},
};
use askama::Template;
use serde::Deserialize;
use store::{
    ShopId, shop,
    shop::{Shop, ShopKeys},
};

use super::{
    hindered::{Notice, hindrance},
    shop_check::id,
};
use crate::{
    error::Result,
    flash::{Flash, see_other, told},
    form::Field,
    frame::{Frame, faulty, page},
    headers::may_lead_away,
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Keys {
    /// Of a shop that is not connected yet.
    #[serde(default)]
    pub address: String,
    key: String,
    secret: String,
}

/// The two fields that keys are pasted into.
pub(crate) struct Pasted {
    pub key: Field,
    pub secret: Field,
}

impl Pasted {
    pub(crate) fn new(frame: &Frame) -> Self {
        Self {
            key: Field::new("password", "key", frame.say("connect-key")),
            secret: Field::new("password", "secret", frame.say("connect-secret"))
                .hinting(frame.say("connect-keys-hint")),
        }
    }
}

#[derive(Template)]
#[template(path = "pages/shop_keys/show.html")]
struct Show {
    frame: Frame,
    id: String,
    name: String,
    pasted: Pasted,
    notice: Option<Notice>,
}

/// `GET /shops/{shop}/keys`
pub(crate) async fn show(visitor: Visitor, path: Path<String>) -> Result<HttpResponse> {
    let shop = ours(&visitor, id(&path)?).await?;
    let answer = page(&shown(&visitor.frame, &shop, None))?;
    Ok(may_lead_away(answer))
}

/// `POST /shops/{shop}/keys`
pub(crate) async fn paste(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    path: Path<String>,
    form: Form<Keys>,
) -> Result<HttpResponse> {
    let shop = ours(&visitor, id(&path)?).await?;
    let tried = async {
        let keys = keys_of(&form)?;
        replace_keys(&ctx, &visitor.tenant, visitor.name(), shop.id, keys).await
    };
    match tried.await {
        Ok(_) => {
            let to = format!("/shops/{}/check", shop.id);
            Ok(told(&request, &to, &Flash::good("flash-keys-replaced")))
        }
        Err(stopped) => again(&visitor, &shop, stopped),
    }
}

/// `POST /shops/{shop}/keys/click`
pub(crate) async fn click(
    ctx: Data<Ctx>,
    visitor: Visitor,
    path: Path<String>,
) -> Result<HttpResponse> {
    let shop = ours(&visitor, id(&path)?).await?;
    let begun = async {
        let found = find(&ctx, &shop.home).await?;
        begin_auth(&ctx, &visitor.tenant, &found.site, Some(shop.id)).await
    };
    match begun.await {
        Ok(url) => Ok(may_lead_away(see_other(url.as_str()))),
        Err(stopped) => again(&visitor, &shop, stopped),
    }
}

/// What was pasted, if it looks like keys at all; an echo of it goes nowhere.
pub(super) fn keys_of(form: &Keys) -> Result<ShopKeys, Stopped> {
    let (key, secret) = (form.key.trim(), form.secret.trim());
    let plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if key.starts_with("ck_") && secret.starts_with("cs_") && plain(key) && plain(secret) {
        return Ok(ShopKeys {
            key: key.into(),
            secret: secret.into(),
        });
    }
    Err(Hindrance::KeysMissing.into())
}

/// A shop that was let go of has no keys to replace: it is connected anew.
async fn ours(visitor: &Visitor, id: ShopId) -> Result<Shop> {
    let shop = shop::find(&visitor.tenant, id).await?;
    match shop.disconnected_at {
        None => Ok(shop),
        Some(_) => Err(crate::error::Error::NotFound),
    }
}

fn again(visitor: &Visitor, shop: &Shop, stopped: Stopped) -> Result<HttpResponse> {
    let hindrance = hindrance(stopped)?;
    let again = shown(&visitor.frame, shop, Some(&hindrance));
    Ok(may_lead_away(faulty(&again)?))
}

fn shown(frame: &Frame, shop: &Shop, hindrance: Option<&Hindrance>) -> Show {
    Show {
        id: shop.id.to_string(),
        name: shop.name.clone(),
        pasted: Pasted::new(frame),
        notice: hindrance.map(|hindrance| Notice::of(frame, hindrance)),
        frame: frame.clone(),
    }
}
