//! What those who run Varebro do in their pages: noted before it is done, so that nothing is done unnoted.
use std::net::IpAddr;

use store::{AccountId, UserId, operator_act};

use crate::Ctx;

/// Who does it, as the log names them.
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    pub user: UserId,
    pub email: &'a str,
    pub address: IpAddr,
}

/// Writes down what is about to be done. A log that cannot be written stops it.
///
/// `what` is the key of its words, `about` which thing and why.
pub async fn note(
    ctx: &Ctx,
    who: Who<'_>,
    account: AccountId,
    what: &str,
    about: &str,
) -> store::Result<()> {
    let act = operator_act::NewAct {
        user: who.user,
        email: who.email,
        account,
        what,
        about,
        address: &who.address.to_string(),
    };
    operator_act::note(&ctx.store, act, ctx.now()).await
}
