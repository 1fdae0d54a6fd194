//! A shop's settings: what its owner chooses, each with a line of help.
use std::time::Duration;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, agreement::Offered};
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
    form::{Choice, Faults, Field},
    frame::{Frame, faulty, page},
    visitor::Visitor,
};

mod confirm;
mod fields;
mod goods;
mod sent;
mod values;

use fields::Group;
use sent::{Sent, Typed};

/// How long the page waits for Rackbeat's lists before it shows without them.
const PATIENCE: Duration = Duration::from_secs(6);

#[derive(Template)]
#[template(path = "pages/settings/show.html")]
struct Show {
    frame: Frame,
    head: Head,
    /// Rackbeat's lists were read.
    has_lists: bool,
    orders_on: bool,
    stock_on: bool,
    statuses: Group,
    orders: Vec<Choice>,
    rackbeat: Vec<Choice>,
    products: Vec<Choice>,
    quantity: Choice,
    locations: Group,
    limits: Vec<Field>,
    master: Choice,
    carried: Group,
    goods: Vec<Choice>,
    has_faults: bool,
}

/// What a page of settings is made from.
struct Known {
    shop: Shop,
    facts: app::shop::Facts,
    /// `None`: Rackbeat did not answer, so the choices from its lists stay as they are.
    offered: Option<Offered>,
}

/// `GET /shops/{id}/settings`
pub(crate) async fn show(
    ctx: Data<Ctx>,
    visitor: Visitor,
    id: Path<String>,
) -> Result<HttpResponse> {
    let (head, shop) = Head::find(&visitor, &id, Tab::Settings).await?;
    let rules = chosen(&visitor, &shop).await?;
    let known = known(&ctx, &visitor, shop).await;
    let typed = Typed::of(rules);
    page(&filled(
        visitor.frame.clone(),
        head,
        &known,
        &typed,
        &Faults::default(),
    ))
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
    let old = chosen(&visitor, &shop).await?;
    let known = known(&ctx, &visitor, shop).await;
    let frame = visitor.frame.clone();
    let mut faults = Faults::default();
    let sent = Sent(form.into_inner());
    let typed = sent.read(&old, &known, &frame, &mut faults);
    if !faults.is_empty() {
        return faulty(&filled(frame, head, &known, &typed, &faults));
    }
    if old.product_master != typed.rules.product_master && !sent.is_on("confirmed") {
        return confirm::ask(&visitor, head, (&known.shop, &typed.rules), &sent).await;
    }
    let shop = known.shop.id;
    let who = visitor.name();
    app::shop::save_settings(&ctx, &visitor.tenant, who, shop, &typed.rules).await?;
    let flash = Flash::good("flash-settings-saved");
    Ok(told(&request, &format!("/shops/{shop}/settings"), &flash))
}

/// As orders are sent by them: where the owner has not chosen, what was picked in Rackbeat.
async fn chosen(visitor: &Visitor, shop: &Shop) -> Result<Rules> {
    let rules = rules::of(&visitor.tenant, shop.id).await?;
    Ok(match standing::agreement(&visitor.tenant).await? {
        Some(agreement) => app::agreement::fill(rules, &agreement),
        None => rules,
    })
}

async fn known(ctx: &Ctx, visitor: &Visitor, shop: Shop) -> Known {
    let reading = app::agreement::offered(ctx, &visitor.tenant);
    let offered = match tokio::time::timeout(PATIENCE, reading).await {
        Ok(Ok(offered)) => Some(offered),
        Ok(Err(error)) => {
            tracing::info!(%error, "Rackbeat's lists could not be read for the settings");
            None
        }
        Err(_) => None,
    };
    Known {
        facts: app::shop::facts(&shop),
        offered,
        shop,
    }
}

fn filled(frame: Frame, head: Head, known: &Known, typed: &Typed, faults: &Faults) -> Show {
    Show {
        head,
        has_lists: known.offered.is_some(),
        orders_on: typed.rules.orders_on,
        stock_on: typed.rules.stock_on,
        statuses: fields::statuses(&frame, known, typed, faults),
        orders: fields::orders(&frame, typed),
        rackbeat: fields::rackbeat(&frame, known, typed, faults),
        products: fields::products(&frame, known, typed, faults),
        quantity: fields::quantity(&frame, typed),
        locations: fields::locations(&frame, known, typed, faults),
        limits: fields::limits(&frame, typed, faults),
        master: goods::master(&frame, typed),
        carried: goods::carried(&frame, typed),
        goods: goods::rest(&frame, known, typed, faults),
        has_faults: !faults.is_empty(),
        frame,
    }
}
