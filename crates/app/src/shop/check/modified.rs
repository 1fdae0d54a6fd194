//! Does the shop tell us which orders changed? Proven on its newest order, since before 7.6 order tables did not.
use chrono::{DateTime, TimeDelta, Utc};
use woo::{Client, Error, Order, OrderQuery};

/// An order may change while we look; then the proof begins again.
const TRIES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Proven,
    Broken,
    /// There is no order to prove it on yet.
    NoOrders,
}

pub(super) struct Proof {
    pub answer: Answer,
    /// The shop's own clock.
    pub date: Option<DateTime<Utc>>,
}

pub(super) async fn prove(client: &Client) -> Result<Proof, Error> {
    let mut proof = Proof {
        answer: Answer::NoOrders,
        date: None,
    };
    for _ in 0..TRIES {
        let (newest, date) = newest(client).await?;
        proof.date = date.or(proof.date);
        let Some((id, modified)) = newest else {
            return Ok(proof);
        };
        let before = since(client, id, modified - TimeDelta::seconds(1)).await?;
        let after = since(client, id, modified).await?;
        proof.answer = match (before, after) {
            (Some(_), None) => Answer::Proven,
            _ => Answer::Broken,
        };
        let moved = after.is_some_and(|now| now > modified);
        if !moved {
            break;
        }
    }
    Ok(proof)
}

type Newest = (Option<(i64, DateTime<Utc>)>, Option<DateTime<Utc>>);

/// The newest order's id and when it changed: lists begin with the oldest, so the last page of one has it.
async fn newest(client: &Client) -> Result<Newest, Error> {
    let mut query = query();
    let first = client.orders(&query).await?;
    let (mut orders, mut date) = (first.items, first.date);
    if let Some(last) = first.total.and_then(|total| u32::try_from(total).ok())
        && last > 1
    {
        query.page = last;
        let page = client.orders(&query).await?;
        date = page.date.or(date);
        orders = page.items;
    }
    Ok((orders.first().and_then(stamp), date))
}

/// When the order changed, if the shop lists it as changed since then.
async fn since(
    client: &Client,
    id: i64,
    moment: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, Error> {
    let page = client
        .orders(&OrderQuery {
            include: vec![id],
            modified_after: Some(moment),
            ..query()
        })
        .await?;
    Ok(page
        .items
        .first()
        .and_then(stamp)
        .map(|(_, modified)| modified))
}

fn query() -> OrderQuery {
    OrderQuery {
        per_page: 1,
        fields: vec!["id", "date_modified_gmt"],
        ..OrderQuery::default()
    }
}

fn stamp(order: &Order) -> Option<(i64, DateTime<Utc>)> {
    order.date_modified_gmt.map(|modified| (order.id, modified))
}
