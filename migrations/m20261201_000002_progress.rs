//! How orders go on after they are booked: what the shop is to be told, parcels, invoices, refunds after shipping.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                INVOICE_NUMBER,
                UNINVOICED,
                PROGRESS,
                PROGRESS_OWED,
                PROGRESS_LOOKS,
                SHIPPED_BEFORE,
                PARCELS,
                REFUNDS,
            ],
        )
        .await
    }
}

/// Of the order's invoice in Rackbeat, where it is known.
const INVOICE_NUMBER: &str = "ALTER TABLE order_links ADD COLUMN invoice_number bigint";

const UNINVOICED: &str = "CREATE INDEX order_links_uninvoiced ON order_links (account_id, seen_at)
    WHERE stage = 'shipped'";

/// A row for each order that came further than booked, or is about to.
/// `owed_at`: since then the shop is to be told something; null: nothing.
/// `status_claimed_at`: about to set the shop's status, or in doubt. `status_told_at`: set, or decided not to be.
/// `step_claimed_at`: about to ship or invoice in Rackbeat, or in doubt; `step_shipment`: the shipment that we made.
/// `look_at`: when its shipments are next read; `looks`: how often they were since it was shipped.
const PROGRESS: &str = "CREATE TABLE order_progress (
    link_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    owed_at bigint,
    status_claimed_at bigint,
    status_told_at bigint,
    step_claimed_at bigint,
    step_shipment bigint,
    invoiced_at bigint,
    look_at bigint,
    looks bigint NOT NULL)";
const PROGRESS_OWED: &str =
    "CREATE INDEX order_progress_owed ON order_progress (account_id, shop_id)
    WHERE owed_at IS NOT NULL";
const PROGRESS_LOOKS: &str =
    "CREATE INDEX order_progress_looks ON order_progress (account_id, look_at)
    WHERE look_at IS NOT NULL";
/// What was shipped before anybody told the shops is not told now.
const SHIPPED_BEFORE: &str = "INSERT INTO order_progress
    (link_id, account_id, shop_id, status_told_at, looks)
    SELECT id, account_id, shop_id, 0, 0 FROM order_links WHERE stage IN ('shipped', 'invoiced')";

/// A note for the shop's order, each once: `mark` is `shipment 55` or `tracking 370123456789`. `note` is empty
/// where there is nothing to say; `told_at`: it stands in the shop, or is not to.
const PARCELS: &str = "CREATE TABLE order_parcels (
    link_id uuid NOT NULL,
    mark text NOT NULL,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    note text NOT NULL,
    what text NOT NULL,
    for_customer boolean NOT NULL,
    noted_at bigint NOT NULL,
    claimed_at bigint,
    told_at bigint,
    PRIMARY KEY (link_id, mark))";

/// A refund of an order that is shipped. `step` says what became of it: held (by what was shipped), claimed (a
/// credit note may be on its way), drafted, told. `net` is in the smallest unit of the order's currency, without VAT.
const REFUNDS: &str = "CREATE TABLE order_refunds (
    link_id uuid NOT NULL,
    refund_id bigint NOT NULL,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    net bigint NOT NULL,
    step text NOT NULL,
    credit_number bigint,
    claimed_at bigint,
    done_at bigint,
    PRIMARY KEY (link_id, refund_id))";
