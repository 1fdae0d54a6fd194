//! Receiving: what comes in within a few milliseconds is committed in one transaction.
use std::sync::Arc;

use store::{Clock, System, Wake, inbox, inbox::NewMessage};
use tokio::sync::{mpsc, oneshot};

/// Messages one transaction takes in; what comes meanwhile waits for the next.
const BATCH: usize = 500;

/// The way in for webhooks: answers after the commit that holds the message.
#[derive(Clone)]
pub struct Intake(mpsc::Sender<Arrival>);

struct Arrival {
    message: NewMessage,
    stored: oneshot::Sender<Result<(), store::Error>>,
}

impl Intake {
    /// Starts the writer; it ends when the last handle is gone.
    #[must_use]
    pub fn start(store: System, clock: Arc<dyn Clock>, wake: Wake) -> Self {
        let (sender, arrivals) = mpsc::channel(4 * BATCH);
        tokio::spawn(write(store, clock, wake, arrivals));
        Self(sender)
    }

    /// Returns once the message is committed. A failure means: not stored, say so to the sender.
    pub async fn put(&self, message: NewMessage) -> Result<(), store::Error> {
        let (stored, answer) = oneshot::channel();
        let arrival = Arrival { message, stored };
        self.0
            .send(arrival)
            .await
            .map_err(|_| store::Error::Stopping)?;
        answer.await.map_err(|_| store::Error::Stopping)?
    }
}

async fn write(
    store: System,
    clock: Arc<dyn Clock>,
    wake: Wake,
    mut arrivals: mpsc::Receiver<Arrival>,
) {
    let mut batch = Vec::with_capacity(BATCH);
    while arrivals.recv_many(&mut batch, BATCH).await > 0 {
        let messages: Vec<_> = batch.iter().map(|one| one.message.clone()).collect();
        if inbox::add(&store, &messages, clock.now()).await.is_ok() {
            wake.now();
            batch
                .drain(..)
                .for_each(|one| drop(one.stored.send(Ok(()))));
        } else {
            // One bad row must not cost the others their place.
            for one in batch.drain(..) {
                let stored = inbox::add(&store, &[one.message], clock.now()).await;
                wake.now();
                drop(one.stored.send(stored));
            }
        }
    }
}
