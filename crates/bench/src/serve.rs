//! The role that is killed: answers webhooks and works lanes until the process ends.
use std::net::TcpListener;

use actix_web::{App, HttpServer, web::Data};
use tracing_subscriber::{EnvFilter, fmt};

use crate::{
    database,
    house::{self, Wiring},
};

const LOG: &str = "info,app=debug,store=debug,web=debug,woo=debug,rackbeat=debug";
/// As in `server`.
const WORKERS: usize = 2;

pub async fn run(wiring: &str) -> anyhow::Result<()> {
    // Whoever started us may be killed too, and nobody else ends us.
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL)?;
    let mut wiring: Wiring = serde_json::from_str(wiring)?;
    wiring.database = database::worker(&wiring.database)?;
    let lines = fmt()
        .with_env_filter(EnvFilter::new(
            std::env::var("VAREBRO_LOG").as_deref().unwrap_or(LOG),
        ))
        .with_ansi(false);
    lines.with_writer(std::io::stderr).init();
    let ctx = house::ctx(&wiring).await?;
    let port = wiring.public_url.port().unwrap_or_default();
    let listener = TcpListener::bind(("127.0.0.1", port))?;
    let shared = ctx.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(Data::new(shared.clone()))
            .app_data(Data::new(web::Proxies(Vec::new())))
            .configure(web::routes)
    });
    let server = server
        .workers(WORKERS)
        .disable_signals()
        .listen(listener)?
        .run();
    println!("ready");
    if wiring.works {
        tokio::spawn(app::mail::keep_sending(ctx.clone()));
        tokio::spawn(app::chore::keep(ctx.clone()));
        tokio::spawn(app::queue::work(ctx, std::future::pending()));
    }
    Ok(server.await?)
}
