//! Accounts, the people who sign in to them, and the mail that goes out.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[ACCOUNTS]).await
    }
}

const ACCOUNTS: &str = "CREATE TABLE accounts (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    country text NOT NULL,
    created_at bigint NOT NULL)";
