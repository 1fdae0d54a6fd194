//! The daily digest: what stands still and a person could move, told once a day, never order by order.
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::{AccountId, order_link, order_link::Trouble, shop, with_causes};

use crate::{
    Ctx, inbox, mail,
    mail::{DigestLine, Mail},
};

/// Posts the digest of this morning to every account that has something in it. An account that fails keeps
/// no other from its own; the error is told when all had their turn, and who has the digest gets no second one.
pub async fn post(ctx: &Ctx, morning: DateTime<Utc>) -> Result<(), store::Error> {
    let mut accounts: BTreeMap<AccountId, Vec<Trouble>> = BTreeMap::new();
    for trouble in order_link::troubles(&ctx.store).await? {
        accounts.entry(trouble.account).or_default().push(trouble);
    }
    let once = morning.format("digest:%Y-%m-%d").to_string();
    let mut done = Ok(());
    for (account, troubles) in accounts {
        if let Err(error) = post_to(ctx, account, &once, troubles).await {
            tracing::warn!(error = %with_causes(&error), account.id = %account, "A digest could not be posted");
            done = Err(error);
        }
    }
    done
}

async fn post_to(
    ctx: &Ctx,
    account: AccountId,
    once: &str,
    troubles: Vec<Trouble>,
) -> Result<(), store::Error> {
    let tenant = inbox::tenant(ctx, account);
    let mut lines = Vec::with_capacity(troubles.len());
    for trouble in troubles {
        let shop = shop::find(&tenant, trouble.shop).await?;
        lines.push(DigestLine {
            place: shop.name,
            outcome: trouble.outcome,
            count: trouble.count,
            path: format!("shops/{}/orders", trouble.shop),
        });
    }
    mail::post(ctx, &tenant, once, &Mail::Digest { lines }).await
}
