//! What a customer wrote about whom to bill.
use chrono::{DateTime, Utc};
use domain::BillingDetails;

use crate::{Result, Rows, Tenant, sql};

/// `None`: nobody has written any yet.
pub async fn find<R: Rows>(tenant: &Tenant<R>) -> Result<Option<BillingDetails>> {
    let text = "SELECT details FROM billing_details WHERE account_id = $1";
    let found: Option<String> =
        sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(found.map(|text| serde_json::from_str(&text)).transpose()?)
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
