//! Documents of a period as a file for the accountant, read a page at a time.
use bytes::Bytes;
use chrono::NaiveDate;
use domain::{
    invoice::{Document, Kind},
    money,
};
use futures::{Stream, stream};
use store::{System, invoice, invoice::Invoice};

use crate::{
    Ctx, Language, Words,
    sheet::{self, comma, safe},
};

/// Documents read at a time.
const PAGE: u32 = 500;

/// Where the reading is.
pub struct Export {
    store: System,
    words: Words,
    days: (NaiveDate, NaiveDate),
    after: Option<(NaiveDate, u64)>,
    state: State,
}

enum State {
    Head,
    Rows,
    End,
}

/// Every final document issued from one day to another, in the order of day and number: UTF-8, parted by semicolons,
/// decimals with a comma. Of a credit note the sums are below nothing.
pub fn export(
    ctx: &Ctx,
    days: (NaiveDate, NaiveDate),
    language: Language,
) -> impl Stream<Item = store::Result<Bytes>> + use<> {
    let export = Export {
        store: ctx.store.clone(),
        words: Words::new(language),
        days,
        after: None,
        state: State::Head,
    };
    stream::try_unfold(export, Export::next)
}

const HEADS: [&str; 18] = [
    "export-number",
    "export-kind",
    "export-issued",
    "export-due",
    "export-credits",
    "export-first",
    "export-last",
    "export-customer",
    "export-organisation",
    "export-country",
    "export-shop-days",
    "export-currency",
    "export-net",
    "export-rate",
    "export-vat",
    "export-total",
    "export-vat-nok",
    "export-kid",
];

impl Export {
    async fn next(mut self) -> store::Result<Option<(Bytes, Self)>> {
        match self.state {
            State::Head => {
                self.state = State::Rows;
                let heads = HEADS.map(|key| self.words.say(key));
                Ok(Some((Bytes::from(sheet::head(heads)), self)))
            }
            State::Rows => {
                let page = invoice::issued(&self.store, self.days, self.after, PAGE).await?;
                let Some(last) = page.last() else {
                    return Ok(None);
                };
                self.after = Some((last.document.issued, last.document.number));
                if page.len() < PAGE as usize {
                    self.state = State::End;
                }
                let rows = Bytes::from(sheet::rows(page.iter().map(|one| self.cells(one))));
                Ok(Some((rows, self)))
            }
            State::End => Ok(None),
        }
    }

    fn cells(&self, invoice: &Invoice) -> [String; 18] {
        let Invoice { document, .. } = invoice;
        let (net, vat, total) = document.in_books();
        let sum = |minor| comma(document.amount(minor));
        let (kind, credits) = match &document.kind {
            Kind::Invoice => ("export-invoice", String::new()),
            Kind::CreditNote { number, .. } => ("export-credit-note", number.to_string()),
        };
        let organisation = document.buyer.organisation.as_ref();
        let sign = if document.is_credit_note() { -1 } else { 1 };
        let in_nok = document.vat_in_nok.map(|one| sign * one.vat);
        [
            document.number.to_string(),
            self.words.say(kind),
            document.issued.to_string(),
            document.due.map(|day| day.to_string()).unwrap_or_default(),
            credits,
            document.delivery.first.to_string(),
            document.delivery.last.to_string(),
            safe(&document.buyer.name),
            organisation.map_or_else(String::new, |one| one.as_str().to_owned()),
            document.buyer.address.country.clone(),
            shop_days(document).to_string(),
            document.currency.code().to_owned(),
            sum(net),
            comma(document.vat_by.rate().normalize()),
            sum(vat),
            sum(total),
            comma(money::from_minor(in_nok.unwrap_or(vat), "NOK")),
            document.kid.clone().unwrap_or_default(),
        ]
    }
}

fn shop_days(document: &Document) -> u32 {
    let days = |line: &domain::invoice::Line| match line.item {
        domain::invoice::Item::ExtraShops { shop_days, .. } => shop_days,
        domain::invoice::Item::PartOf { .. } => 0,
    };
    document.lines.iter().map(days).sum()
}
