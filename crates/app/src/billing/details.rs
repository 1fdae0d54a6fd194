//! Whom an account wants billed.
use domain::{BillingDetails, DetailFault, TypedDetails};
use store::{Tenant, billing_detail, payer};

use crate::{Ctx, Email};

/// As they were written; before that, the account's name and its first owner's address.
pub async fn details(tenant: &Tenant) -> store::Result<BillingDetails> {
    let payer = payer::find(tenant).await?;
    let unwritten = BillingDetails::unwritten(&payer.name, &payer.owner);
    Ok(payer.details.unwrap_or(unwritten))
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
    billing_detail::save(tenant, &details, who, ctx.now()).await?;
    Ok(Ok(details))
}
