//! Webhooks from shops.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path, Payload},
};
use app::{
    Ctx,
    shop::{Delivery, Doors},
};
use woo::webhook;

use super::{SHOP_BODY, STRANGERS_BODY, body::Room};

/// `POST /webhooks/woo/{shop}`
pub(super) async fn receive(
    ctx: Data<Ctx>,
    (doors, room): (Data<Doors>, Data<Room>),
    path: Path<String>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let shop = match path.parse() {
        Ok(shop) => doors
            .knows(&ctx, shop)
            .await
            .map(|knows| knows.then_some(shop)),
        Err(_) => Ok(None),
    };
    let shop = match shop {
        Ok(shop) => shop,
        Err(error) => return super::answer(&ctx, Err(error)).await,
    };
    // Strangers may not make us read much.
    let cap = if shop.is_some() {
        SHOP_BODY
    } else {
        STRANGERS_BODY
    };
    let body = match room.read(&request, payload, cap).await {
        Ok(body) => body,
        Err(answer) => return answer,
    };
    // Unsigned, and sent again until it got exactly 200; it says nothing and does nothing.
    if webhook::is_ping(&body) {
        return HttpResponse::Ok().finish();
    }
    let Some(shop) = shop else {
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
