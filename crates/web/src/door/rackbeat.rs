//! Webhooks from Rackbeat (rackbeat-api.md 4).
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data, Path},
};
use app::{
    Ctx,
    agreement::{Delivery, Doors},
};

const TOKEN: &str = "rackbeat-webhook-token";
const EVENT: &str = "rackbeat-webhook-event";

/// `POST /webhooks/rackbeat/{agreement}/{secret}`
pub(super) async fn receive(
    ctx: Data<Ctx>,
    doors: Data<Doors>,
    path: Path<(String, String)>,
    request: HttpRequest,
    body: Bytes,
) -> HttpResponse {
    let (agreement, secret) = path.into_inner();
    let Ok(agreement) = agreement.parse() else {
        return HttpResponse::NotFound().finish();
    };
    let delivery = Delivery {
        secret: &secret,
        token: super::header(&request, TOKEN),
        event: super::header(&request, EVENT),
        body: &body,
    };
    super::answer(&ctx, doors.judge(&ctx, agreement, &delivery).await).await
}
