//! A delivery's body, read within bounds: not too much of it, not for too long, not too many at once.
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::CONTENT_LENGTH,
    web::{Bytes, Payload},
};

/// Bytes of bodies that one server thread reads at a time.
const ROOM: usize = 32 << 20;
/// Who sends slower than this keeps others out.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is left of the room for bodies under way.
#[derive(Clone)]
pub(crate) struct Room(Arc<AtomicUsize>);

/// Given back when it is dropped.
struct Place {
    room: Room,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Self(Arc::new(AtomicUsize::new(ROOM)))
    }
}

impl Room {
    /// The body, at most `cap` bytes of it; else the answer to give.
    pub(super) async fn read(
        &self,
        request: &HttpRequest,
        payload: Payload,
        cap: usize,
    ) -> Result<Bytes, HttpResponse> {
        let told = request.headers().get(CONTENT_LENGTH);
        let told = told.and_then(|length| length.to_str().ok()?.parse().ok());
        // Without a length it may come to be as long as it may.
        let length: usize = told.unwrap_or(cap);
        if length > cap {
            return Err(HttpResponse::PayloadTooLarge().finish());
        }
        let Some(_place) = self.take(length) else {
            return Err(HttpResponse::ServiceUnavailable().finish());
        };
        let body = payload.to_bytes_limited(cap);
        match actix_web::rt::time::timeout(PATIENCE, body).await {
            Err(_) => Err(HttpResponse::RequestTimeout().finish()),
            Ok(Err(_)) => Err(HttpResponse::PayloadTooLarge().finish()),
            Ok(Ok(Err(_))) => Err(HttpResponse::BadRequest().finish()),
            Ok(Ok(Ok(body))) => Ok(body),
        }
    }

    fn take(&self, bytes: usize) -> Option<Place> {
        let less = |left: usize| left.checked_sub(bytes);
        let taken = self
            .0
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, less);
        taken.ok().map(|_| Place {
            room: self.clone(),
            bytes,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.room.0.fetch_add(self.bytes, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_given_back_and_never_more_than_there_is() {
        let room = Room::default();
        let all = room.take(ROOM).unwrap();
        assert!(room.take(1).is_none());
        drop(all);
        assert!(room.take(1).is_some());
    }
}
