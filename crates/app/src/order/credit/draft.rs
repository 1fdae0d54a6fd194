//! Drafting one refund's credit note: claimed, posted once, read back; in doubt it is looked for by its heading.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Outcome, ProgressNews, money};
use rackbeat::{Invoice, NewCreditNote};
use rust_decimal::Decimal;
use store::{
    order_refund,
    order_refund::{OrderRefund, Step},
};

use super::{
    super::{REST, Sending, noted},
    Crediting,
};
use crate::{Error, Words, agreement::language, error::Result};

/// Rackbeat's clock and ours may differ by so much.
const SLACK: TimeDelta = TimeDelta::hours(1);

impl Sending<'_> {
    pub(super) async fn draft(
        &self,
        crediting: &mut Crediting<'_>,
        at: usize,
        invoice: &Invoice,
    ) -> Result<()> {
        let id = self.refunds[at].id;
        let claimed = crediting.known.get(&id).copied();
        if let Some(credit) = claimed.and_then(|claimed| claimed.credit_number) {
            return self
                .read_back(crediting, at, (invoice.number, credit))
                .await;
        }
        if let Some(claimed_at) = claimed.and_then(|claimed| claimed.claimed_at) {
            let until = claimed_at + REST;
            if until > self.work.now() {
                return Err(Error::Rest { until });
            }
            if let Some(credit) = self.find(crediting, id, claimed_at) {
                return self
                    .read_back(crediting, at, (invoice.number, credit))
                    .await;
            }
        }
        self.post_credit(crediting, at, invoice.number).await
    }

    /// What an earlier try may have made: by its heading, or, where Rackbeat keeps a heading of its own, a credit
    /// note made since that is nobody else's.
    fn find(&self, crediting: &Crediting<'_>, refund: i64, since: DateTime<Utc>) -> Option<i64> {
        let mark = self.credit_mark(refund);
        let credits = || crediting.invoices.iter().filter(|one| one.is_credit());
        let named = credits().find(|credit| credit.ends_with(&mark));
        let taken = |number| {
            let mut known = crediting.known.values();
            known.any(|known| known.credit_number == Some(number))
        };
        let any_of_ours = format!("{}/R", self.link.reference);
        let others = |credit: &Invoice| {
            let mut words = credit
                .heading
                .as_deref()
                .unwrap_or_default()
                .split_whitespace();
            words.any(|word| word.starts_with(&any_of_ours))
        };
        let unnamed = || {
            credits().find(|credit| {
                let made_since = credit.created_at.is_some_and(|made| made >= since - SLACK);
                made_since && !taken(credit.number) && !others(credit)
            })
        };
        named.or_else(unnamed).map(|credit| credit.number)
    }

    /// `kx7f-5567/R12`: the order's reference and the refund's id.
    fn credit_mark(&self, refund: i64) -> String {
        format!("{}/R{refund}", self.link.reference)
    }

    async fn post_credit(
        &self,
        crediting: &mut Crediting<'_>,
        at: usize,
        invoice: i64,
    ) -> Result<()> {
        let tenant = &self.work.tenant;
        let whose = (self.link.id, self.link.shop);
        let goods = self.goods().await?;
        let credit = match crediting.refunds.credit(at, &goods, &self.rules) {
            Ok(credit) => credit,
            Err(refusal) => {
                // Not concluded: it is tried again when what it names is mended.
                let refused = Outcome::Refused { refusal };
                return noted::tell(self.work, &self.link, &refused).await;
            }
        };
        let words = Words::new(language(self.agreement)).say("rackbeat-credit-heading");
        let note = NewCreditNote {
            heading: format!("{words} {}", self.credit_mark(self.refunds[at].id)),
            lines: credit.lines,
        };
        self.work.lease.renew().await?;
        let now = self.work.now();
        let mut row = OrderRefund {
            claimed_at: Some(now),
            ..self.row(crediting, at, Step::Claimed)
        };
        order_refund::set(tenant, whose, &row, now).await?;
        match self.client()?.create_creditnote(invoice, &note).await {
            Ok(made) => {
                row.credit_number = Some(made.number);
                order_refund::set(tenant, whose, &row, self.work.now()).await?;
                self.read_back(crediting, at, (invoice, made.number)).await
            }
            Err(error) if error.in_doubt() => self.rest(error).await,
            Err(rackbeat::Error::Invalid(said)) => {
                let news = ProgressNews::CreditRefused {
                    invoice,
                    amount: credit.net,
                    text: said.to_string(),
                };
                self.conclude(self.row(crediting, at, Step::Told), news)
                    .await
            }
            Err(error) => {
                order_refund::free(tenant, self.link.id, row.refund_id).await?;
                Err(error.into())
            }
        }
    }

    /// What Rackbeat made of it stands in no answer but the credit note's own.
    async fn read_back(
        &self,
        crediting: &mut Crediting<'_>,
        at: usize,
        (invoice, credit): (i64, i64),
    ) -> Result<()> {
        let made = self.client()?.invoice(credit).await?;
        let (shop, goods) = (crediting.refunds.net(at), crediting.refunds.goods_back(at));
        // Whether it is written below zero is Rackbeat's own way.
        let rackbeat = money::round(made.total_subtotal.unwrap_or(Decimal::ZERO).abs(), 2);
        let news = match rackbeat == money::round(shop, 2) {
            true => ProgressNews::CreditDrafted {
                credit,
                invoice,
                amount: shop,
                goods,
            },
            false => ProgressNews::CreditDiffers {
                credit,
                invoice,
                shop,
                rackbeat,
                goods,
            },
        };
        let row = OrderRefund {
            credit_number: Some(credit),
            ..self.row(crediting, at, Step::Drafted)
        };
        crediting.known.insert(row.refund_id, row);
        self.conclude(row, news).await
    }
}
