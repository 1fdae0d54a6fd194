//! Where other systems come in: check who it is from, put it in the inbox, say thanks. No cookie, no page, no account.
mod auth;
mod body;
mod rackbeat;
mod woo;

use std::sync::Arc;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, PayloadConfig, ServiceConfig, post, resource},
};
use app::{Ctx, Verdict};

/// Bytes: an order of five hundred lines is about 600 kB; the others are short.
const SHOP_BODY: usize = 4 << 20;
/// What is read of a call to a shop that we do not know: a ping is shorter.
const STRANGERS_BODY: usize = 1 << 10;
const RACKBEAT_BODY: usize = 256 << 10;
const AUTH_BODY: usize = 16 << 10;

pub(crate) fn routes(app: &mut ServiceConfig) {
    app.app_data(Data::new(body::Room::default()))
        .app_data(Data::new(app::shop::Doors::default()))
        .app_data(Data::new(app::agreement::Doors::default()))
        .service(resource("/webhooks/woo/{shop}").route(post().to(crate::door::woo::receive)))
        .service(
            resource("/webhooks/rackbeat/{agreement}/{secret}").route(post().to(rackbeat::receive)),
        )
        .service(
            resource("/connect/woo/{state}")
                .app_data(PayloadConfig::new(AUTH_BODY))
                .route(post().to(auth::receive)),
        );
}

/// Says thanks only for what is stored. A shop gives up on a webhook after seven bad answers, so 503 is for that alone.
async fn answer(ctx: &Ctx, judged: Result<Verdict, Arc<store::Error>>) -> HttpResponse {
    let stored = match judged {
        Ok(Verdict::Put(message)) => ctx.intake.put(message).await.map_err(Arc::new),
        Ok(Verdict::Nothing) => Ok(()),
        Ok(Verdict::Unknown) => return HttpResponse::NotFound().finish(),
        Ok(Verdict::Forged) => return HttpResponse::Unauthorized().finish(),
        Err(error) => Err(error),
    };
    match stored {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(error) => {
            tracing::error!(error = %store::with_causes(&error), "A webhook could not be stored");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}

/// Empty when it is missing or no text.
fn header<'a>(request: &'a HttpRequest, name: &str) -> &'a str {
    let value = request.headers().get(name);
    let text = value.and_then(|value| value.to_str().ok());
    text.unwrap_or_default()
}
