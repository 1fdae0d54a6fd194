//! Webhooks from shops.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data, Path},
};
use app::{
    Ctx,
    shop::{Delivery, Doors},
};
use woo::webhook;

/// `POST /webhooks/woo/{shop}`
pub(super) async fn receive(
    ctx: Data<Ctx>,
    doors: Data<Doors>,
    path: Path<String>,
    request: HttpRequest,
    body: Bytes,
) -> HttpResponse {
    // Unsigned, and sent again until it got exactly 200; it says nothing and does nothing.
    if webhook::is_ping(&body) {
        return HttpResponse::Ok().finish();
    }
    let Ok(shop) = path.parse() else {
        return HttpResponse::NotFound().finish();
    };
    let delivery = Delivery {
        topic: super::header(&request, webhook::TOPIC),
        signature: super::header(&request, webhook::SIGNATURE),
        source: super::header(&request, webhook::SOURCE),
        body: &body,
    };
    super::answer(&ctx, doors.judge(&ctx, shop, &delivery).await).await
}
