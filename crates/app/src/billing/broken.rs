//! A shop that does not answer still counts: after a week its account is told so, once.
use chrono::TimeDelta;
use store::{shop, with_causes};

use crate::{
    Ctx, inbox,
    mail::{self, Mail},
};

const PATIENCE: TimeDelta = TimeDelta::days(7);
/// Older ones have been told; how long mails are kept bounds it.
const TOLD: TimeDelta = TimeDelta::days(60);

pub(crate) async fn tell_of_broken(ctx: &Ctx) -> store::Result<()> {
    let now = ctx.now();
    let mut done = Ok(());
    for parked in shop::parked_between(&ctx.store, (now - TOLD, now - PATIENCE)).await? {
        let tenant = inbox::tenant(ctx, parked.account_id);
        let once = format!("broken:{}:{}", parked.id, parked.parked_at);
        let news = Mail::StillCounts {
            place: parked.name,
            at: chrono::DateTime::from_timestamp_millis(parked.parked_at).unwrap_or(now),
            path: format!("shops/{}", parked.id),
        };
        if let Err(error) = mail::post(ctx, &tenant, &once, &news).await {
            tracing::warn!(error = %with_causes(&error), shop.id = %parked.id, "Nobody was told of a broken shop");
            done = Err(error);
        }
    }
    done
}
