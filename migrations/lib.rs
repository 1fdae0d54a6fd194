//! The history of the schema. One file per change; never edited once merged.
use sea_orm_migration::prelude::*;

mod m20261123_000001_queue;
mod m20261123_000002_connections;
mod m20261123_000003_orders;
mod m20261123_000004_goods;
mod m20261123_000005_people;
mod m20261124_000001_products;
mod m20261124_000002_order_ends;
mod m20261124_000003_imports;
mod m20261201_000001_order_life;
mod m20261201_000002_progress;
mod m20261201_000003_customers;
mod m20261201_000004_order_lists;
mod m20261201_000005_billing;
mod m20261201_000006_operators;
mod m20261201_000007_billing_off;
mod m20261201_000008_held_back;
mod m20261202_000001_tracking;
mod m20261202_000002_goods_mended;
mod m20261202_000003_needs;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_queue::Migration),
            Box::new(m20261123_000002_connections::Migration),
            Box::new(m20261123_000003_orders::Migration),
            Box::new(m20261123_000004_goods::Migration),
            Box::new(m20261123_000005_people::Migration),
            Box::new(m20261124_000001_products::Migration),
            Box::new(m20261124_000002_order_ends::Migration),
            Box::new(m20261124_000003_imports::Migration),
            Box::new(m20261201_000001_order_life::Migration),
            Box::new(m20261201_000002_progress::Migration),
            Box::new(m20261201_000003_customers::Migration),
            Box::new(m20261201_000004_order_lists::Migration),
            Box::new(m20261201_000005_billing::Migration),
            Box::new(m20261201_000006_operators::Migration),
            Box::new(m20261201_000007_billing_off::Migration),
            Box::new(m20261201_000008_held_back::Migration),
            Box::new(m20261202_000001_tracking::Migration),
            Box::new(m20261202_000002_goods_mended::Migration),
            Box::new(m20261202_000003_needs::Migration),
        ]
    }
}

/// Brings the schema up to date. The caller holds the lock that keeps other processes out.
pub async fn run(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<(), DbErr> {
    Migrator::up(db, None).await
}

/// Runs statements that SQLite and PostgreSQL read alike, one after the other.
pub(crate) async fn all(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager
            .get_connection()
            .execute_unprepared(statement)
            .await?;
    }
    Ok(())
}
