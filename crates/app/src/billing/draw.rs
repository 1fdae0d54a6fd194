//! A page of accounts becomes invoices: from the ledger, the prices, and what stands about each payer.
use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Days, Utc};
use domain::{
    invoice::{self, About, CountedShop, Made},
    plan::{self, Agreed, Charge, Currency, Period},
};
use store::{
    AccountId, System, agreed_price, invoice::NewInvoice, ledger, ledger::History, payer,
    payer::Payer,
};

use super::{Sales, terms};
use crate::Language;

/// What invoices of a month are drawn up by.
#[derive(Clone)]
pub(super) struct Drawing {
    pub sales: Arc<Sales>,
    pub period: Period,
    pub is_final: bool,
    pub now: DateTime<Utc>,
}

impl Drawing {
    /// The invoices of the accounts from the first to the last by their ids, without numbers. Who has no extra shop, or
    /// pays nothing for it, gets none.
    pub async fn page(
        &self,
        store: &System,
        range: (AccountId, AccountId),
    ) -> store::Result<Vec<NewInvoice>> {
        let mut prices: HashMap<AccountId, Vec<Agreed>> = HashMap::new();
        for one in agreed_price::all_of(store, range).await? {
            prices.entry(one.account).or_default().push(one.agreed);
        }
        let mut shops: HashMap<AccountId, Vec<History>> = HashMap::new();
        for one in ledger::histories_of(store, range).await? {
            shops.entry(one.account).or_default().push(one);
        }
        let mut invoices = Vec::new();
        for payer in payer::all_of(store, range).await? {
            let Some(shops) = shops.remove(&payer.account) else {
                continue;
            };
            let agreed = prices.remove(&payer.account).unwrap_or_default();
            invoices.extend(self.invoice(payer, shops, &agreed));
        }
        Ok(invoices)
    }

    fn invoice(&self, payer: Payer, shops: Vec<History>, agreed: &[Agreed]) -> Option<NewInvoice> {
        let seller = &self.sales.seller;
        let vat = invoice::Vat::of(seller, &payer.country, self.sales.abroad);
        let terms = terms(&payer.country, agreed, vat.rate());
        let counts = plan::count(self.period, shops.iter().map(|one| one.ever.as_slice()));
        let charge = plan::charge(self.period, &counts, &terms);
        if charge.total == 0 {
            return None;
        }
        let buyer = payer.billed().buyer(&payer.country);
        let is_known = buyer.lacks().is_empty();
        let about = About {
            seller: seller.clone(),
            buyer,
            language: language(&payer),
            currency: Currency::of(&payer.country),
            vat_by: vat,
            rate: None,
        };
        let counted = shops.into_iter().filter_map(|one| {
            let address = shown(&one.home);
            CountedShop::of(one.name, address, self.period, &one.ever)
        });
        let document = invoice::drawn(self.period, &charge, counted.collect(), about, self.made(0));
        Some(NewInvoice {
            account: payer.account,
            period: self.period,
            credits: None,
            shop_days: shop_days(&charge),
            document,
            // Who is not known waits as a draft.
            is_final: self.is_final && is_known,
        })
    }

    /// Numbers are given last, when the books are open.
    pub fn number(&self, invoice: &mut NewInvoice, number: u64) {
        let made = self.made(number);
        invoice.document.number = made.number;
        invoice.document.issued = made.issued;
        invoice.document.due = Some(made.due);
        invoice.document.kid = Some(invoice::kid(number));
    }

    fn made(&self, number: u64) -> Made {
        let issued = plan::day_at(self.now);
        Made {
            number,
            issued,
            due: issued + Days::new(self.sales.due_days.into()),
        }
    }
}

fn language(payer: &Payer) -> String {
    let language = Language::parse(&payer.language).unwrap_or_default();
    language.code().to_owned()
}

fn shop_days(charge: &Charge) -> u32 {
    charge.lines.iter().map(|line| line.shop_days).sum()
}

/// As people write it.
fn shown(home: &str) -> String {
    let home = home.strip_prefix("https://").unwrap_or(home);
    home.trim_end_matches('/').to_owned()
}
