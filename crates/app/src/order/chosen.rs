//! An old order is taken along by a run: from here on it counts like any other, and waits for its turn.
use chrono::{DateTime, Utc};
use domain::OldOrderNews;
use store::{
    Change, inbox::Kind, old_order_run, old_order_run::OldOrderRun, order_link,
    order_link::OrderLink, outcome, outcome::Line,
};

/// Taken along by the run, where it is old and nobody has left it out. Whoever said yes to the run stands on the line.
pub(super) async fn choose(
    change: &Change,
    link: OrderLink,
    run: &OldOrderRun,
    now: DateTime<Utc>,
) -> Result<OrderLink, store::Error> {
    if !order_link::choose(change, link.id, run.id).await? {
        return Ok(link);
    }
    old_order_run::took(change, run.id).await?;
    let outcome = OldOrderNews::Waits.into();
    let subject = link.woo_id.to_string();
    let who = run.approved.as_ref().map(|(_, who)| who.as_str());
    let line = Line {
        who,
        ..Line::new(link.shop, Kind::Order).about(&subject)
    };
    outcome::record(change, line, &outcome, now).await?;
    order_link::tell(change, (link.shop, link.woo_id), &outcome, None).await?;
    order_link::by_id(change, link.id).await
}
