//! Invoices of a month that are held back, and what is lacking of each payer.
use domain::{DetailFault, plan::Period};
use store::{AccountId, System, invoice};

use crate::{error::Result, frame::Frame, pages::figure};

/// Shown one by one; the rest is counted.
const SHOWN: u32 = 50;

/// In a template: `{% include "admin/held.html" %}` with it as `held`.
pub(super) struct Held {
    pub text: String,
    pub rows: Vec<Row>,
}

pub(super) struct Row {
    pub account: AccountId,
    pub name: String,
    pub lacks: String,
    pub total: String,
}

/// `None`: no invoice of the month is.
pub(super) async fn held(frame: &Frame, system: &System, period: Period) -> Result<Option<Held>> {
    let counts = invoice::held_counts(system).await?;
    let Some((_, count)) = counts.into_iter().find(|(month, _)| *month == period) else {
        return Ok(None);
    };
    let drafts = invoice::held(system, period, AccountId::nil(), SHOWN).await?;
    let row = |draft: invoice::Invoice| {
        let document = draft.document;
        let lacks = document.buyer.lacks().into_iter();
        let lacks: Vec<_> = lacks.map(|fault| frame.say(label(fault))).collect();
        Row {
            account: draft.account,
            lacks: lacks.join(", "),
            total: figure::amount(frame.words, document.total, document.currency.code()),
            name: document.buyer.name,
        }
    };
    Ok(Some(Held {
        text: frame.about("month-held-text", "count", count),
        rows: drafts.into_iter().map(row).collect(),
    }))
}

/// As the customer's form names the field.
fn label(fault: DetailFault) -> &'static str {
    match fault {
        DetailFault::NoCompany => "details-name",
        DetailFault::Organisation | DetailFault::NeedsOrganisation => "details-organisation",
        DetailFault::NoTown => "details-city",
        DetailFault::Email => "details-email",
        DetailFault::Endpoint => "details-endpoint",
        DetailFault::TooLong => "details-address",
    }
}
