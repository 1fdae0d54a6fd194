//! What must add up on a document before it is made final, as EN 16931 and the plan want it.
use super::{Document, Item, Kind};
use crate::plan::Currency;

/// What does not add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// BR-16.
    NoLines,
    /// PEPPOL-EN16931-R120, kept to the øre: quantity × price ÷ base quantity.
    Line(usize),
    /// BR-CO-10, BR-CO-13.
    Net,
    /// BR-CO-14, BR-CO-17, BR-S-09, BR-AE-09, BR-O-09.
    Vat,
    /// BR-CO-15.
    Total,
    /// BR-53: the VAT in kroner is missing, or should not be there.
    VatInNok,
    /// The shops that counted do not come to the days that are charged.
    Shops,
    /// An invoice without due date or KID, or a credit note with one.
    Payment,
    /// Below nothing.
    Negative,
}

impl Document {
    /// The first thing that does not add up.
    pub fn check(&self) -> Result<(), Broken> {
        let holds = |is: bool, broken| if is { Ok(()) } else { Err(broken) };
        holds(!self.lines.is_empty(), Broken::NoLines)?;
        for (at, line) in self.lines.iter().enumerate() {
            let (quantity, price, base) = line.item.counted(line.net);
            holds(price >= 0 && line.net >= 0, Broken::Negative)?;
            let (quantity, base) = (i128::from(quantity), i128::from(base));
            let exact = quantity * i128::from(price);
            let off = 2 * (i128::from(line.net) * base - exact);
            holds(base > 0 && -base < off && off <= base, Broken::Line(at))?;
        }
        let lines: i64 = self.lines.iter().map(|line| line.net).sum();
        holds(lines == self.net, Broken::Net)?;
        // One of several credit notes may be an øre beside its own share, so that together they are right.
        let share = self.vat_of(self.net);
        let slack = i64::from(self.is_credit_note());
        holds(
            (self.vat - share).abs() <= slack && self.vat >= 0,
            Broken::Vat,
        )?;
        holds(self.net + self.vat == self.total, Broken::Total)?;
        holds(
            self.vat_in_nok.is_none() == (self.currency == Currency::Nok),
            Broken::VatInNok,
        )?;
        let is_invoice = self.kind == Kind::Invoice;
        holds(
            self.due.is_some() == is_invoice && self.kid.is_some() == is_invoice,
            Broken::Payment,
        )?;
        holds(!is_invoice || self.days_agree(), Broken::Shops)
    }

    fn days_agree(&self) -> bool {
        let charged: u32 = self
            .lines
            .iter()
            .map(|line| match line.item {
                Item::ExtraShops { shop_days, .. } => shop_days,
                Item::PartOf { .. } => 0,
            })
            .sum();
        let counted: u32 = self.stretches().iter().map(super::Stretch::shop_days).sum();
        charged == counted
    }
}
