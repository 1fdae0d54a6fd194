//! One shop behind a lock, with all that stands around it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use actix_web::web::{self, Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, http::StatusCode};
use tokio::sync::Notify;
use tokio::time::sleep;

use super::answer::{Answer, HTML};
use super::delivery::Outside;
use super::fields::id;
use super::request::Request;
use super::router::Errand;
use super::setup::Permalinks;
use super::state::State;
use crate::Front;

/// A body may be this long.
const LONGEST: usize = 32 * 1024 * 1024;

/// Longer than any caller waits.
const NEVER: Duration = Duration::from_secs(60);

pub struct World {
    state: Mutex<State>,
    pub front: Front,
    pub outside: Outside,
    /// There may be something to deliver.
    pub wake: Notify,
    down: AtomicBool,
}

impl World {
    pub fn new(state: State, front: Front, outside: Outside) -> Self {
        Self {
            state: Mutex::new(state),
            front,
            outside,
            wake: Notify::new(),
            down: AtomicBool::new(false),
        }
    }

    /// Works on the shop; what happened meanwhile is queued.
    pub fn with<R>(&self, work: impl FnOnce(&mut State) -> R) -> R {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = state.queue.waiting.len();
        state.cancel_unpaid();
        let result = work(&mut state);
        state.queue_events();
        if state.queue.waiting.len() > waiting {
            self.wake.notify_one();
        }
        result
    }

    pub fn is_down(&self) -> bool {
        self.down.load(Ordering::Acquire)
    }

    /// A shop that is down delivers nothing either.
    pub fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::Release);
        self.wake.notify_one();
    }
}

pub fn routes(world: Data<World>) -> impl Fn(&mut ServiceConfig) + Clone {
    move |config| {
        config
            .app_data(web::PayloadConfig::new(LONGEST))
            .app_data(world.clone())
            .default_service(web::to(serve));
    }
}

async fn serve(world: Data<World>, http: HttpRequest, body: Bytes) -> HttpResponse {
    let request = read(&http, &body);
    let (answer, errand, work) = world.with(|shop| {
        let (answer, errand) = shop.serve(&request);
        (answer, errand, shop.work_on(&request))
    });
    if !work.is_zero() {
        sleep(work).await;
    }
    let answer = match errand {
        Some(errand) => world.outside.run(&world, errand, answer).await,
        None => answer,
    };
    written(answer)
}

fn read(http: &HttpRequest, body: &Bytes) -> Request {
    let pairs = url::form_urlencoded::parse(http.query_string().as_bytes());
    let headers = http.headers().iter().filter_map(|(name, value)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    });
    Request {
        method: http.method().as_str().to_owned(),
        path: http.path().to_owned(),
        query: pairs.into_owned().collect(),
        headers: headers.collect(),
        body: body.to_vec(),
    }
}

pub fn written(answer: Answer) -> HttpResponse {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response
        .insert_header(("Content-Type", answer.content_type))
        .insert_header(("Server", "nginx"));
    for (name, value) in answer.headers {
        response.append_header((name, value));
    }
    response.body(answer.body)
}

impl State {
    /// Any address of the shop.
    pub fn serve(&mut self, request: &Request) -> (Answer, Option<Errand>) {
        if let Some(instead) = self.fault.and_then(|fault| fault.instead(request)) {
            return (instead, None);
        }
        if self.setup.login_page {
            return (page("Logg inn"), None);
        }
        if request.body.len() > self.setup.body_max {
            return (too_large(), None);
        }
        let (answer, errand) = self.route(request);
        let answer = match self.fault {
            Some(fault) => fault.before(answer),
            None => answer,
        };
        (answer, errand)
    }

    /// How long a batch takes, by its rows.
    fn work_on(&self, request: &Request) -> Duration {
        let setup = &self.setup;
        let counts = !setup.row_time.is_zero() || !setup.endless.is_empty();
        if !counts || !request.path.ends_with("/batch") {
            return Duration::ZERO;
        }
        let fields = request.fields().unwrap_or_default();
        let rows = || fields.values().filter_map(|list| list.as_array()).flatten();
        let ends = rows().all(|row| !self.is_endless(row));
        let rows = u32::try_from(rows().count()).unwrap_or(u32::MAX);
        setup.clock.real(match ends {
            true => setup.row_time.saturating_mul(rows),
            false => NEVER,
        })
    }

    /// A plug-in never ends in its saving.
    pub(super) fn is_endless(&self, row: &serde_json::Value) -> bool {
        id(row.get("id")).is_some_and(|id| self.setup.endless.contains(&id))
    }

    fn route(&mut self, request: &Request) -> (Answer, Option<Errand>) {
        let by_query = request.q("rest_route").map(str::to_owned);
        let pretty = self.setup.permalinks == Permalinks::Pretty;
        let path = request
            .path
            .strip_prefix("/index.php")
            .unwrap_or(&request.path);
        let rest = by_query.or_else(|| path.strip_prefix("/wp-json").map(str::to_owned));
        match rest {
            Some(_) if !pretty && request.q("rest_route").is_none() => {
                (self.no_permalinks(request), None)
            }
            Some(rest) => match rest.strip_prefix("/wc/v3/") {
                Some(path) => self.rest_call(request, path),
                None if rest.trim_matches('/').is_empty() => (self.index(request), None),
                None => (
                    self.dressed(super::answer::Failure::no_route().into(), false),
                    None,
                ),
            },
            None if request.path.starts_with("/wc-auth/v1/") && pretty => self.wc_auth(request),
            None if request.path.starts_with("/wp-cron.php") => (page(""), None),
            None => {
                let api = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", self.home);
                (page(&self.setup.name).with("Link", api), None)
            }
        }
    }

    /// First the same address with a slash, then the home page.
    fn no_permalinks(&self, request: &Request) -> Answer {
        if request.path.ends_with('/') {
            return page(&self.setup.name);
        }
        Answer::redirect(301, format!("{}{}/", self.home, request.path))
    }
}

/// As the web server before the shop says it.
fn too_large() -> Answer {
    Answer::html(
        413,
        "<html>\r\n<head><title>413 Request Entity Too Large</title></head>\r\n<body>\r\n<center><h1>413 Request Entity Too Large</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
    )
}

fn page(title: &str) -> Answer {
    Answer {
        content_type: HTML,
        ..Answer::html(
            200,
            format!(
                "<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>"
            ),
        )
    }
}
