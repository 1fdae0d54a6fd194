//! A credit note gives an invoice back, all of it or a part.
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Document, Item, Kind, Line, drawn::in_nok};
use crate::money;

/// How much of an invoice is given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credited {
    /// All that is left of it.
    All,
    /// These of its lines, counted from 0; only of an invoice that nothing was given back of.
    Lines(Vec<usize>),
    /// Øre, ex VAT.
    Amount(i64),
}

/// Why a credit note can't be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoCredit {
    /// What is to be credited is a credit note.
    NotAnInvoice,
    /// It would give back nothing, or less.
    Nothing,
    /// A line that the invoice does not have, or lines of an invoice that was credited in part.
    NoSuchLine,
    /// Øre ex VAT that are left of the invoice.
    MoreThanLeft(i64),
}

impl Document {
    /// The credit note of this invoice; `before` are the ones that it already has.
    pub fn credit(
        &self,
        what: &Credited,
        before: &[Self],
        (number, issued): (u64, NaiveDate),
        reason: &str,
    ) -> Result<Self, NoCredit> {
        if self.is_credit_note() {
            return Err(NoCredit::NotAnInvoice);
        }
        let given: i64 = before.iter().map(|one| one.net).sum();
        let left = self.net - given;
        let lines = self.given_back(what, before.is_empty(), left)?;
        let net: i64 = lines.iter().map(|line| line.net).sum();
        if net <= 0 {
            return Err(NoCredit::Nothing);
        }
        if net > left {
            return Err(NoCredit::MoreThanLeft(left));
        }
        // Reckoned on all that is given back so far, so that several notes never come to more VAT than there was.
        let vat = self.vat_of(given + net) - before.iter().map(|one| one.vat).sum::<i64>();
        // Of a part, the days of the whole would not add up.
        let shops = if lines == self.lines {
            self.shops.clone()
        } else {
            Vec::new()
        };
        let rate = self.vat_in_nok.and_then(|vat| vat.rate);
        Ok(Self {
            kind: Kind::CreditNote {
                number: self.number,
                issued: self.issued,
                reason: reason.to_owned(),
            },
            number,
            issued,
            due: None,
            shops,
            lines,
            net,
            vat,
            total: net + vat,
            vat_in_nok: in_nok(vat, self.currency, rate),
            kid: None,
            ..self.clone()
        })
    }

    fn given_back(
        &self,
        what: &Credited,
        is_whole: bool,
        left: i64,
    ) -> Result<Vec<Line>, NoCredit> {
        let part = |net| {
            let item = Item::PartOf {
                invoice: self.number,
            };
            vec![Line { item, net }]
        };
        match what {
            Credited::All if is_whole => Ok(self.lines.clone()),
            Credited::All => Ok(part(left)),
            Credited::Amount(net) => Ok(part(*net)),
            Credited::Lines(_) if !is_whole => Err(NoCredit::NoSuchLine),
            Credited::Lines(wanted) => {
                let mut wanted = wanted.clone();
                wanted.sort_unstable();
                wanted.dedup();
                let line = |at: &usize| self.lines.get(*at).cloned().ok_or(NoCredit::NoSuchLine);
                wanted.iter().map(line).collect()
            }
        }
    }

    /// VAT of a sum by this document's rate, half up to the øre.
    pub(super) fn vat_of(&self, net: i64) -> i64 {
        let vat = Decimal::from(net) * self.vat_by.rate() / Decimal::ONE_HUNDRED;
        i64::try_from(money::round(vat, 0)).unwrap_or(i64::MAX)
    }
}
