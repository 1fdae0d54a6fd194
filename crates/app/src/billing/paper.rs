//! A final document goes on paper, is kept as it was made, and is mailed to its payer: each once.
use domain::{FailureReason, hash};
use store::{
    InvoiceId, Tenant,
    inbox::Message,
    invoice::{self, Invoice, Paper},
};
use tokio::sync::Semaphore;

use crate::{
    Ctx, Error, Language, Words, Work,
    error::Result,
    mail::{self, Attachment, Mail},
};

/// Typesetting wants a core, and after a close everybody's turn comes at once: orders must still have the other.
static PRESSES: Semaphore = Semaphore::const_new(1);

/// Under reverse charge an operator may have a text of its own.
const REVERSE_CHARGE: &str = "invoice-reverse-charge";

/// Makes the paper that the message names, if nobody has, and puts its mail in the outbox, if it is not there.
pub(crate) async fn make_paper(work: &Work, message: &Message) -> Result<()> {
    let Ok(id) = message.subject.parse::<InvoiceId>() else {
        return Ok(());
    };
    let found = invoice::find(&work.tenant, id).await?;
    if found.final_at.is_none() {
        return Ok(());
    }
    if invoice::paper(&work.tenant, id).await?.is_none() {
        let paper = printed(&work.ctx, &found).await?;
        work.lease.renew().await?;
        invoice::keep_paper(&work.tenant, id, &paper, work.now()).await?;
    }
    post(&work.ctx, &found).await
}

/// The documents that a mail carries: their names, what they are, and themselves.
pub(crate) async fn attachments(ctx: &Ctx, mail: &Mail) -> store::Result<Vec<Attachment>> {
    let Mail::Invoice { account, id, .. } = mail else {
        return Ok(Vec::new());
    };
    let tenant = crate::inbox::tenant(ctx, *account);
    let found = invoice::find(&tenant, *id).await?;
    let paper = invoice::paper(&tenant, *id).await?;
    let paper = paper.ok_or(store::Error::NotFound)?;
    let name = file_name(&found);
    let pdf = Attachment {
        name: format!("{name}.pdf"),
        kind: "application/pdf",
        content: paper.pdf,
    };
    let xml = paper.xml.map(|xml| Attachment {
        name: format!("{name}.xml"),
        kind: "application/xml",
        content: xml.into_bytes(),
    });
    Ok([Some(pdf), xml].into_iter().flatten().collect())
}

/// What its files are called in its language, without the ending.
fn file_name(invoice: &Invoice) -> String {
    let document = &invoice.document;
    let words = Words::new(Language::parse(&document.language).unwrap_or_default());
    let key = match document.is_credit_note() {
        true => "invoice-credit-file",
        false => "invoice-file",
    };
    words.with(key, &[("number", document.number)])
}

/// Typesetting takes a while, so it has a thread of its own.
async fn printed(ctx: &Ctx, invoice: &Invoice) -> Result<Paper> {
    let (document, sales) = (invoice.document.clone(), ctx.billing.clone());
    // Never closed; were it, printing would go on all the same.
    let _press = PRESSES.acquire().await.ok();
    let made = tokio::task::spawn_blocking(move || {
        let words = Words::new(Language::parse(&document.language).unwrap_or_default());
        let own = sales.and_then(|sales| sales.reverse_charge_text.clone());
        let say = |key: &str, args: &[(&'static str, String)]| match &own {
            Some(text) if key == REVERSE_CHARGE => text.clone(),
            _ => words.with(key, args),
        };
        let pdf = paper::pdf::pdf(&document, &say).map_err(|error| error.to_string())?;
        // A firm that cannot be sent one gets the other.
        let xml = paper::ehf::xml(&document, &say);
        let xml = xml.map(|xml| String::from_utf8_lossy(&xml).into_owned());
        Ok::<_, String>((pdf, xml.map_err(|error| error.to_string())))
    });
    let made = made.await.map_err(|error| error.to_string()).flatten();
    let (pdf, xml) = made.map_err(|error| {
        tracing::error!(invoice.id = %invoice.id, error, "An invoice could not be printed");
        Error::Retry {
            reason: FailureReason::Ours,
            after: None,
        }
    })?;
    let xml = xml
        .inspect_err(|error| tracing::info!(invoice.id = %invoice.id, error, "Without EHF"))
        .ok();
    Ok(Paper {
        pdf_hash: hash::of_bytes(&pdf),
        xml_hash: xml.as_ref().map(|xml| hash::of_bytes(xml.as_bytes())),
        pdf,
        xml,
    })
}

async fn post(ctx: &Ctx, invoice: &Invoice) -> Result<()> {
    let document = &invoice.document;
    let news = Mail::Invoice {
        account: invoice.account,
        id: invoice.id,
        number: document.number,
        is_credit_note: document.is_credit_note(),
        seller: document.seller.name.clone(),
        currency: document.currency.code().to_owned(),
        total: document.amount(document.total),
        due: document.due,
    };
    let content = mail::sealed(&news)?;
    let letter = (
        document.buyer.email.as_str(),
        document.language.as_str(),
        &content,
    );
    invoice::mailed(&ctx.store, invoice.id, letter, ctx.now()).await?;
    Ok(())
}

/// Its PDF or EHF, for who downloads it; `None`: not made yet, or there is none.
pub async fn downloaded(tenant: &Tenant, id: InvoiceId) -> store::Result<Option<(String, Paper)>> {
    let found = invoice::find(tenant, id).await?;
    let paper = invoice::paper(tenant, id).await?;
    Ok(paper.map(|paper| (file_name(&found), paper)))
}
