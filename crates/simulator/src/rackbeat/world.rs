//! The simulated Rackbeat behind its door: the agreements by key, and the way from a call to an answer.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue, LOCATION},
    web::{Bytes, Data},
};
use serde_json::Value;

use super::{
    Setup, adjustments,
    books::Books,
    call::{self, Call},
    customers, decoded,
    delivery::{Parcel, Post},
    fields, hooks, invoices, items,
    limiter::Limiter,
    masters, orders,
    reply::{self, Answer, No, Reply},
};
use crate::{Calls, Clock, Trouble};

const MINUTE: Duration = Duration::from_secs(60);

pub struct World {
    pub setup: Setup,
    pub trouble: Trouble,
    pub calls: Calls,
    /// Webhooks that arrived, by event.
    pub arrived: Calls,
    pub post: Post,
    /// By key.
    books: Mutex<HashMap<String, Books>>,
    limiter: Mutex<Limiter>,
}

impl World {
    pub fn new(setup: Setup, post: Post) -> Self {
        Self {
            trouble: Trouble::new(setup.seed),
            setup,
            calls: Calls::default(),
            arrived: Calls::default(),
            post,
            books: Mutex::default(),
            limiter: Mutex::default(),
        }
    }

    pub fn tokens(&self) -> Vec<String> {
        self.books().keys().cloned().collect()
    }

    pub fn open(&self, token: &str, books: Books) {
        self.books().insert(token.to_owned(), books);
    }

    /// Does something with one agreement's books, then sends what webhooks tell of it. `None`: no such key.
    pub fn with<T>(&self, token: &str, deed: impl FnOnce(&mut Books) -> T) -> Option<T> {
        let mut all = self.books();
        let books = all.get_mut(token)?;
        let done = deed(books);
        let parcels = books.parcels(self.setup.switches.documented_webhook_body);
        drop(all);
        for parcel in parcels {
            self.post.send(parcel, &self.trouble);
        }
        Some(done)
    }

    /// The key is replaced by another; the books stay.
    pub fn rotate(&self, old: &str, new: &str) {
        let mut all = self.books();
        if let Some(books) = all.remove(old) {
            all.insert(new.to_owned(), books);
        }
    }

    /// The clock, and how long a webhook takes to set out.
    pub fn delay(&self) -> (Clock, Duration) {
        (self.setup.clock.clone(), self.setup.webhook_delay)
    }

    pub fn delivered(&self, parcel: &Parcel, arrived: bool) {
        if arrived {
            self.arrived.count(&parcel.event);
        }
        let mut all = self.books();
        let hooks = all.values_mut().flat_map(|books| &mut books.hooks.0);
        for hook in hooks.filter(|hook| hook.id == parcel.hook && hook.token == parcel.token) {
            hook.failures = if arrived { 0 } else { hook.failures + 1 };
        }
    }

    fn books(&self) -> MutexGuard<'_, HashMap<String, Books>> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many calls are left, `None` when nobody counts; else how long to wait.
    fn turn(&self, token: &str) -> Result<Option<usize>, Duration> {
        let Some(limit) = self.setup.per_minute else {
            return Ok(None);
        };
        let minute = self.setup.clock.real(MINUTE);
        let mut limiter = self.limiter.lock().unwrap_or_else(PoisonError::into_inner);
        limiter.take(token, limit, minute).map(Some)
    }
}

/// Every call comes through here.
pub async fn serve(request: HttpRequest, body: Bytes, world: Data<Arc<World>>) -> HttpResponse {
    let header = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    if !header(ACCEPT).is_some_and(|accept| accept.contains("json")) {
        return HttpResponse::Found()
            .insert_header((LOCATION, "/login"))
            .finish();
    }
    let token = header(AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    let token = token.unwrap_or_default().to_owned();
    let left = match world.turn(&token) {
        Ok(left) => left,
        Err(wait) => {
            let tells = !world.setup.switches.omits_retry_after;
            return reply::rate_limited(tells.then_some(wait));
        }
    };
    let call = read(&request, &body, &world);
    let answer = world.with(&token, |books| {
        let answer = answer(books, &call);
        if call.is_quiet() {
            books.news.clear();
        }
        answer
    });
    let mut response = match answer {
        None => reply::keys_revoked(),
        Some(Ok(reply) | Err(No(reply))) => reply::http(reply),
    };
    let limit = world
        .setup
        .per_minute
        .filter(|_| !world.setup.switches.omits_rate_headers);
    if let (Some(limit), Some(left)) = (limit, left) {
        let headers = response.headers_mut();
        headers.insert(HeaderName::from_static("x-ratelimit-limit"), limit.into());
        headers.insert(
            HeaderName::from_static("x-ratelimit-remaining"),
            left.into(),
        );
    }
    response
}

fn read(request: &HttpRequest, body: &[u8], world: &World) -> Call {
    let path = request
        .uri()
        .path()
        .trim_start_matches("/api")
        .trim_matches('/');
    Call {
        method: request.method().as_str().to_owned(),
        path: path.split('/').map(decoded).collect(),
        query: call::query(request.query_string()),
        body: serde_json::from_slice(body).unwrap_or(Value::Null),
        now: world.setup.clock.now(),
        switches: world.setup.switches,
    }
}

fn answer(books: &mut Books, call: &Call) -> Answer {
    if let ("GET", ["self"]) = (call.method.as_str(), call.route().1.as_slice()) {
        return Ok(Reply::bare(200, books.who()));
    }
    let desks = [
        items::answer,
        fields::answer,
        invoices::answer,
        orders::answer,
        customers::answer,
        adjustments::answer,
        hooks::answer,
        masters::answer,
    ];
    let found = desks.into_iter().find_map(|desk| desk(books, call));
    found.unwrap_or_else(|| Err(No::not_found()))
}
