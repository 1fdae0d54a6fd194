//! Waking the dispatcher: a word after the commit, in the process and, on PostgreSQL, across processes.
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::sync::watch;

use crate::{Result, System};

const CHANNEL: &str = "lanes";
/// How long to leave a lost listening connection alone before making a new one.
const PAUSE: Duration = Duration::from_secs(1);

/// Carries no data: whoever is woken looks in the lanes. A lost waking costs a second.
#[derive(Clone)]
pub struct Wake(watch::Sender<()>);

/// One listener's end.
pub struct Woken(watch::Receiver<()>);

impl Default for Wake {
    fn default() -> Self {
        Self(watch::Sender::new(()))
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
    pub fn now(&self) {
        self.0.send_replace(());
    }

    #[must_use]
    pub fn subscribe(&self) -> Woken {
        Woken(self.0.subscribe())
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

    async fn hear(&self, pool: &sqlx::PgPool) -> Result<()> {
        let mut listener = PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        loop {
            listener.recv().await?;
            self.now();
        }
    }
}

/// Tells the other processes, inside the transaction that gives them the work.
pub(crate) async fn tell(db: &sea_orm::DatabaseTransaction) -> Result<()> {
    use sea_orm::{ConnectionTrait, DbBackend};
    if db.get_database_backend() == DbBackend::Postgres {
        crate::sql::run(db, "SELECT pg_notify('lanes', '')", vec![]).await?;
    }
    Ok(())
}
