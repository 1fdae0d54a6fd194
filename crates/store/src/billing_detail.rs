//! What a customer wrote about whom to bill.
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::{BillingDetails, plan::INCLUDED};
use sea_orm::FromQueryResult;

use crate::{AccountId, Result, Rows, System, Tenant, sql};

/// `None`: nobody has written any yet.
pub async fn find<R: Rows>(tenant: &Tenant<R>) -> Result<Option<BillingDetails>> {
    let text = "SELECT details FROM billing_details WHERE account_id = $1";
    let found: Option<String> =
        sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
}

/// Accounts of which an extra shop counted on the day and none the day before, and that have written nothing; by their
/// ids, from after that one.
pub async fn unwritten(
    system: &System,
    day: NaiveDate,
    after: AccountId,
    limit: u32,
) -> Result<Vec<AccountId>> {
    let text = format!(
        "SELECT today.account_id FROM shop_days AS today
         LEFT JOIN shop_days AS before ON before.account_id = today.account_id AND before.day = $2
         LEFT JOIN billing_details AS written ON written.account_id = today.account_id
         WHERE today.day = $1 AND today.count > {INCLUDED} AND COALESCE(before.count, 0) <= {INCLUDED}
         AND written.account_id IS NULL AND today.account_id > $3
         ORDER BY today.account_id LIMIT {limit}"
    );
    let before = day - Days::new(1);
    let values = vec![
        day.to_string().into(),
        before.to_string().into(),
        after.into(),
    ];
    let rows: Vec<Owner> = sql::all(system.reader(), &text, values).await?;
    Ok(rows.into_iter().map(|row| row.account_id).collect())
}

pub async fn save<R: Rows>(
    tenant: &Tenant<R>,
    details: &BillingDetails,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO billing_details (account_id, details, changed_at, changed_by)
        VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) DO UPDATE SET details = excluded.details,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by";
    let values = vec![
        tenant.account().into(),
        serde_json::to_string(details)?.into(),
        sql::ms(now).into(),
        who.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Owner {
    account_id: AccountId,
}
