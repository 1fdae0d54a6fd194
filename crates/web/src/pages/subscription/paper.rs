//! An invoice as it was sent: PDF for people, XML for systems.
use actix_web::{HttpRequest, HttpResponse, http::header};
use store::{
    Tenant,
    invoice::{self, Invoice, Kind},
};

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
};

/// `wanted` is `invoice.pdf` or `invoice.xml`. While neither is made, the visitor is told so on the page they came from.
pub(crate) async fn answer(
    tenant: &Tenant,
    request: &HttpRequest,
    (invoice, wanted): (&Invoice, &str),
    from: &str,
) -> Result<HttpResponse> {
    if !matches!(wanted, "invoice.pdf" | "invoice.xml") {
        return Err(Error::NotFound);
    }
    let Some(paper) = invoice::paper(tenant, invoice.id).await? else {
        return Ok(told(request, from, &Flash::bad("flash-paper-not-made")));
    };
    Ok(match wanted {
        "invoice.pdf" => file(invoice, ("pdf", "application/pdf"), paper.pdf),
        _ => file(invoice, ("xml", "application/xml; charset=utf-8"), paper.xml.into()),
    })
}

/// Its name is ours alone, and nothing of it comes from the customer.
fn file(invoice: &Invoice, (ending, kind): (&str, &str), bytes: Vec<u8>) -> HttpResponse {
    let name = match invoice.kind {
        Kind::Invoice => "faktura",
        Kind::CreditNote => "kreditnota",
    };
    let number = invoice.document.number;
    let as_file = format!("attachment; filename=\"varebro-{name}-{number}.{ending}\"");
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_DISPOSITION, as_file))
        .body(bytes)
}
