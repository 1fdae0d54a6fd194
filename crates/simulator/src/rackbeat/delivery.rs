//! Sends webhooks over real HTTP, and tries again for about a day.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use reqwest::header::{CONTENT_TYPE, USER_AGENT};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::sleep,
};

use super::world::World;
use crate::{Fate, trouble::Trouble};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
const TIMEOUT: Duration = Duration::from_secs(15);
/// How late one is that is to come after those that follow it.
const LATE: Duration = Duration::from_secs(5);
/// Waits between tries, in seconds of the simulated world: about a day in all.
const WAITS: [u64; 7] = [10, 30, 120, 600, 3_600, 21_600, 57_600];

/// One webhook on its way.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The agreement number.
    pub account: i64,
    /// To be sent after those that follow it.
    pub is_late: bool,
    /// The subscription's id.
    pub hook: i64,
    pub event: String,
    pub url: String,
    pub token: String,
    pub body: String,
}

/// Hands parcels over to the thread that sends them.
pub struct Post {
    parcels: UnboundedSender<Parcel>,
    under_way: Arc<AtomicUsize>,
    /// What is kept back until it is let go; `None` keeps nothing back.
    held: Mutex<Option<Vec<Parcel>>>,
}

/// The other end of it, before the thread is started.
pub struct Mailbag {
    parcels: UnboundedReceiver<Parcel>,
    under_way: Arc<AtomicUsize>,
}

pub fn post() -> (Post, Mailbag) {
    let (sender, receiver) = unbounded_channel();
    let under_way = Arc::new(AtomicUsize::new(0));
    let post = Post {
        parcels: sender,
        under_way: Arc::clone(&under_way),
        held: Mutex::default(),
    };
    let mailbag = Mailbag {
        parcels: receiver,
        under_way,
    };
    (post, mailbag)
}

impl Post {
    pub fn send(&self, mut parcel: Parcel, trouble: &Trouble) {
        let fate = trouble.fate();
        let copies = match fate {
            Fate::Lost => 0,
            Fate::Doubled => 2,
            Fate::Sent | Fate::Reordered => 1,
        };
        parcel.is_late = fate == Fate::Reordered;
        for _ in 0..copies {
            if let Some(held) = self.held().as_mut() {
                held.push(parcel.clone());
                continue;
            }
            self.under_way.fetch_add(1, Ordering::SeqCst);
            // The thread lives as long as we do.
            drop(self.parcels.send(parcel.clone()));
        }
    }

    /// From now on nothing sets out by itself.
    pub fn hold(&self) {
        self.held().get_or_insert_default();
    }

    /// What was kept back sets out.
    pub fn let_go(&self) {
        for parcel in self.held().as_mut().map(std::mem::take).unwrap_or_default() {
            self.under_way.fetch_add(1, Ordering::SeqCst);
            drop(self.parcels.send(parcel));
        }
    }

    /// What was kept back never sets out.
    pub fn lose(&self) {
        if let Some(held) = self.held().as_mut() {
            held.clear();
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<Vec<Parcel>>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many are sent and have not arrived, or been given up.
    pub fn under_way(&self) -> usize {
        self.under_way.load(Ordering::SeqCst)
    }
}

impl Mailbag {
    /// Ends when the world does.
    pub fn carry(mut self, world: Weak<World>) -> std::io::Result<()> {
        // Somebody else may have installed one; any will do.
        drop(rustls::crypto::ring::default_provider().install_default());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .build();
        let http = http.map_err(std::io::Error::other)?;
        thread::Builder::new()
            .name("simulator post".to_owned())
            .spawn(move || {
                runtime.block_on(async move {
                    while let Some(parcel) = self.parcels.recv().await {
                        let under_way = Arc::clone(&self.under_way);
                        let carried = carry_one(http.clone(), parcel, Weak::clone(&world));
                        tokio::spawn(async move {
                            carried.await;
                            under_way.fetch_sub(1, Ordering::SeqCst);
                        });
                    }
                });
            })?;
        Ok(())
    }
}

async fn carry_one(http: reqwest::Client, parcel: Parcel, world: Weak<World>) {
    let Some((clock, delay)) = world.upgrade().map(|world| world.delay()) else {
        return;
    };
    let late = if parcel.is_late { LATE } else { Duration::ZERO };
    sleep(clock.real(delay + late)).await;
    for wait in WAITS.into_iter().map(Some).chain([None]) {
        let arrived = try_once(&http, &parcel, clock.real(TIMEOUT)).await;
        match world.upgrade() {
            Some(world) => world.delivered(&parcel, arrived),
            None => return,
        }
        match wait {
            Some(seconds) if !arrived => sleep(clock.real(Duration::from_secs(seconds))).await,
            _ => return,
        }
    }
}

async fn try_once(http: &reqwest::Client, parcel: &Parcel, timeout: Duration) -> bool {
    let request = http
        .post(&parcel.url)
        .timeout(timeout)
        .header("Rackbeat-Webhook-Token", &parcel.token)
        .header("Rackbeat-Webhook-Event", &parcel.event)
        .header("Rackbeat-Account-Id", parcel.account)
        .header(USER_AGENT, "Rackbeat Webhook")
        .header(CONTENT_TYPE, "application/json")
        .body(parcel.body.clone());
    let answer = request.send().await;
    answer.is_ok_and(|answer| answer.status().is_success())
}
