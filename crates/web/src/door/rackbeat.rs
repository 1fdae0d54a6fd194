//! Webhooks from Rackbeat (rackbeat-api.md 4).
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path, Payload},
};
use app::{
    Ctx,
    agreement::{Delivery, Doors},
};

use super::{RACKBEAT_BODY, body::Room};

const TOKEN: &str = "rackbeat-webhook-token";
const EVENT: &str = "rackbeat-webhook-event";

/// `POST /webhooks/rackbeat/{agreement}/{secret}`
pub(super) async fn receive(
    ctx: Data<Ctx>,
    (doors, room): (Data<Doors>, Data<Room>),
    path: Path<(String, String)>,
    request: HttpRequest,
    payload: Payload,
) -> HttpResponse {
    let (agreement, secret) = path.into_inner();
    let Ok(agreement) = agreement.parse() else {
        return HttpResponse::NotFound().finish();
    };
    let body = match room.read(&request, payload, RACKBEAT_BODY).await {
        Ok(body) => body,
        Err(answer) => return answer,
    };
    let delivery = Delivery {
        secret: &secret,
        token: super::header(&request, TOKEN),
        event: super::header(&request, EVENT),
        body: &body,
    };
    super::answer(&ctx, doors.judge(&ctx, agreement, &delivery).await).await
}
