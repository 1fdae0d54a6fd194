//! What stood in the shop before its status was set, and where an agreement's tracking numbers are found.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[COMPLETED_BEFORE, PROBE, HABITS]).await
    }
}

/// When the shop says that the order was completed, as it stood when we claimed to set its status; null: never.
const COMPLETED_BEFORE: &str = "ALTER TABLE order_progress ADD COLUMN completed_before bigint";

/// Its tracking number is looked for in all places, whether or not one was ever found there.
const PROBE: &str = "ALTER TABLE order_progress ADD COLUMN is_probe boolean NOT NULL DEFAULT FALSE";

/// A row per account. `shipment_at`, `field_at`, `note_at`: a tracking number was last found there; null: never.
/// `probes`: orders of which all places were asked; `probed_at`: when the last of them was begun.
const HABITS: &str = "CREATE TABLE tracking_habits (
    account_id uuid PRIMARY KEY,
    shipment_at bigint,
    field_at bigint,
    note_at bigint,
    probes bigint NOT NULL,
    probed_at bigint NOT NULL)";
