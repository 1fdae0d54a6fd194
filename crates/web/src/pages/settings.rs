//! A shop's settings: what its owner chooses, each with a line of help, and in words what comes of it.
use std::{fmt::Display, time::Duration};

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{
    Ctx,
    agreement::Offered,
    shop::{Lists, Saved},
};
use askama::Template;
use domain::Rules;
use store::{rules, shop::Shop};

use super::{
    shop::{Head, Tab},
    standing,
};
use crate::{
    error::Result,
    flash::{Flash, told},
    form::Faults,
    frame::{Frame, faulty, page},
    visitor::Visitor,
};

mod buyers;
mod confirm;
mod fields;
mod goods;
mod meanwhile;
mod methods;
mod orders;
mod picks;
mod sent;
mod stock;
mod summary;
mod values;

use sent::{Sent, Typed};
use summary::Summary;

/// How long the page waits for the lists of Rackbeat and of the shop before it shows without them.
const PATIENCE: Duration = Duration::from_secs(6);

/// A form of a shop with two hundred ways to pay and to send, and what it was made from.
pub(crate) const FORM_BYTES: usize = 65_536;

#[derive(Template)]
#[template(path = "pages/settings/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    /// Rackbeat's lists were read.
    has_lists: bool,
    /// The shop's own were.
    has_methods: bool,
    summary: Summary,
    sections: Vec<Section>,
    has_faults: bool,
    /// Somebody else saved while the form was open.
    is_overtaken: bool,
    made_from: String,
}

/// Settings that belong together.
struct Section {
    id: &'static str,
    title: String,
    text: Option<String>,
    /// Each escapes its own parts.
    parts: Vec<Part>,
}

type Part = Box<dyn Display>;

/// What a page of settings is made from.
struct Known {
    shop: Shop,
    facts: app::shop::Facts,
    /// What the owner saved.
    own: Rules,
    /// As they are in force.
    saved: Rules,
    /// `None`: Rackbeat did not answer, so the choices from its lists stay as they are.
    offered: Option<Offered>,
    /// `None`: the shop did not answer.
    lists: Option<Lists>,
    /// The fields of its orders, when they were asked for.
    order_fields: Option<Vec<app::shop::Field>>,
}

/// `GET /shops/{id}/settings`
pub(crate) async fn show(
    ctx: Data<Ctx>,
    visitor: Visitor,
    id: Path<String>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Settings).await?;
    let known = known(&ctx, &visitor, shop).await?;
    let typed = Typed::of(known.saved.clone());
    let faults = Faults::default();
    page(&filled(&visitor, head, &known, (&typed, &faults)))
}

/// `POST /shops/{id}/settings`
pub(crate) async fn save(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Settings).await?;
    let mut known = known(&ctx, &visitor, shop).await?;
    let sent = Sent(form.into_inner());
    loop {
        let mut faults = Faults::default();
        let typed = sent.read(&known, &visitor.frame, &mut faults);
        if sent.is_on("list_fields") {
            // Nothing is saved, and nothing that was typed is lost.
            let mut faults = Faults::default();
            list_fields(&ctx, &visitor, &mut known, &mut faults).await;
            return page(&filled(&visitor, head, &known, (&typed, &faults)));
        }
        if !faults.is_empty() || typed.is_overtaken {
            return faulty(&filled(&visitor, head, &known, (&typed, &faults)));
        }
        if known.saved.product_master != typed.rules.product_master && !sent.is_on("confirmed") {
            return confirm::ask(&visitor, head, (&known.shop, &typed.rules), &sent).await;
        }
        let (shop, who) = (known.shop.id, visitor.name());
        let change = (&known.own, &typed.rules);
        match app::shop::save_settings(&ctx, &visitor.tenant, who, shop, change).await? {
            Saved::Overtaken => (known.own, known.saved) = chosen(&visitor, &known.shop).await?,
            Saved::Changed | Saved::Unchanged => {
                let flash = Flash::good("flash-settings-saved");
                return Ok(told(&request, &format!("/shops/{shop}/settings"), &flash));
            }
        }
    }
}

/// As the owner saved them, and as orders are sent by them: where nobody has chosen, what was picked in Rackbeat.
async fn chosen(visitor: &Visitor, shop: &Shop) -> Result<(Rules, Rules)> {
    let own = rules::of(&visitor.tenant, shop.id).await?;
    let saved = match standing::agreement(&visitor.tenant).await? {
        Some(agreement) => app::agreement::fill(own.clone(), &agreement),
        None => own.clone(),
    };
    Ok((own, saved))
}

async fn known(ctx: &Ctx, visitor: &Visitor, shop: Shop) -> Result<Known> {
    let (offered, lists) = tokio::join!(
        in_time(app::agreement::offered(ctx, &visitor.tenant)),
        in_time(app::shop::lists(ctx, &visitor.tenant, &shop)),
    );
    let (own, saved) = chosen(visitor, &shop).await?;
    Ok(Known {
        facts: app::shop::facts(&shop),
        own,
        saved,
        offered,
        lists,
        order_fields: None,
        shop,
    })
}

/// `None`: it was not to be had, or not soon enough for whoever waits for the page.
async fn in_time<T>(reading: impl Future<Output = Result<T, app::Stopped>>) -> Option<T> {
    match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(read)) => Some(read),
        Ok(Err(error)) => {
            tracing::info!(%error, "A list could not be read for the settings");
            None
        }
        Err(_) => None,
    }
}

async fn list_fields(ctx: &Ctx, visitor: &Visitor, known: &mut Known, faults: &mut Faults) {
    let reading = app::shop::fields(ctx, &visitor.tenant, &known.shop);
    known.order_fields = in_time(reading).await;
    let key = match &known.order_fields {
        None => "settings-meta-unread",
        Some(fields) if fields.is_empty() => "settings-meta-none",
        Some(_) => return,
    };
    faults.add("organisation_meta", visitor.frame.say(key));
}

fn filled(visitor: &Visitor, head: Head, known: &Known, with: (&Typed, &Faults)) -> Show {
    let frame = visitor.frame.clone();
    Show {
        has_lists: known.offered.is_some(),
        has_methods: known.lists.is_some(),
        summary: summary::of(&frame, known),
        sections: vec![
            orders::starting(&frame, known, with),
            buyers::section(&frame, known, with),
            methods::section(&frame, known, with),
            orders::ending(&frame, known, with),
            orders::in_rackbeat(&frame, known, with),
            stock::section(&frame, known, with),
            goods::section(&frame, known, with),
        ],
        has_faults: !with.1.is_empty(),
        is_overtaken: with.0.is_overtaken,
        made_from: meanwhile::carried(&known.saved),
        head,
        frame,
    }
}
