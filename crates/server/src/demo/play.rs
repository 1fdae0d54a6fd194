//! The page on which one plays with the outside worlds: what its buttons do.
use std::{net::SocketAddr, sync::Arc};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    http::header,
    web::{Data, Form, Query, get, post},
};
use anyhow::Context;
use app::{Language, Words};
use serde::Deserialize;
use simulator::woo::OrderDraft;

use super::{
    customer::{EMAIL, PASSWORD},
    page,
    stage::{Side, Stage},
};

const STYLE: &str = include_str!("../../../../static/demo.css");
const SCRIPT: &str = include_str!("../../../../static/demo.js");
/// Nothing but its own style, script and forms.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

#[derive(Deserialize)]
struct Purchase {
    shop: usize,
    sku: String,
    pieces: i64,
}

#[derive(Deserialize)]
struct Cancellation {
    shop: usize,
    order: u64,
}

#[derive(Deserialize)]
struct Stock {
    sku: String,
    pieces: u32,
}

#[derive(Deserialize)]
struct Shipment {
    number: i64,
}

#[derive(Deserialize)]
struct Outage {
    side: String,
}

#[derive(Deserialize)]
struct Said {
    /// Not empty: the last button did nothing.
    #[serde(default)]
    not_done: String,
}

/// Until the process stops.
pub async fn serve(stage: Arc<Stage>, at: SocketAddr) -> anyhow::Result<()> {
    let varebro = stage.url.clone();
    let stage = Data::from(stage);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(stage.clone())
            .route("/", get().to(show))
            .route("/demo.css", get().to(|| async { asset("text/css", STYLE) }))
            .route(
                "/demo.js",
                get().to(|| async { asset("text/javascript", SCRIPT) }),
            )
            .route("/orders", post().to(place))
            .route("/cancellations", post().to(cancel))
            .route("/stock", post().to(change))
            .route("/shipments", post().to(ship))
            .route("/outages", post().to(take_down))
            .route("/outages/delete", post().to(bring_up))
    });
    let bound = server.workers(1).disable_signals().bind(at);
    let server = bound.with_context(|| format!("{at} (--play) cannot be listened on"))?;
    let port = server.addrs().first().map_or(at.port(), SocketAddr::port);
    println!("Varebro: {}", varebro.as_str().trim_end_matches('/'));
    println!("  e-mail   {EMAIL}");
    println!("  password {PASSWORD}");
    println!("Play with the outside worlds: http://localhost:{port}");
    println!("Ctrl-C ends it and throws everything away.");
    Ok(server.run().await?)
}

async fn show(stage: Data<Stage>, said: Query<Said>, request: HttpRequest) -> HttpResponse {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    let words = Words::new(Language::negotiate(accepted.unwrap_or_default()));
    match page::show(&stage, words, !said.not_done.is_empty()) {
        Ok(html) => asset("text/html", html),
        Err(error) => {
            tracing::error!(%error, "The page to play on is broken");
            HttpResponse::InternalServerError().finish()
        }
    }
}

async fn place(stage: Data<Stage>, form: Form<Purchase>) -> HttpResponse {
    let placed = stage.shops.get(form.shop).and_then(|shop| {
        let draft = OrderDraft::of(shop.id_of(&form.sku)?, form.pieces.max(1));
        shop.place_order(&draft).ok()
    });
    back(placed.is_some())
}

async fn cancel(stage: Data<Stage>, form: Form<Cancellation>) -> HttpResponse {
    let shop = stage.shops.get(form.shop);
    back(shop.is_some_and(|shop| shop.set_status(form.order, "cancelled")))
}

async fn change(stage: Data<Stage>, form: Form<Stock>) -> HttpResponse {
    stage.agreement.set_stock(&form.sku, form.pieces);
    back(true)
}

async fn ship(stage: Data<Stage>, form: Form<Shipment>) -> HttpResponse {
    back(stage.agreement.ship(form.number))
}

async fn take_down(stage: Data<Stage>, form: Form<Outage>) -> HttpResponse {
    let side = Side::named(&form.side);
    if let Some(side) = side {
        stage.go_down(side);
    }
    back(side.is_some())
}

async fn bring_up(stage: Data<Stage>, form: Form<Outage>) -> HttpResponse {
    let side = Side::named(&form.side);
    back(side.is_some_and(|side| stage.come_up(side).is_ok()))
}

fn back(is_done: bool) -> HttpResponse {
    let to = if is_done { "/" } else { "/?not_done=1" };
    let mut answer = HttpResponse::SeeOther();
    answer.insert_header((header::LOCATION, to)).finish()
}

fn asset(kind: &str, text: impl Into<String>) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, format!("{kind}; charset=utf-8")))
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text.into())
}
