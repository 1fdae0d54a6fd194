//! Webhooks with ids that never come twice: as fast as they are answered, or at a steady rate whatever the answers.
use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use store::ShopId;
use tokio::time::{Instant, sleep_until};

use super::Senders;
use crate::{
    spread::Spread,
    webhook::{Body, Sender},
    wire::Wire,
};

/// The first id.
const FIRST: u64 = 1_000;
/// So many are signed before anything is measured: a shop's signature is its own machine's work.
const SIGNED: u64 = 300_000;

pub struct Load {
    connections: usize,
    letters: Arc<Letters>,
    next: Arc<AtomicU64>,
    answered: Answered,
}

/// What is sent, by its id.
struct Letters {
    senders: Senders,
    template: Body,
    /// Of the first ids.
    signatures: Vec<String>,
}

type Answered = Arc<Mutex<Vec<(ShopId, u64)>>>;

/// What came of a flood.
pub struct Flood {
    pub answered: Vec<(ShopId, u64)>,
}

impl Load {
    /// `template` is an order as a shop tells of it; each delivery has an id of its own.
    pub fn new(senders: Senders, connections: usize, template: Body) -> Self {
        let mut letters = Letters {
            senders,
            template,
            signatures: Vec::new(),
        };
        letters.signatures = (FIRST..FIRST + SIGNED)
            .map(|id| letters.sender(id).signature(&letters.template, id))
            .collect();
        Self {
            connections,
            letters: Arc::new(letters),
            next: Arc::new(AtomicU64::new(FIRST)),
            answered: Answered::default(),
        }
    }

    /// Every connection sends its next as soon as the last was answered.
    pub async fn flood(&self, span: Duration) -> anyhow::Result<Flood> {
        let end = Instant::now() + span;
        let before = self.answered().len();
        let clients: Vec<_> = (0..self.connections)
            .map(|_| {
                let client = self.client();
                tokio::spawn(async move { client.flood(end).await })
            })
            .collect();
        for client in clients {
            // A connection that was cut has sent what it has sent.
            if let Err(error) = client.await? {
                tracing::debug!(%error, "A connection ended early");
            }
        }
        let answered = self.answered().split_off(before);
        Ok(Flood { answered })
    }

    /// So many a second; a wait counts from when it was due to be sent, not from when it was.
    pub async fn steady(&self, rate: f64, span: Duration) -> anyhow::Result<Spread> {
        let count = (rate * span.as_secs_f64()) as u64;
        let (begun, taken) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let clients: Vec<_> = (0..self.connections * 2)
            .map(|_| {
                let (client, taken) = (self.client(), taken.clone());
                tokio::spawn(async move {
                    let mut wire = Wire::open(client.letters.door()).await?;
                    let mut spread = Spread::default();
                    loop {
                        let at = taken.fetch_add(1, Ordering::Relaxed);
                        if at >= count {
                            return anyhow::Ok(spread);
                        }
                        let due = begun + Duration::from_secs_f64(at as f64 / rate);
                        sleep_until(due).await;
                        client.send(&mut wire).await?;
                        spread.add(due.elapsed());
                    }
                })
            })
            .collect();
        let mut all = Spread::default();
        for client in clients {
            all.join(client.await??);
        }
        anyhow::ensure!(all.len() as u64 == count, "some were not answered");
        Ok(all)
    }

    /// All that were answered 200, ever.
    pub fn answered(&self) -> Vec<(ShopId, u64)> {
        let answered = self.answered.lock();
        answered.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn client(&self) -> Client {
        Client {
            letters: self.letters.clone(),
            next: self.next.clone(),
            answered: self.answered.clone(),
        }
    }
}

struct Client {
    letters: Arc<Letters>,
    next: Arc<AtomicU64>,
    answered: Answered,
}

impl Client {
    async fn flood(&self, end: Instant) -> anyhow::Result<()> {
        let mut wire = Wire::open(self.letters.door()).await?;
        while Instant::now() < end {
            self.send(&mut wire).await?;
        }
        Ok(())
    }

    async fn send(&self, wire: &mut Wire) -> anyhow::Result<()> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let status = wire.send(&self.letters.request(id)).await?;
        anyhow::ensure!(status == 200, "the door answered {status}");
        let answered = self.answered.lock();
        answered
            .unwrap_or_else(PoisonError::into_inner)
            .push((self.letters.sender(id).shop, id));
        Ok(())
    }
}

impl Letters {
    fn door(&self) -> SocketAddr {
        self.senders[0].door
    }

    fn sender(&self, id: u64) -> &Sender {
        &self.senders[id as usize % self.senders.len()]
    }

    fn request(&self, id: u64) -> Vec<u8> {
        let sender = self.sender(id);
        match self.signatures.get((id - FIRST) as usize) {
            Some(signature) => sender.signed(&self.template, id, signature),
            None => sender.order(&self.template, id),
        }
    }
}
