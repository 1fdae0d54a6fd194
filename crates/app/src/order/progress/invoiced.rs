//! Invoiced in Rackbeat, by us or by hand: noticed, with the invoice's number.
use domain::ProgressNews;
use store::{order_link::OrderLink, order_progress};

use super::say;
use crate::{Work, error::Result};

/// The order's invoices and credit notes, the newest first: others that a list without the filter shows are left out.
pub(in crate::order) async fn invoices_of(
    client: &rackbeat::Client,
    link: &OrderLink,
) -> Result<Vec<rackbeat::Invoice>> {
    let Some(number) = link.rackbeat_number else {
        return Ok(Vec::new());
    };
    let mut invoices = client.invoices(number).await?.items;
    invoices.retain(|invoice| {
        let named = || {
            let words = invoice.heading.as_deref().unwrap_or_default();
            let own = |word: &str| {
                word == link.reference || word.starts_with(&format!("{}/", link.reference))
            };
            words.split_whitespace().any(own)
        };
        invoice.is_of(number).unwrap_or_else(named)
    });
    Ok(invoices)
}

/// The one invoice of the order; `None`: none that is known, or several.
pub(in crate::order) fn invoice_of(invoices: &[rackbeat::Invoice]) -> Option<&rackbeat::Invoice> {
    let mut invoices = invoices.iter().filter(|invoice| !invoice.is_credit());
    let first = invoices.next();
    first.filter(|_| invoices.next().is_none())
}

/// Rackbeat calls the order invoiced. Told when that is news and no step of our own is under way.
pub(in crate::order) async fn note_invoiced(
    work: &Work,
    client: &rackbeat::Client,
    link: &OrderLink,
) -> Result<()> {
    let progress = order_progress::of(&work.tenant, link.id).await?;
    if progress.invoiced_at.is_some() || progress.step_claimed_at.is_some() {
        return Ok(());
    }
    let invoices = invoices_of(client, link).await?;
    let invoice = invoice_of(&invoices).map(|invoice| invoice.number);
    let now = work.now();
    let change = work.tenant.begin().await?;
    if order_progress::invoiced(&change, (link.id, link.shop), invoice, now).await? {
        let number = link.rackbeat_number.unwrap_or_default();
        let news = ProgressNews::InvoicedByHand { number, invoice };
        say(&change, link, &news.into(), now).await?;
    }
    change.commit().await?;
    Ok(())
}
