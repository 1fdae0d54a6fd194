//! Around every page: who asks, whether they may, and what the browser is told. No page can forget it.
use std::rc::Rc;

use actix_web::{
    HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
    web::Data,
};
use app::Ctx;
use askama::Template;

use crate::{
    caller,
    cookie::{self, Kind},
    csrf,
    error::{self, Error, Result},
    flash::{own_path, see_other},
    headers,
    visitor::{self, Known},
};

pub(crate) async fn keep(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> actix_web::Result<ServiceResponse<BoxBody>> {
    let (ticket, is_new) = match ticket(request.request()) {
        Some(ticket) => (ticket, false),
        None => (new_ticket()?, true),
    };
    let (known, admitted) = match admit(&mut request, &ticket).await {
        Ok(known) => {
            let admitted = may_enter(&mut request, &known).await;
            (Some(known), admitted)
        }
        Err(error) => (None, Err(error)),
    };
    let response = match admitted {
        Ok(()) => next.call(request).await?.map_into_boxed_body(),
        Err(error) => request.error_response(error).map_into_boxed_body(),
    };
    let mut response = dress(response, known.as_deref());
    finish(&mut response, is_new.then_some(ticket));
    Ok(response)
}

async fn admit(request: &mut ServiceRequest, ticket: &str) -> Result<Rc<Known>> {
    let Some(ctx) = request.app_data::<Data<Ctx>>().cloned() else {
        return Err(Error::NotFound);
    };
    let caller = caller::of(request);
    let known = visitor::recognise(&ctx, request.request(), caller, ticket).await?;
    let known = Rc::new(known);
    request.extensions_mut().insert(known.clone());
    Ok(known)
}

async fn may_enter(request: &mut ServiceRequest, known: &Known) -> Result<()> {
    // As it is routed by: a path may be spelt in several ways.
    let is_operators = visitor::is_operators(request.match_info().as_str());
    if is_operators && !known.is_operator() {
        return Err(Error::NotFound);
    }
    if csrf::is_safe(request.method()) {
        return Ok(());
    }
    csrf::check(request, &known.frame().csrf).await?;
    if known.may_post(request.path()) {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// Puts a page in the visitor's language around a bare error.
fn dress(response: ServiceResponse<BoxBody>, known: Option<&Known>) -> ServiceResponse<BoxBody> {
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    // A form shown again is an answer of its own.
    let failed = response.response().error();
    if failed.is_none()
        && status != StatusCode::NOT_FOUND
        && status != StatusCode::METHOD_NOT_ALLOWED
    {
        return response;
    }
    let page = error_page(response.request(), known, failed, status);
    response.into_response(page)
}

fn error_page(
    request: &HttpRequest,
    known: Option<&Known>,
    failed: Option<&actix_web::Error>,
    status: StatusCode,
) -> HttpResponse {
    let ours = failed.and_then(|failed| failed.as_error::<Error>());
    if let Some(Error::SignedOut) = ours {
        return see_other(&sign_in(request));
    }
    if let Some(Error::Broken(cause)) = ours {
        tracing::error!(error = %store::with_causes(&**cause), "A page is broken");
    }
    let html = known.and_then(|known| {
        let [title, text] = error::words(ours, status);
        let frame = known.frame().clone();
        let page = error::Page {
            title: frame.say(title),
            text: frame.say(text),
            frame,
        };
        page.render().ok()
    });
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(html.unwrap_or_else(|| BARE.to_owned()))
}

/// When even the words are out of reach.
const BARE: &str = "<!doctype html><html lang=\"nb\"><title>Varebro</title><p>503</p></html>";

fn sign_in(request: &HttpRequest) -> String {
    if !csrf::is_safe(request.method()) || request.path() == "/" {
        return "/sign-in".to_owned();
    }
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let next: String = url::form_urlencoded::byte_serialize(own_path(path).as_bytes()).collect();
    format!("/sign-in?next={next}")
}

fn finish(response: &mut ServiceResponse<BoxBody>, new_ticket: Option<String>) {
    let request = response.request().clone();
    headers::put(&request, response.headers_mut());
    let told = cookie::read(&request, Kind::Flash).is_some() && !response.status().is_redirection();
    let answer = response.response_mut();
    if let Some(ticket) = new_ticket {
        let cookie = cookie::make(&request, Kind::Guest, ticket);
        let _ = answer.add_cookie(&cookie);
    }
    if told {
        let _ = answer.add_cookie(&cookie::gone(&request, Kind::Flash));
    }
}

/// What the form's token is made from: whichever cookie the browser holds.
fn ticket(request: &HttpRequest) -> Option<String> {
    cookie::read(request, Kind::Session).or_else(|| cookie::read(request, Kind::Guest))
}

fn new_ticket() -> Result<String> {
    Ok(store::secret::new_token()?)
}
