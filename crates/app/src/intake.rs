//! Receiving: what comes in within a few milliseconds is committed in one transaction.
use std::sync::Arc;

use futures::future::join_all;
use store::{Clock, System, Wake, inbox, inbox::NewMessage};
use tokio::sync::{mpsc, oneshot};

/// Messages one transaction takes in; what comes meanwhile waits for the next.
const BATCH: usize = 500;

/// The way in for webhooks: answers after the commit that holds the message.
#[derive(Clone)]
pub struct Intake(Arc<[mpsc::Sender<Arrival>]>);

struct Arrival {
    message: NewMessage,
    stored: oneshot::Sender<Result<(), store::Error>>,
}

struct Writer {
    store: System,
    clock: Arc<dyn Clock>,
    wake: Wake,
}

impl Intake {
    /// Starts the writers, as many as the database lets commit side by side; they end when the last handle is gone.
    #[must_use]
    pub fn start(store: System, clock: Arc<dyn Clock>, wake: Wake) -> Self {
        let (mut ways, mut writers) = (Vec::new(), Vec::new());
        for _ in 0..store.commits_side_by_side() {
            let (way, arrivals) = mpsc::channel(4 * BATCH);
            let writer = Writer {
                store: store.clone(),
                clock: clock.clone(),
                wake: wake.clone(),
            };
            ways.push(way);
            writers.push(tokio::spawn(writer.write(arrivals)));
        }
        tokio::spawn(async move {
            tokio::select! {
                () = wake.tell(&store) => {}
                _ = join_all(writers) => {}
            }
        });
        Self(ways.into())
    }

    /// Returns once the message is committed. A failure means: not stored, say so to the sender.
    pub async fn put(&self, message: NewMessage) -> Result<(), store::Error> {
        let (stored, answer) = oneshot::channel();
        // One account, one writer: two of them would wait for each other at the account's lane.
        let way = &self.0[message.account.spread(self.0.len())];
        let arrival = Arrival { message, stored };
        way.send(arrival)
            .await
            .map_err(|_| store::Error::Stopping)?;
        answer.await.map_err(|_| store::Error::Stopping)?
    }
}

impl Writer {
    async fn write(self, mut arrivals: mpsc::Receiver<Arrival>) {
        let mut batch = Vec::with_capacity(BATCH);
        while arrivals.recv_many(&mut batch, BATCH).await > 0 {
            let (messages, answers): (Vec<_>, Vec<_>) =
                batch.drain(..).map(|one| (one.message, one.stored)).unzip();
            if self.add(&messages).await.is_ok() {
                answers
                    .into_iter()
                    .for_each(|stored| drop(stored.send(Ok(()))));
                continue;
            }
            // One bad row must not cost the others their place.
            for (message, stored) in messages.into_iter().zip(answers) {
                drop(stored.send(self.add(&[message]).await));
            }
        }
    }

    async fn add(&self, messages: &[NewMessage]) -> Result<(), store::Error> {
        inbox::add(&self.store, messages, self.clock.now()).await?;
        self.wake.now();
        Ok(())
    }
}
