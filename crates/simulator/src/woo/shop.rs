//! The handle to a running shop.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::web::Data;
use tokio::sync::Notify;

use super::answer::{Answer, Failure};
use super::delivery::{Outside, work};
use super::place::kind;
use super::setup::Setup;
use super::state::State;
use super::world::{World, routes, written};
use crate::{Calls, Front, Manner, Server, Trouble};

/// A WooCommerce shop on a real port; stops when dropped.
pub struct Shop {
    pub(super) world: Arc<World>,
    server: Server,
    stop: Arc<Notify>,
    worker: Option<JoinHandle<()>>,
}

impl Shop {
    pub fn start(setup: Setup) -> io::Result<Self> {
        let front = Front {
            trouble: Trouble::new(setup.seed),
            calls: Calls::default(),
            clock: setup.clock.clone(),
            manner: Manner {
                kind,
                keys_revoked: || {
                    refused(
                        401,
                        "woocommerce_rest_cannot_view",
                        "Sorry, you cannot list resources.",
                    )
                },
                rate_limited,
                broken,
            },
        };
        let outside = Outside::new(setup.extra_ca.as_deref()).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidInput,
                "the extra CA is no certificate",
            )
        })?;
        let (address, home) = (
            SocketAddr::from((setup.host, setup.port)),
            setup.home.clone(),
        );
        let mut state = State::new(setup, String::new());
        if state.setup.seed_recorded {
            state.seed_recorded();
        }
        let world = Arc::new(World::new(state, front.clone(), outside));
        let server = Server::start_at(address, routes(Data::from(world.clone())), front)?;
        let home = home.unwrap_or_else(|| format!("http://{}", server.address()));
        world.with(|shop| home.trim_end_matches('/').clone_into(&mut shop.home));
        let stop = Arc::new(Notify::new());
        let worker = worker(world.clone(), stop.clone())?;
        Ok(Self {
            world,
            server,
            stop,
            worker: Some(worker),
        })
    }

    /// Where the shop is, without a trailing slash.
    pub fn url(&self) -> String {
        self.world.with(|shop| shop.home.clone())
    }

    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    pub fn trouble(&self) -> &Trouble {
        &self.world.front.trouble
    }

    pub fn calls(&self) -> &Calls {
        &self.world.front.calls
    }

    /// Connections are refused and nothing is delivered until `come_up`.
    pub fn go_down(&self) {
        self.world.set_down(true);
        self.server.go_down();
    }

    pub fn come_up(&self) -> io::Result<()> {
        self.server.come_up()?;
        self.world.set_down(false);
        Ok(())
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.server.go_down();
        self.stop.notify_one();
        if let Some(worker) = self.worker.take() {
            // A thread that panicked has said so itself.
            drop(worker.join());
        }
    }
}

/// Delivers in a thread of its own, so that it goes on while the server is down or busy.
fn worker(world: Arc<World>, stop: Arc<Notify>) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    thread::Builder::new()
        .name("woo-cron".to_owned())
        .spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = work(world) => {}
                    () = stop.notified() => {}
                }
            });
        })
}

fn refused(status: u16, code: &str, said: &str) -> HttpResponse {
    written(Answer::from(Failure::new(status, code, said)))
}

fn rate_limited(wait: Option<Duration>) -> HttpResponse {
    let answer = Answer::html(
        429,
        "<html><body><h1>429 Too Many Requests</h1></body></html>",
    );
    written(match wait {
        Some(wait) => answer.with("Retry-After", wait.as_secs().to_string()),
        None => answer,
    })
}

fn broken(status: u16) -> HttpResponse {
    let said = "<p>There has been a critical error on this website.</p>";
    refused(status, "internal_server_error", said)
}
