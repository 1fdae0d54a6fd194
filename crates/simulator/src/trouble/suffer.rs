//! Lets one call suffer its faults: before, instead of, or after the work.

use std::{future::pending, time::Duration};

use actix_web::{
    Error, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::{CONTENT_TYPE, DATE, HeaderValue},
    middleware::Next,
    rt::{spawn, time::sleep},
    web::Bytes,
};

use super::{AtWork, Fault, Trouble};
use crate::{Calls, Clock, Manner, server::Line};

const PAGE: &str = "<!doctype html><html><head><title>One moment</title></head><body><h1>Checking your browser</h1></body></html>";
const NOTICE: &str = "<br />\n<b>Warning</b>:  Undefined variable $row in <b>/srv/app/extra.php</b> on line <b>12</b><br />\n";

/// What stands before a simulator: its troubles, its count of calls, its time, its way of saying no.
#[derive(Clone)]
pub struct Front {
    pub trouble: Trouble,
    pub calls: Calls,
    pub clock: Clock,
    pub manner: Manner,
}

pub(crate) async fn suffer(
    front: Front,
    call: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let kind = (front.manner.kind)(call.method().as_str(), call.path());
    front.calls.count(&kind);
    let mut hurt = None;
    let at_work = front.trouble.begin();
    for fault in front.trouble.strikes(&kind) {
        match fault {
            Fault::Slow(span) => sleep(front.clock.real(span)).await,
            other => hurt = Some(other),
        }
    }
    let mut answer = match hurt {
        None => next.call(call).await?,
        Some(fault) => front.hurt(fault, call, (next, at_work)).await?,
    };
    let date = front.clock.now().format("%a, %d %b %Y %H:%M:%S GMT");
    if let Ok(date) = HeaderValue::from_str(&date.to_string()) {
        answer.headers_mut().insert(DATE, date);
    }
    Ok(answer)
}

impl Front {
    async fn hurt(
        &self,
        fault: Fault,
        call: ServiceRequest,
        (next, at_work): (Next<BoxBody>, AtWork),
    ) -> Result<ServiceResponse<BoxBody>, Error> {
        let instead = match fault {
            Fault::TimeoutAfterCommit => {
                next.call(call).await?;
                drop(at_work);
                return pending().await;
            }
            Fault::LateCommit => {
                let wait = Duration::from_millis(5_000 + self.trouble.roll(55_001));
                return self.commit_late(wait, call, (next, at_work)).await;
            }
            Fault::LateCommitAfter(wait) => {
                return self.commit_late(wait, call, (next, at_work)).await;
            }
            Fault::CutJson => return Ok(next.call(call).await?.map_body(|_, body| cut(body))),
            Fault::NoticeBeforeJson => {
                return Ok(next.call(call).await?.map_body(|_, body| notice(body)));
            }
            Fault::HangUp => {
                if let Some(line) = call.conn_data::<Line>() {
                    line.cut();
                }
                drop(at_work);
                return pending().await;
            }
            Fault::Http(status) => (self.manner.broken)(status),
            Fault::RateLimited(wait) => (self.manner.rate_limited)(wait),
            Fault::KeysRevoked => (self.manner.keys_revoked)(),
            _ => HttpResponse::Ok()
                .insert_header((
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/html; charset=UTF-8"),
                ))
                .body(PAGE),
        };
        Ok(call.into_response(instead))
    }

    /// Reads the body now, as the caller will be gone, and works later on its own.
    async fn commit_late(
        &self,
        wait: Duration,
        mut call: ServiceRequest,
        (next, at_work): (Next<BoxBody>, AtWork),
    ) -> Result<ServiceResponse<BoxBody>, Error> {
        let body = call.extract::<Bytes>().await?;
        call.set_payload(Payload::from(body));
        let wait = self.clock.real(wait);
        spawn(async move {
            sleep(wait).await;
            // Nobody waits for the answer.
            drop(next.call(call).await);
            drop(at_work);
        });
        pending().await
    }
}

fn cut(body: BoxBody) -> BoxBody {
    match body.try_into_bytes() {
        Ok(bytes) => BoxBody::new(bytes.slice(..bytes.len() / 2)),
        Err(body) => body,
    }
}

fn notice(body: BoxBody) -> BoxBody {
    match body.try_into_bytes() {
        Ok(bytes) => BoxBody::new([NOTICE.as_bytes(), &bytes].concat()),
        Err(body) => body,
    }
}
