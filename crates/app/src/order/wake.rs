//! Orders that waited for something are looked at again, in the very change that brings it.
use chrono::{DateTime, Utc};
use store::{Change, inbox, order_link, order_link::OrderLink};

use super::take::message;

/// However long they were to wait. Wake the dispatcher after the commit.
pub(crate) async fn wake(
    change: &Change,
    links: &[OrderLink],
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let messages: Vec<_> = links.iter().map(message).collect();
    inbox::hurry(change, &messages, now).await
}

/// All that wait for the same thing. How many there are.
pub(crate) async fn wake_cause(
    change: &Change,
    cause: &str,
    now: DateTime<Utc>,
) -> Result<usize, store::Error> {
    let links = order_link::waiting_for(change, cause, None).await?;
    wake(change, &links, now).await?;
    Ok(links.len())
}
