//! One side of a database, as an account meets it.
use std::{pin::Pin, sync::Arc};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, Statement, StreamTrait, TransactionOptions, TransactionTrait,
};
use tokio::sync::{Mutex, MutexGuard, OwnedMutexGuard};

use crate::AccountId;

/// Accounts that share a place wait for each other a little; that is all.
const PLACES: usize = 64;

/// Who waits for SQLite's one writing connection. It goes to who has waited longest; an account with much to write
/// has one place in that queue and not one for each of its jobs, so another waits for a write or two and not for all
/// of its own.
#[derive(Clone)]
pub(crate) struct Queue(Arc<[Arc<Mutex<()>>]>);

impl Default for Queue {
    fn default() -> Self {
        Self((0..PLACES).map(|_| Arc::default()).collect())
    }
}

/// Readers, PostgreSQL's pool and what belongs to no account need no place.
#[derive(Clone)]
pub struct Connection {
    rows: DatabaseConnection,
    place: Option<Arc<Mutex<()>>>,
}

impl Connection {
    pub(crate) fn new(rows: DatabaseConnection) -> Self {
        Self { rows, place: None }
    }

    pub(crate) fn rows(&self) -> &DatabaseConnection {
        &self.rows
    }

    /// The same, in the account's place.
    pub(crate) fn of(&self, account: AccountId, queue: Option<&Queue>) -> Self {
        let place = queue.map(|Queue(places)| places[account.spread(places.len())].clone());
        let rows = self.rows.clone();
        Self { rows, place }
    }

    /// The place is kept until the connection is ours.
    pub(crate) async fn begin(
        self,
        options: TransactionOptions,
    ) -> Result<DatabaseTransaction, DbErr> {
        let _place: Option<OwnedMutexGuard<()>> = match self.place {
            Some(place) => Some(place.lock_owned().await),
            None => None,
        };
        self.rows.begin_with_options(options).await
    }

    async fn turn(&self) -> Option<MutexGuard<'_, ()>> {
        match &self.place {
            Some(place) => Some(place.lock().await),
            None => None,
        }
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Connection {
    fn get_database_backend(&self) -> DbBackend {
        self.rows.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let _turn = self.turn().await;
        self.rows.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, text: &str) -> Result<ExecResult, DbErr> {
        let _turn = self.turn().await;
        self.rows.execute_unprepared(text).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let _turn = self.turn().await;
        self.rows.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let _turn = self.turn().await;
        self.rows.query_all_raw(statement).await
    }
}

impl StreamTrait for Connection {
    type Stream<'a> = <DatabaseConnection as StreamTrait>::Stream<'a>;

    fn get_database_backend(&self) -> DbBackend {
        self.rows.get_database_backend()
    }

    fn stream_raw<'a>(
        &'a self,
        statement: Statement,
    ) -> Pin<Box<dyn Future<Output = Result<Self::Stream<'a>, DbErr>> + 'a + Send>> {
        Box::pin(async move {
            // Until the connection is ours.
            let _turn = self.turn().await;
            self.rows.stream_raw(statement).await
        })
    }
}
