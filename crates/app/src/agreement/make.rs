//! What is missing in Rackbeat is made there, one by one, and never unasked.
use rackbeat::{
    Client, Error, NewCustomer, NewNamed, NewPaymentTerm, NewProduct, NewProductGroup, VatZone,
};
use rust_decimal::Decimal;
use store::Tenant;

use super::{
    Need, Picked,
    country::{Names, names},
    search,
};
use crate::{Ctx, Hindrance, Stopped};

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
    // A look first: pressed twice, or after a doubtful answer, nothing is made a second time.
    let (mut picked, missing) = search::look(ctx, tenant).await?;
    let agreement = search::connected(tenant).await?;
    let client = ctx.outside.rackbeat(tenant, &agreement)?;
    let names = names(&agreement.country);
    for need in missing.into_iter().filter(|need| wanted(*need)) {
        let before = picked.clone();
        one(&client, need, &names, &mut picked).await?;
        search::save(ctx, tenant, (&before, &picked)).await?;
    }
    Ok(Need::ALL
        .into_iter()
        .filter(|need| need.is_missing(&picked))
        .collect())
}

async fn one(
    client: &Client,
    need: Need,
    names: &Names,
    picked: &mut Picked,
) -> Result<(), Stopped> {
    match need {
        Need::CustomerGroup => {
            let new = NewNamed {
                name: names.web.to_owned(),
            };
            picked.customer_group = Some(client.create_customer_group(&new).await?.number);
        }
        Need::PaymentTerm => picked.payment_term = Some(term(client, names.term).await?),
        Need::GoodsGroup => picked.goods_group = Some(group(client, names.goods, true).await?),
        Need::ServicesGroup => {
            picked.services_group = Some(group(client, names.services, false).await?);
        }
        Need::Customer => picked.customer = Some(customer(client, names, picked).await?),
        product => {
            let number = service(client, product.product(names), picked).await?;
            product.set_product(picked, Some(number));
        }
    }
    Ok(())
}

/// How Rackbeat spells "net" is not written anywhere: as the terms that are there do, else as likely.
async fn term(client: &Client, name: &str) -> Result<i64, Stopped> {
    let there = client.payment_terms().await?.items;
    let kinds = there.into_iter().filter_map(|term| term.kind);
    let mut nets = kinds.filter(|kind| kind.to_lowercase().starts_with("net"));
    let new = NewPaymentTerm {
        name: name.to_owned(),
        kind: nets.next().unwrap_or_else(|| "net".to_owned()),
        maturity_days: 0,
    };
    Ok(client.create_payment_term(&new).await?.number)
}

async fn group(client: &Client, name: &str, has_inventory: bool) -> Result<i64, Error> {
    let new = NewProductGroup {
        name: name.to_owned(),
        has_inventory,
        should_spread_cost: has_inventory,
        is_sellable: true,
        vat_domestic: VAT.into(),
        vat_eu: Decimal::ZERO,
        vat_abroad: Decimal::ZERO,
        vat_domestic_exempt: Decimal::ZERO,
    };
    Ok(client.create_product_group(&new).await?.number)
}

async fn customer(client: &Client, names: &Names, picked: &Picked) -> Result<i64, Stopped> {
    let new = NewCustomer {
        company_name: names.web.to_owned(),
        customer_group_id: picked.customer_group.ok_or(Hindrance::MakeFirst)?,
        payment_terms_id: picked.payment_term.ok_or(Hindrance::MakeFirst)?,
        vat_zone: VatZone::Domestic,
        layout_id: picked.layout,
        ..NewCustomer::default()
    };
    Ok(client.create_customer(&new).await?.number)
}

/// A product in the group without stock, at no price of its own.
async fn service(
    client: &Client,
    (number, name): (&str, &str),
    picked: &Picked,
) -> Result<String, Stopped> {
    let new = NewProduct {
        number: number.to_owned(),
        name: name.to_owned(),
        group: picked.services_group.ok_or(Hindrance::MakeFirst)?,
        sales_price: Decimal::ZERO,
        ..NewProduct::default()
    };
    Ok(client.create_product(&new).await?.number)
}
