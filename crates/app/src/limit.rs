//! How often one may try, by e-mail address and by network address, in the database.
use std::net::IpAddr;

use chrono::TimeDelta;
use store::attempt::{self, Attempt};

use crate::{Ctx, Denied};

/// So many tries within a window. When it is full nobody is locked out: the oldest try runs out.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    kind: &'static str,
    tries: i64,
    window_minutes: i64,
}

const fn limit(kind: &'static str, tries: i64, window_minutes: i64) -> Limit {
    Limit {
        kind,
        tries,
        window_minutes,
    }
}

pub(crate) const SIGN_IN: [Limit; 2] = [
    limit("sign-in-email", 10, 15),
    limit("sign-in-address", 50, 15),
];
pub(crate) const SIGN_UP: [Limit; 2] = [
    limit("sign-up-email", 5, 60),
    limit("sign-up-address", 20, 60),
];
pub(crate) const RESET: [Limit; 2] = [limit("reset-email", 5, 60), limit("reset-address", 20, 60)];
pub(crate) const LINK: [Limit; 2] = [limit("link-token", 10, 15), limit("link-address", 50, 15)];

/// Counts a try by both keys. `TooMany` when either window is full.
pub(crate) async fn count(
    ctx: &Ctx,
    limits: [Limit; 2],
    who: &str,
    address: IpAddr,
) -> Result<Vec<Attempt>, Denied> {
    let network = store::secret::hash(&network(address));
    let mut counted = Vec::new();
    for (limit, key) in limits.iter().zip([who, &network]) {
        let now = ctx.now();
        let since = now - TimeDelta::minutes(limit.window_minutes);
        let key = (limit.kind, key);
        match attempt::count(&ctx.store, key, limit.tries, since, now).await? {
            Some(attempt) => counted.push(attempt),
            None => {
                take_back(ctx, counted).await?;
                return Err(Denied::TooMany);
            }
        }
    }
    Ok(counted)
}

/// It was rightful: as if it had not been a try.
pub(crate) async fn take_back(ctx: &Ctx, counted: Vec<Attempt>) -> Result<(), Denied> {
    for attempt in counted {
        attempt::take_back(&ctx.store, attempt).await?;
    }
    Ok(())
}

/// Whoever proved to hold the mailbox may sign in at once, whatever others have tried.
pub(crate) async fn forgive(ctx: &Ctx, who: &str) -> Result<(), Denied> {
    let [by_email, _] = SIGN_IN;
    Ok(attempt::clear(&ctx.store, by_email.kind, who).await?)
}

/// One household or server has a whole /64 of IPv6 addresses.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_ipv6_household_counts_as_one() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2::3"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::3"), network("2001:db8:1:3::3"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
