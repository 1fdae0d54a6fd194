//! Forms of other sites: refused by where the browser says they come from, and by a token.
use actix_web::{
    HttpMessage, HttpRequest,
    dev::{Payload, ServiceRequest},
    http::{Method, header},
    web::{Bytes, Data},
};
use app::Ctx;
use subtle::ConstantTimeEq;

use crate::error::{Error, Result};

/// The name of the token's field in every form.
pub(crate) const FIELD: &str = "csrf";
/// Where a request that a script makes carries it instead.
pub(crate) const HEADER: &str = "x-csrf-token";

/// The token for whoever holds this cookie. It can be told from the cookie, not the cookie from it.
pub(crate) fn token(ticket: &str) -> String {
    store::secret::hash(&format!("csrf:{ticket}"))
}

pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Lets a changing request through only if it is from our own page and carries our token.
pub(crate) async fn check(request: &mut ServiceRequest, token: &str) -> Result<()> {
    if !is_ours(request.request()) {
        return Err(Error::Stale);
    }
    let sent = match said(request.request(), HEADER) {
        Some(sent) => sent.to_owned(),
        None => from_body(request).await?,
    };
    if bool::from(sent.as_bytes().ct_eq(token.as_bytes())) {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// `Sec-Fetch-Site` where the browser sends it, else `Origin` beside `Host`. Neither: no browser,
/// so there is no cookie that it could abuse; the token decides.
fn is_ours(request: &HttpRequest) -> bool {
    if let Some(site) = said(request, "sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = said(request, header::ORIGIN.as_str()) else {
        return true;
    };
    let ctx = request.app_data::<Data<Ctx>>();
    let ours = ctx.map(|ctx| ctx.public_url.origin().ascii_serialization());
    // By another name than the official one, such as 127.0.0.1, it is still the name in `Host`.
    let host = request.connection_info().host().to_owned();
    let is_here = origin
        .split_once("://")
        .is_some_and(|(_, from)| from == host);
    is_here || ours.as_deref() == Some(origin)
}

/// Reads the form for its token and puts it back for the page.
async fn from_body(request: &mut ServiceRequest) -> Result<String> {
    if !request
        .content_type()
        .starts_with("application/x-www-form-urlencoded")
    {
        return Err(Error::Stale);
    }
    let body = request
        .extract::<Bytes>()
        .await
        .map_err(|_| Error::TooLarge)?;
    let token = url::form_urlencoded::parse(&body)
        .find(|(name, _)| name == FIELD)
        .map(|(_, value)| value.into_owned());
    let again = futures::stream::once(async move { Ok(body) });
    request.set_payload(Payload::Stream {
        payload: Box::pin(again),
    });
    token.ok_or(Error::Stale)
}

fn said<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    request.headers().get(name)?.to_str().ok()
}
