//! A shop hands over the keys its owner approved (woocommerce-api.md 2.2).
use actix_web::{
    HttpResponse,
    web::{Bytes, Data, Path},
};
use app::{Ctx, Stopped};

/// `POST /connect/woo/{state}`. Exactly 200 keeps the keys alive; after anything else the shop deletes them itself.
pub(super) async fn receive(ctx: Data<Ctx>, path: Path<String>, body: Bytes) -> HttpResponse {
    match app::shop::take_keys(&ctx, &path, &body).await {
        Ok(()) => HttpResponse::Ok().finish(),
        Err(Stopped::By(hindrance)) => {
            tracing::info!(?hindrance, "Keys were handed over that we cannot take");
            HttpResponse::Forbidden().finish()
        }
        Err(Stopped::NotFound) => HttpResponse::NotFound().finish(),
        Err(Stopped::Ours(error)) => {
            tracing::error!(error = %store::with_causes(&error), "Keys that were handed over could not be stored");
            HttpResponse::ServiceUnavailable().finish()
        }
    }
}
