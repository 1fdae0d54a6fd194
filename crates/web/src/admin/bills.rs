//! An invoice or a credit note in an operator's list.
use chrono::NaiveDate;
use store::{AccountId, invoice::Standing};

use crate::{
    frame::Frame,
    pages::{figure, subscription::bill::Bill},
};

/// Where every account's invoices are.
pub(super) const BILLS: &str = "/admin/invoices";

/// In a template: `{% include "admin/bills.html" %}` with several as `bills`.
pub(super) struct Row {
    pub bill: Bill,
    pub account: AccountId,
    pub customer: String,
    pub unpaid: String,
}

impl Row {
    pub(super) fn of(
        frame: &Frame,
        standing: &Standing,
        (customer, today): (&str, NaiveDate),
    ) -> Self {
        Self {
            bill: Bill::of(frame, standing, (BILLS, today)),
            account: standing.account,
            customer: customer.to_owned(),
            unpaid: figure::amount(frame.words, standing.unpaid, standing.currency.code()),
        }
    }
}
