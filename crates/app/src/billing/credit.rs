//! Credit notes: a final invoice is never changed, so what was too much is given back by a document of its own.
use domain::{
    invoice::{Credited, Document, NoCredit},
    plan,
};
use store::{
    InvoiceId, Tenant,
    invoice::{self, Books, NewInvoice},
    operator_act::NewAct,
};

use crate::Ctx;

/// What is to be given back, and what was known when that was decided.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    pub what: &'a Credited,
    pub reason: &'a str,
    /// How many credit notes the invoice had: a second press of the same button knows of one too few.
    pub notes: usize,
}

/// Why no credit note was made.
#[derive(Debug, thiserror::Error)]
pub enum NotCredited {
    #[error("it is a draft, which is not in the books")]
    Draft,
    #[error("another was made meanwhile")]
    Another,
    #[error("that can't be credited: {0:?}")]
    No(NoCredit),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Makes the credit note of one of the account's invoices: its number is the next of the same series.
pub async fn credit(
    ctx: &Ctx,
    tenant: &Tenant,
    id: InvoiceId,
    decided: Decided<'_>,
    act: NewAct<'_>,
) -> Result<InvoiceId, NotCredited> {
    invoice::find(tenant, id).await?;
    let mut books = Books::open(&ctx.store).await?;
    let (invoice, notes) = books.with_notes(id).await?;
    if invoice.final_at.is_none() {
        return Err(NotCredited::Draft);
    }
    if notes.len() != decided.notes {
        return Err(NotCredited::Another);
    }
    let before: Vec<Document> = notes.into_iter().map(|note| note.document).collect();
    let made = (books.next_number(), plan::day_at(ctx.now()));
    let (what, reason) = (decided.what, decided.reason);
    let document = invoice.document.credit(what, &before, made, reason);
    let note = NewInvoice {
        account: invoice.account,
        period: invoice.period,
        credits: Some(id),
        shop_days: 0,
        document: document.map_err(NotCredited::No)?,
        is_final: true,
    };
    let ids = books.enter(&[note], ctx.now()).await?;
    books.note(invoice.account, act, ctx.now()).await?;
    books.commit().await?;
    ctx.wake.now();
    ids.into_iter().next().ok_or(store::Error::NotFound.into())
}
