//! What the process says about itself: log lines without secrets, one per request.
use std::io::IsTerminal;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
};
use tracing::{debug, info, warn};
use tracing_subscriber::{EnvFilter, fmt};

use crate::settings::{Format, Log};

/// Paths that come often and say little: a line each only for who asks for it.
const QUIET: [&str; 3] = ["/webhooks/", "/static/", "/healthz"];

pub fn start(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::builder().parse(&log.filter)?;
    let lines = fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let is_terminal = std::io::stderr().is_terminal();
    let human = match log.format {
        Format::Human => true,
        Format::Json => false,
        Format::Auto => is_terminal,
    };
    let started = if human {
        lines.with_ansi(is_terminal).with_target(false).try_init()
    } else {
        lines.json().flatten_event(true).try_init()
    };
    started.map_err(|error| anyhow::anyhow!("the log cannot be started: {error}"))
}

/// One line per request, with the route's pattern and never the path: paths of webhooks and of
/// the way back from a shop carry secrets.
pub async fn request_line(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let begun = std::time::Instant::now();
    let method = request.method().clone();
    let response = next.call(request).await?;
    let route = response.request().match_pattern();
    let route = route.as_deref().unwrap_or("(no such page)");
    let status = response.status().as_u16();
    let ms = begun.elapsed().as_millis();
    if status >= 500 {
        warn!(%method, route, status, ms, "Request failed");
    } else if QUIET.iter().any(|start| route.starts_with(start)) {
        debug!(%method, route, status, ms, "Request answered");
    } else {
        info!(%method, route, status, ms, "Request answered");
    }
    Ok(response)
}
