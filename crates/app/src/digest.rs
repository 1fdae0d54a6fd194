//! The daily digest: what stands still and a person could move, told once a day, never order by order.
use std::collections::BTreeMap;

use store::{AccountId, order_link, order_link::Trouble, shop};

use crate::{
    Ctx, inbox, mail,
    mail::{DigestLine, Mail},
};

/// Posts today's digest to every account that has something in it.
pub async fn post(ctx: &Ctx) -> Result<(), store::Error> {
    let mut accounts: BTreeMap<AccountId, Vec<Trouble>> = BTreeMap::new();
    for trouble in order_link::troubles(&ctx.store).await? {
        accounts.entry(trouble.account).or_default().push(trouble);
    }
    let today = ctx.now().format("digest:%Y-%m-%d").to_string();
    for (account, troubles) in accounts {
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
        mail::post(ctx, &tenant, &today, &Mail::Digest { lines }).await?;
    }
    Ok(())
}
