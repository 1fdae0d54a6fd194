//! Whom an account wants billed.
use domain::{BillingDetails, DetailFault, TypedDetails};
use store::{
    Tenant, billing_detail,
    inbox::{self, Kind},
    invoice, payer,
};

use super::close::message;
use crate::{Ctx, Email};

/// As they were written; before that, the account's name and its first owner's address.
pub async fn details(tenant: &Tenant) -> store::Result<BillingDetails> {
    Ok(payer::find(tenant).await?.billed())
}

/// Keeps what was typed, or says every field that is wrong.
pub async fn save_details(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    typed: &TypedDetails,
) -> store::Result<Result<BillingDetails, Vec<DetailFault>>> {
    let country = payer::find(tenant).await?.country;
    let parsed = BillingDetails::parse(&country, typed);
    let details = match parsed {
        // What cannot be mailed to is no address here either.
        Ok(details) if details.email.parse::<Email>().is_err() => {
            return Ok(Err(vec![DetailFault::Email]));
        }
        Ok(details) => details,
        Err(faults) => return Ok(Err(faults)),
    };
    let (change, now) = (tenant.begin().await?, ctx.now());
    billing_detail::save(&change, &details, who, now).await?;
    // What was held back for want of them is made at once.
    let late = invoice::late_of(&change).await?;
    let due = late
        .iter()
        .map(|month| message(Kind::Close).about(month.to_string()));
    inbox::add_within(&change, &due.collect::<Vec<_>>(), now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(Ok(details))
}
