//! An invoice as it was sent: PDF for people, XML for systems.
use actix_web::{HttpRequest, HttpResponse, http::header};
use app::billing;
use store::{InvoiceId, Tenant};

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
};

/// `wanted` is `invoice.pdf` or `invoice.xml`. While it is not made, and where there is none, the visitor is told so on
/// the page they came from.
pub(crate) async fn answer(
    tenant: &Tenant,
    request: &HttpRequest,
    (id, wanted): (InvoiceId, &str),
    from: &str,
) -> Result<HttpResponse> {
    if !matches!(wanted, "invoice.pdf" | "invoice.xml") {
        return Err(Error::NotFound);
    }
    let Some((name, paper)) = billing::downloaded(tenant, id).await? else {
        return Ok(told(request, from, &Flash::bad("flash-paper-not-made")));
    };
    if wanted == "invoice.pdf" {
        return Ok(file(&name, ("pdf", "application/pdf"), paper.pdf));
    }
    Ok(match paper.xml {
        Some(xml) => file(&name, ("xml", "application/xml; charset=utf-8"), xml.into()),
        None => told(request, from, &Flash::bad("flash-paper-no-xml")),
    })
}

/// Its name is ours alone, and nothing of it comes from the customer.
fn file(name: &str, (ending, kind): (&str, &str), bytes: Vec<u8>) -> HttpResponse {
    let as_file = format!("attachment; filename=\"varebro-{name}.{ending}\"");
    HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_DISPOSITION, as_file))
        .body(bytes)
}
