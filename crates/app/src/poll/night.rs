//! The nightly compare: ids and statuses of the last thirty days, so that nothing stays missed.
use chrono::TimeDelta;
use domain::Outcome;
use store::{inbox::Kind, order_link, outcome, outcome::Line, shop::Shop};
use woo::OrderQuery;

use super::look::message;
use crate::{Work, error::Result};

const BACK: TimeDelta = TimeDelta::days(30);

/// What was missing is taken in, and shown as found at night.
pub(super) async fn compare(work: &Work, shop: &Shop) -> Result<()> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let since = (work.now() - BACK).max(shop.connected_at);
    let mut query = OrderQuery {
        after: Some(since),
        fields: vec!["id", "status", "order_key", "date_modified_gmt"],
        ..OrderQuery::default()
    };
    loop {
        let page = client.orders(&query).await?;
        for order in &page.items {
            compare_one(work, shop, order).await?;
        }
        if page.items.is_empty() || !page.has_more(query.page, query.per_page) {
            return Ok(());
        }
        query.page += 1;
    }
}

async fn compare_one(work: &Work, shop: &Shop, order: &woo::Order) -> Result<()> {
    let link = order_link::find(&work.tenant, shop.id, order.id).await?;
    let status = order.status.as_str();
    if link
        .as_ref()
        .is_some_and(|link| link.status == status && link.order_key == order.order_key)
    {
        return Ok(());
    }
    if link.is_none() {
        let subject = order.id.to_string();
        let line = Line::new(shop.id, Kind::Order).about(&subject);
        outcome::record(&work.tenant, line, &Outcome::OrderFoundAtNight, work.now()).await?;
    }
    Ok(crate::inbox::accept(&work.ctx, &[message(shop, order.id)]).await?)
}
