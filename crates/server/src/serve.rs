//! The HTTP server: its limits, and what it answers about its health.
use std::{net::TcpListener, time::Duration};

use actix_web::{
    App, HttpResponse, HttpServer,
    dev::Server,
    middleware::from_fn,
    web::{self as http, Data, FormConfig, PayloadConfig},
};
use app::Ctx;
use web::Proxies;

use crate::telemetry::request_line;

const WORKERS: usize = 2;
/// An order of 500 lines is about one.
const BODY_MIB: usize = 4;
const FORM_KIB: usize = 256;

/// Starts to answer at once; without pages it answers only about its health.
/// `pages` says whose word on a visitor's address is taken.
pub fn start(ctx: Ctx, listener: TcpListener, pages: Option<Proxies>) -> anyhow::Result<Server> {
    let factory = move || {
        let pages = pages.clone();
        App::new()
            .wrap(from_fn(request_line))
            .app_data(Data::new(ctx.clone()))
            .app_data(PayloadConfig::new(BODY_MIB << 20))
            .app_data(FormConfig::default().limit(FORM_KIB << 10))
            .route("/healthz", http::get().to(health))
            .configure(move |config| {
                if let Some(proxies) = pages {
                    config.app_data(Data::new(proxies)).configure(web::routes);
                }
            })
    };
    let server = HttpServer::new(factory)
        .workers(WORKERS)
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(Duration::from_secs(75))
        .shutdown_timeout(20)
        .disable_signals()
        .listen(listener)?;
    Ok(server.run())
}

/// 200 while the database answers.
async fn health(ctx: Data<Ctx>) -> HttpResponse {
    match store::answers(&ctx.store).await {
        Ok(()) => HttpResponse::Ok().body("well\n"),
        Err(error) => {
            tracing::warn!(error = %store::with_causes(&error), "The database does not answer");
            HttpResponse::ServiceUnavailable().body("the database does not answer\n")
        }
    }
}
