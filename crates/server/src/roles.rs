//! The roles a process can play: pages and webhooks, the work behind them, or both.
use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, bail};
use app::Ctx;
use store::SystemClock;
use tokio::{
    net::TcpSocket,
    signal::unix::{SignalKind, signal},
    sync::watch,
    task::JoinSet,
};
use url::Url;
use web::Proxies;

use crate::{serve, settings::Settings, wiring};

/// What has begun may take this long after a stop is asked for.
const GRACE: Duration = Duration::from_secs(30);
/// Connections that the kernel holds while we are busy.
const BACKLOG: u32 = 1024;
/// Before what ended by itself begins again.
const AGAIN: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
pub struct Roles {
    web: bool,
    worker: bool,
}

impl Roles {
    pub const BOTH: Self = Self {
        web: true,
        worker: true,
    };
    pub const WEB: Self = Self {
        web: true,
        worker: false,
    };
    pub const WORKER: Self = Self {
        web: false,
        worker: true,
    };
}

/// Plays them until the process is told to stop.
pub async fn play(settings: &Settings, roles: Roles) -> anyhow::Result<()> {
    let stop = asked_to_stop()?;
    let listener = listen(settings.http.listen)?;
    let public = public_url(settings, listener.local_addr()?)?;
    let ctx = wiring::ctx(settings, Arc::new(SystemClock), public.clone()).await?;
    let proxies = || Proxies(settings.http.trusted_proxies.clone());
    let server = serve::start(ctx.clone(), listener, roles.web.then(proxies))?;
    match roles.web {
        true => println!("Varebro: {}", public.as_str().trim_end_matches('/')),
        false => println!("Varebro works, with no pages"),
    }
    run(ctx, server, roles, stop).await
}

/// Where people reach us; unless the operator says so, on this machine.
pub fn public_url(settings: &Settings, bound: SocketAddr) -> anyhow::Result<Url> {
    match &settings.http.public_url {
        Some(url) => Ok(url.clone()),
        None => Ok(Url::parse(&format!("http://localhost:{}", bound.port()))?),
    }
}

/// Runs until `stop` resolves, then lets what has begun come to its end.
pub async fn run(
    ctx: Ctx,
    server: actix_web::dev::Server,
    roles: Roles,
    stop: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    let handle = server.handle();
    let mut server = tokio::spawn(server);
    let (tell, told) = watch::channel(false);
    let mut worker = tokio::spawn(work(ctx, roles, told));
    tokio::select! {
        () = stop => {}
        ended = &mut server => bail!("the server ended by itself: {ended:?}"),
        ended = &mut worker => bail!("the worker ended by itself: {ended:?}"),
    }
    tracing::info!("Stopping: what has begun is finished first");
    tell.send_replace(true);
    let finish = async { tokio::join!(handle.stop(true), worker) };
    if tokio::time::timeout(GRACE, finish).await.is_err() {
        tracing::warn!("Stopped in the middle; what was left is taken over at the next start");
    }
    Ok(())
}

/// SIGTERM or Ctrl-C.
pub fn asked_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

pub fn listen(address: SocketAddr) -> anyhow::Result<std::net::TcpListener> {
    let bound = || -> std::io::Result<std::net::TcpListener> {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)?.into_std()
    };
    bound().with_context(|| format!("{address} (VAREBRO_LISTEN) cannot be listened on"))
}

async fn work(ctx: Ctx, roles: Roles, mut told: watch::Receiver<bool>) {
    let stop = async move {
        // The sender is gone only when the process ends.
        drop(told.wait_for(|stop| *stop).await);
    };
    if roles.worker {
        let postman = kept("postman", ctx.clone(), app::mail::keep_sending);
        let clockwork = kept("clockwork", ctx.clone(), app::chore::keep);
        let queue = app::queue::work(ctx, stop);
        // The first two never end: dropped with the queue's end, they leave what they were at.
        tokio::select! {
            () = queue => {}
            () = postman => {}
            () = clockwork => {}
        }
    } else {
        stop.await;
    }
}

/// Does it for as long as it is waited for: a panic in it is told of, and it begins again.
async fn kept<F>(name: &'static str, ctx: Ctx, begin: impl Fn(Ctx) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    loop {
        let mut doing = JoinSet::new();
        doing.spawn(begin(ctx.clone()));
        let ended = doing.join_next().await;
        tracing::error!(name, ?ended, "Ended by itself; begun again");
        tokio::time::sleep(ctx.clock.real(AGAIN)).await;
    }
}
