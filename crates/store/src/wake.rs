//! Waking the dispatcher: a word after the commit, in the process and, on PostgreSQL, across processes.
use std::{sync::Arc, time::Duration};

use sqlx::{PgPool, postgres::PgListener};
use tokio::sync::{Notify, watch};
use uuid::Uuid;

use crate::{Result, System};

const CHANNEL: &str = "lanes";
/// How long to leave a lost listening connection alone before making a new one.
const PAUSE: Duration = Duration::from_secs(1);
/// Between two words to the other processes, so that a burst is a few and not one each.
const BREATH: Duration = Duration::from_millis(2);

/// Carries no data: whoever is woken looks in the lanes. A lost waking costs a second.
#[derive(Clone)]
pub struct Wake {
    woken: watch::Sender<()>,
    to_tell: Arc<Notify>,
    /// By it a process knows its own word, which it need not hear.
    process: Uuid,
}

/// One listener's end.
pub struct Woken(watch::Receiver<()>);

impl Default for Wake {
    fn default() -> Self {
        Self {
            woken: watch::Sender::new(()),
            to_tell: Arc::default(),
            process: Uuid::now_v7(),
        }
    }
}

impl Woken {
    /// Until somebody wakes us, or this much real time has passed.
    pub async fn wait(&mut self, at_most: Duration) {
        // Either way the listener looks; which one it was does not matter.
        drop(tokio::time::timeout(at_most, self.0.changed()).await);
    }
}

impl Wake {
    /// After the commit that brings the work. Other processes hear of it too, where `tell` runs.
    pub fn now(&self) {
        self.woken.send_replace(());
        self.to_tell.notify_one();
    }

    #[must_use]
    pub fn subscribe(&self) -> Woken {
        Woken(self.woken.subscribe())
    }

    /// Passes on to other processes what is said here, for as long as it runs. Apart from the transactions that
    /// bring the work: PostgreSQL lets those that carry a word be committed one at a time only.
    pub async fn tell(&self, system: &System) {
        let Some(pool) = &system.database().postgres else {
            return std::future::pending().await;
        };
        loop {
            self.to_tell.notified().await;
            if let Err(error) = self.say(pool).await {
                tracing::warn!(%error, "Could not wake the other processes; they still look every second");
            }
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Passes on what other processes say, for as long as it runs. On SQLite there are no others.
    pub async fn listen(&self, system: &System) {
        let Some(pool) = &system.database().postgres else {
            return std::future::pending().await;
        };
        loop {
            if let Err(error) = self.hear(pool).await {
                tracing::warn!(%error, "Lost the database's notices; the dispatcher still looks every second");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn say(&self, pool: &PgPool) -> Result<()> {
        let word = sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL);
        word.bind(self.process.to_string()).execute(pool).await?;
        Ok(())
    }

    async fn hear(&self, pool: &PgPool) -> Result<()> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        let own = self.process.to_string();
        loop {
            if listener.recv().await?.payload() != own {
                self.woken.send_replace(());
            }
        }
    }
}
