//! What the account pays, its invoices, and whom to bill.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, billing, subscription};
use askama::Template;
use domain::{
    DetailFault, TypedDetails,
    plan::{self, Period},
};
use serde::Deserialize;
use store::invoice;

use super::figure;
use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    visitor::Visitor,
};

pub(crate) mod bill;
pub(crate) mod month;
pub(crate) mod next;
pub(crate) mod paper;

use bill::Bill;
use month::Month;

/// Where an account's own invoices are.
const BILLS: &str = "/subscription/invoices";

#[derive(Template)]
#[template(path = "pages/subscription/show.html")]
struct Show {
    frame: Frame,
    price: String,
    /// Prices of the account's own, in words.
    agreed: Vec<String>,
    month: Month,
    bills: Vec<Bill>,
    details: Details,
}

struct Details {
    /// What is lacking, if it is needed.
    asked_for: Vec<String>,
    fields: Vec<Field>,
}

/// As the form sends it.
#[derive(Deserialize)]
pub(crate) struct Typed {
    company: String,
    organisation: String,
    address: String,
    postal_code: String,
    city: String,
    reference: String,
    email: String,
    endpoint: String,
}

/// `GET /subscription`
pub(crate) async fn show(ctx: Data<Ctx>, visitor: Visitor) -> Result<HttpResponse> {
    let typed = billing::details(&visitor.tenant).await?.typed();
    page(&shown(&ctx, &visitor, &typed, &Faults::default()).await?)
}

/// `POST /subscription/details`
pub(crate) async fn save(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<Typed>,
) -> Result<HttpResponse> {
    let typed = TypedDetails::from(form.into_inner());
    let (tenant, who) = (&visitor.tenant, visitor.name());
    match billing::save_details(&ctx, tenant, who, &typed).await? {
        Ok(_) => {
            let flash = Flash::good("flash-details-saved");
            Ok(told(&request, "/subscription", &flash))
        }
        Err(wrong) => {
            let faults = faults(&visitor.frame, &wrong);
            faulty(&shown(&ctx, &visitor, &typed, &faults).await?)
        }
    }
}

/// `GET /subscription/invoices/{invoice}/{paper}`
pub(crate) async fn paper(
    visitor: Visitor,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let id = path.0.parse().map_err(|_| Error::NotFound)?;
    paper::answer(&visitor.tenant, &request, (id, &path.1), "/subscription").await
}

async fn shown(
    ctx: &Ctx,
    visitor: &Visitor,
    typed: &TypedDetails,
    faults: &Faults,
) -> Result<Show> {
    let (frame, tenant) = (visitor.frame.clone(), &visitor.tenant);
    let today = plan::day_at(ctx.now());
    let month = billing::month(ctx, tenant, Period::of(today)).await?;
    let next = subscription::next_shop(ctx, tenant).await?;
    let holds = month.agreed.iter().map(|one| one.agreed);
    let holds = holds.filter(|agreed| agreed.last.is_none_or(|last| today <= last));
    let bills = invoice::of_account(tenant).await?;
    let asked_for = billing::asked_for(tenant, &month).await?.into_iter();
    Ok(Show {
        price: price(&frame, next.list),
        agreed: holds
            .map(|agreed| month::told(&frame, &agreed, month.currency))
            .collect(),
        month: Month::of(&frame, &month),
        bills: bills
            .iter()
            .map(|one| Bill::of(&frame, one, (BILLS, today)))
            .collect(),
        details: Details {
            asked_for: asked_for.map(|fault| frame.say(fault.key())).collect(),
            fields: fields(&frame, typed, faults),
        },
        frame,
    })
}

pub(crate) fn price(frame: &Frame, monthly: subscription::Monthly) -> String {
    figure::amount(frame.words, monthly.amount, monthly.currency.code())
}

fn fields(frame: &Frame, typed: &TypedDetails, faults: &Faults) -> Vec<Field> {
    let field = |kind, name, key| Field::new(kind, name, frame.say(key));
    let all = [
        field("text", "company", "details-name")
            .holding(&typed.company)
            .completed_by("organization"),
        field("text", "organisation", "details-organisation")
            .holding(&typed.organisation)
            .optional(),
        field("lines", "address", "details-address")
            .holding(&typed.address)
            .hinting(frame.say("details-address-hint"))
            .completed_by("street-address")
            .optional(),
        field("text", "postal_code", "details-postal")
            .holding(&typed.postal_code)
            .completed_by("postal-code")
            .optional(),
        field("text", "city", "details-city")
            .holding(&typed.city)
            .completed_by("address-level2"),
        field("text", "reference", "details-reference")
            .holding(&typed.reference)
            .hinting(frame.say("details-reference-hint"))
            .optional(),
        field("email", "email", "details-email")
            .holding(&typed.email)
            .completed_by("email"),
        field("text", "endpoint", "details-endpoint")
            .holding(&typed.endpoint)
            .hinting(frame.say("details-endpoint-hint"))
            .optional(),
    ];
    all.into_iter().map(|field| field.judged(faults)).collect()
}

fn faults(frame: &Frame, wrong: &[DetailFault]) -> Faults {
    let mut faults = Faults::default();
    for fault in wrong {
        faults.add(fault.field(), frame.say(fault.key()));
    }
    faults
}

impl From<Typed> for TypedDetails {
    fn from(form: Typed) -> Self {
        Self {
            company: form.company,
            organisation: form.organisation,
            address: form.address,
            postal_code: form.postal_code,
            city: form.city,
            reference: form.reference,
            email: form.email,
            endpoint: form.endpoint,
        }
    }
}
