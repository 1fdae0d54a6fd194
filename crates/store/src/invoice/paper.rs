//! The documents as they were sent, kept as they are.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{InvoiceId, Result, Rows, Tenant, sql};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Paper {
    pub pdf: Vec<u8>,
    /// `None`: what EHF asks for is not known of the customer.
    pub xml: Option<String>,
    /// SHA-256 of each, in hexadecimal digits.
    pub pdf_hash: String,
    pub xml_hash: Option<String>,
}

/// Keeps it; the first one stays where two are made.
pub async fn keep_paper<R: Rows>(
    tenant: &Tenant<R>,
    id: InvoiceId,
    paper: &Paper,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO invoice_papers (invoice_id, account_id, pdf, pdf_hash, xml, xml_hash,
        made_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (invoice_id) DO NOTHING";
    let values = vec![
        id.into(),
        tenant.account().into(),
        paper.pdf.clone().into(),
        paper.pdf_hash.as_str().into(),
        paper.xml.as_deref().into(),
        paper.xml_hash.as_deref().into(),
        sql::ms(now).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// `None`: it is not made yet.
pub async fn paper<R: Rows>(tenant: &Tenant<R>, id: InvoiceId) -> Result<Option<Paper>> {
    let text = "SELECT pdf, xml, pdf_hash, xml_hash FROM invoice_papers
        WHERE invoice_id = $1 AND account_id = $2";
    sql::one(
        tenant.reader(),
        text,
        vec![id.into(), tenant.account().into()],
    )
    .await
}
