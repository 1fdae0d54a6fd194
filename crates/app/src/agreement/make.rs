//! What is missing in Rackbeat is made there, one by one, and never unasked.
use chrono::{DateTime, Utc};
use rackbeat::{
    Client, Error, NewCustomer, NewNamed, NewPaymentTerm, NewProduct, NewProductGroup, VatZone,
};
use rust_decimal::Decimal;
use store::{Tenant, need as claims};

use super::{
    Need, Picked,
    country::{Names, names},
    search,
};
use crate::{Ctx, Hindrance, Stopped, order::REST};

/// Percent, in the three countries whose agreements we know.
const VAT: u32 = 25;

/// Makes it, unless it is there by now. What is still missing afterwards.
pub async fn make(ctx: &Ctx, tenant: &Tenant, need: Need) -> Result<Vec<Need>, Stopped> {
    make_these(ctx, tenant, |one| one == need).await
}

/// Makes everything that is missing.
pub async fn make_all(ctx: &Ctx, tenant: &Tenant) -> Result<Vec<Need>, Stopped> {
    make_these(ctx, tenant, |_| true).await
}

async fn make_these(
    ctx: &Ctx,
    tenant: &Tenant,
    wanted: impl Fn(Need) -> bool,
) -> Result<Vec<Need>, Stopped> {
    // Whatever was asked for by then is seen by the look that comes now, or was never made.
    let rested = ctx.now() - REST;
    let (_, missing) = search::look(ctx, tenant).await?;
    let agreement = search::connected(tenant).await?;
    let making = Making {
        ctx,
        tenant,
        client: ctx.outside.rackbeat(tenant, &agreement)?,
        names: names(&agreement.country),
        rested,
    };
    for need in missing.into_iter().filter(|need| wanted(*need)) {
        making.one(need).await?;
    }
    let picked = Picked::of(tenant).await?;
    let missing = Need::ALL.into_iter();
    Ok(missing.filter(|need| need.is_missing(&picked)).collect())
}

struct Making<'a> {
    ctx: &'a Ctx,
    tenant: &'a Tenant,
    client: Client,
    names: Names,
    /// A claim from before then is about something that the look would have found.
    rested: DateTime<Utc>,
}

impl Making<'_> {
    /// One claim, one POST. In doubt the claim stays and rests, and the next to ask looks first.
    async fn one(&self, need: Need) -> Result<(), Stopped> {
        let Some((picked, claimed_at)) = self.claim(need).await? else {
            return Ok(());
        };
        let asked = ask(&self.client, need, &self.names, picked).await;
        if let Ok(Err(error)) = &asked
            && error.in_doubt()
        {
            tracing::info!(%error, need = need.name(), "In doubt whether Rackbeat made it");
            return asked?.map(drop).map_err(Stopped::from);
        }
        let change = self.tenant.begin().await?;
        if let Ok(Ok(picked)) = &asked {
            search::save(&change, picked, self.ctx.now()).await?;
        }
        claims::free(&change, need.name(), claimed_at).await?;
        change.commit().await?;
        self.ctx.wake.now();
        asked?.map(drop).map_err(Stopped::from)
    }

    /// `None`: somebody else made it after our look.
    async fn claim(&self, need: Need) -> Result<Option<(Picked, DateTime<Utc>)>, Stopped> {
        let now = self.ctx.now();
        let change = self.tenant.begin().await?;
        let picked = Picked::of(&change).await?;
        if !need.is_missing(&picked) {
            return Ok(None);
        }
        if !claims::claim(&change, need.name(), (self.rested, now)).await? {
            return Err(Hindrance::BeingMade.into());
        }
        change.commit().await?;
        Ok(Some((picked, now)))
    }
}

/// The picks with its number, or what became of asking; stopped where Rackbeat was not asked for it at all.
async fn ask(
    client: &Client,
    need: Need,
    names: &Names,
    mut picked: Picked,
) -> Result<Result<Picked, Error>, Stopped> {
    let asked = match need {
        Need::CustomerGroup => {
            let name = names.web.to_owned();
            let made = client.create_customer_group(&NewNamed { name }).await;
            made.map(|made| picked.customer_group = Some(made.number))
        }
        Need::PaymentTerm => {
            let new = term(client, names.term).await?;
            let made = client.create_payment_term(&new).await;
            made.map(|made| picked.payment_term = Some(made.number))
        }
        Need::GoodsGroup => {
            let made = client.create_product_group(&group(names.goods, true)).await;
            made.map(|made| picked.goods_group = Some(made.number))
        }
        Need::ServicesGroup => {
            let new = group(names.services, false);
            let made = client.create_product_group(&new).await;
            made.map(|made| picked.services_group = Some(made.number))
        }
        Need::Customer => {
            let made = client.create_customer(&customer(names, &picked)?).await;
            made.map(|made| picked.customer = Some(made.number))
        }
        product => {
            let new = service(product.product(names), &picked)?;
            let made = client.create_product(&new).await;
            made.map(|made| product.set_product(&mut picked, Some(made.number)))
        }
    };
    Ok(asked.map(|()| picked))
}

/// How Rackbeat spells "net" is not written anywhere: as the terms that are there do, else as likely.
async fn term(client: &Client, name: &str) -> Result<NewPaymentTerm, Error> {
    let there = client.payment_terms().await?.items;
    let kinds = there.into_iter().filter_map(|term| term.kind);
    let mut nets = kinds.filter(|kind| kind.to_lowercase().starts_with("net"));
    Ok(NewPaymentTerm {
        name: name.to_owned(),
        kind: nets.next().unwrap_or_else(|| "net".to_owned()),
        maturity_days: 0,
    })
}

fn group(name: &str, has_inventory: bool) -> NewProductGroup {
    NewProductGroup {
        name: name.to_owned(),
        has_inventory,
        should_spread_cost: has_inventory,
        is_sellable: true,
        vat_domestic: VAT.into(),
        vat_eu: Decimal::ZERO,
        vat_abroad: Decimal::ZERO,
        vat_domestic_exempt: Decimal::ZERO,
    }
}

fn customer(names: &Names, picked: &Picked) -> Result<NewCustomer, Hindrance> {
    Ok(NewCustomer {
        company_name: names.web.to_owned(),
        customer_group_id: picked.customer_group.ok_or(Hindrance::MakeFirst)?,
        payment_terms_id: picked.payment_term.ok_or(Hindrance::MakeFirst)?,
        vat_zone: VatZone::Domestic,
        layout_id: picked.layout,
        ..NewCustomer::default()
    })
}

/// A product in the group without stock, at no price of its own.
fn service((number, name): (&str, &str), picked: &Picked) -> Result<NewProduct, Hindrance> {
    Ok(NewProduct {
        number: number.to_owned(),
        name: name.to_owned(),
        group: picked.services_group.ok_or(Hindrance::MakeFirst)?,
        sales_price: Decimal::ZERO,
        ..NewProduct::default()
    })
}
