//! Credits of orders that are shipped: what was invoiced is credited by a draft, or a person is told. Each once.
use std::collections::BTreeMap;

use domain::{Outcome, ProgressNews, Reference, Refunded, money, order::Credits};
use store::{
    order_refund,
    order_refund::{OrderRefund, Step},
};

use super::{
    Sending,
    progress::{invoice_of, invoices_of, say},
};
use crate::error::Result;

mod draft;

/// An order's refunds, and what became of those that were seen before.
struct Crediting<'a> {
    refunds: Credits<'a>,
    known: BTreeMap<i64, OrderRefund>,
    /// The order's invoices and credit notes.
    invoices: Vec<rackbeat::Invoice>,
}

impl Sending<'_> {
    /// Shipped: what the shop has changed since is told, and what it has refunded is credited.
    pub(super) async fn after_shipping(&mut self) -> Result<Vec<Outcome>> {
        if self.credit().await? {
            return Ok(Vec::new());
        }
        let mut outcomes = self.compare().await?;
        let settled = !matches!(
            self.link.state,
            domain::State::Waiting | domain::State::Failed
        );
        if settled {
            // Its last news stays on the order's row.
            outcomes.retain(|outcome| !matches!(outcome, Outcome::OrderAlreadySent { .. }));
        }
        Ok(outcomes)
    }

    /// True when something was said of a refund.
    async fn credit(&mut self) -> Result<bool> {
        let known = order_refund::of(&self.work.tenant, self.link.id).await?;
        let known: BTreeMap<_, _> = known.into_iter().map(|one| (one.refund_id, one)).collect();
        let is_done = |refund: &woo::Refund| {
            known
                .get(&refund.id)
                .is_some_and(|known| known.step != Step::Claimed)
        };
        if self.refunds.iter().all(is_done) {
            return Ok(false);
        }
        let number = self.link.rackbeat_number.unwrap_or_default();
        let client = self.client()?;
        let order = match client.order(number).await {
            Err(rackbeat::Error::NotFound) => return Ok(false),
            order => order?,
        };
        let mut crediting = Crediting {
            refunds: Credits::of(self.order, self.refunds),
            known,
            invoices: Vec::new(),
        };
        if crediting.known.is_empty() {
            self.hold(&mut crediting, order.total_subtotal).await?;
        }
        let is_invoiced = order.is_invoiced == Some(true);
        if is_invoiced {
            super::progress::note_invoiced(self.work, &client, &self.link).await?;
            crediting.invoices = invoices_of(&client, &self.link).await?;
        }
        let mut told = false;
        for at in 0..self.refunds.len() {
            let id = self.refunds[at].id;
            let before = crediting.known.get(&id);
            if before.is_some_and(|before| before.step != Step::Claimed) {
                continue;
            }
            told = true;
            match is_invoiced {
                true => self.credit_one(&mut crediting, at).await?,
                false => self.tell_to_credit(&crediting, at).await?,
            }
        }
        Ok(told)
    }

    /// Credits from before the order was last written are in it already.
    async fn hold(
        &self,
        crediting: &mut Crediting<'_>,
        subtotal: Option<rust_decimal::Decimal>,
    ) -> Result<()> {
        let reference = Reference::kept(self.link.reference.clone());
        let written = self.link.written.as_ref().map(|one| &one.refunds);
        let known = written.and_then(|hash| crediting.refunds.known_by(hash, &reference));
        let held = known.or_else(|| crediting.refunds.held_by(subtotal?));
        let held = held.unwrap_or_default();
        let (whose, now) = ((self.link.id, self.link.shop), self.work.now());
        // All or none: one that is known is taken as a sign that all of them are.
        let change = self.work.tenant.begin().await?;
        for (at, refund) in self.refunds.iter().enumerate().take(held) {
            let row = self.row(crediting, at, Step::Held);
            order_refund::set(&change, whose, &row, now).await?;
            crediting.known.insert(refund.id, row);
        }
        change.commit().await?;
        Ok(())
    }

    async fn tell_to_credit(&self, crediting: &Crediting<'_>, at: usize) -> Result<()> {
        let news = ProgressNews::RefundShipped {
            number: self.link.rackbeat_number.unwrap_or_default(),
            amount: crediting.refunds.net(at),
            goods: crediting.refunds.goods_back(at),
        };
        self.conclude(self.row(crediting, at, Step::Told), news)
            .await
    }

    async fn credit_one(&self, crediting: &mut Crediting<'_>, at: usize) -> Result<()> {
        let (amount, goods) = (crediting.refunds.net(at), crediting.refunds.goods_back(at));
        let number = self.link.rackbeat_number.unwrap_or_default();
        let invoice = invoice_of(&crediting.invoices).cloned();
        let told = match &invoice {
            Some(invoice) if invoice.is_booked == Some(false) => ProgressNews::RefundDraftInvoice {
                invoice: invoice.number,
                amount,
                goods,
            },
            Some(_) if self.rules.refunded == Refunded::CreditNote => {
                return match invoice {
                    Some(invoice) => self.draft(crediting, at, &invoice).await,
                    None => Ok(()),
                };
            }
            invoice => ProgressNews::RefundInvoiced {
                number,
                invoice: invoice.as_ref().map(|invoice| invoice.number),
                amount,
                goods,
            },
        };
        self.conclude(self.row(crediting, at, Step::Told), told)
            .await
    }

    /// A new row of this refund.
    fn row(&self, crediting: &Crediting<'_>, at: usize, step: Step) -> OrderRefund {
        let net = crediting.refunds.net(at);
        OrderRefund {
            refund_id: self.refunds[at].id,
            net: money::to_minor(net, &self.order.currency).unwrap_or(i64::MAX),
            step,
            credit_number: None,
            claimed_at: None,
        }
    }

    /// The row and the line in one change.
    async fn conclude(&self, row: OrderRefund, news: ProgressNews) -> Result<()> {
        let now = self.work.now();
        let change = self.work.tenant.begin().await?;
        order_refund::set(&change, (self.link.id, self.link.shop), &row, now).await?;
        say(&change, &self.link, &news.into(), now).await?;
        change.commit().await?;
        Ok(())
    }
}
