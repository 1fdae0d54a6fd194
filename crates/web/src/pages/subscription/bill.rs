//! An invoice or a credit note as a list shows it.
use chrono::NaiveDate;
use store::invoice::{Kind, Standing};

use crate::{
    frame::Frame,
    pages::{badge::Badge, figure},
};

/// In a template: `{% include "pages/subscription/bills.html" %}` with several as `bills`.
pub(crate) struct Bill {
    /// Of its page; its papers are under it.
    pub address: String,
    pub name: String,
    pub period: String,
    pub due: String,
    pub total: String,
    pub badge: Badge,
}

impl Bill {
    /// `under`: where invoices are in this part of the pages.
    pub(crate) fn of(
        frame: &Frame,
        standing: &Standing,
        (under, today): (&str, NaiveDate),
    ) -> Self {
        let amount = |minor| figure::amount(frame.words, minor, standing.currency.code());
        let due = standing.due_on.map(figure::day);
        Self {
            address: format!("{under}/{}", standing.id),
            name: name(frame, standing.kind, standing.number),
            period: figure::month(frame.words, standing.period),
            due: due.unwrap_or_else(|| "–".to_owned()),
            total: amount(standing.total),
            badge: badge(frame, standing, today),
        }
    }
}

/// `Faktura 10001`.
pub(crate) fn name(frame: &Frame, kind: Kind, number: u64) -> String {
    let key = match kind {
        Kind::Invoice => "bill-kind-invoice",
        Kind::CreditNote => "bill-kind-credit-note",
    };
    frame.about(key, "number", number)
}

pub(crate) fn badge(frame: &Frame, standing: &Standing, today: NaiveDate) -> Badge {
    let (class, key) = if standing.kind == Kind::CreditNote {
        ("state-info", "bill-state-credit-note")
    } else if standing.paid_on.is_some() {
        ("state-good", "bill-state-paid")
    } else if standing.unpaid == 0 {
        ("state-info", "bill-state-credited")
    } else if standing.due_on.is_some_and(|due| due < today) {
        ("state-fail", "bill-state-overdue")
    } else if standing.sent_at.is_some() {
        ("state-wait", "bill-state-sent")
    } else {
        ("state-wait", "bill-state-final")
    };
    Badge::new(frame, class, key)
}
