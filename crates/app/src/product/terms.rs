//! What a shop's prices mean: its currency, its decimals, its VAT.
use chrono::TimeDelta;
use domain::{
    Refusal, Rules,
    price::{Base, PriceTerms, Rates},
};
use store::{Change, ShopId, agreement::Agreement, shop, shop::Shop};
use woo::{Client, settings::Setting};

use crate::{
    Work,
    error::Result,
    shop::{Facts, PriceFacts, value},
};

/// WooCommerce's own.
const DECIMALS: u32 = 2;

/// Pages of tax rates: a shop with every country's has some.
const PAGES: u32 = 50;

/// As old as what is gone by may be where products are carried now and then, and where a synchronisation makes
/// what nobody corrects later.
pub(crate) const NOW_AND_THEN: TimeDelta = TimeDelta::hours(1);
pub(crate) const IN_BULK: TimeDelta = TimeDelta::minutes(15);

/// As read at most so long ago.
pub(crate) async fn terms(
    work: &Work,
    shop: &Shop,
    (rules, agreement): (&Rules, &Agreement),
    at_most: TimeDelta,
) -> Result<PriceTerms> {
    // A turn may know the shop as it was before another one read them.
    let known = Facts::of(&shop::find(&work.tenant, shop.id).await?);
    let is_fresh = |at| work.now() - at < at_most;
    let facts = match known.prices {
        Some(prices) if known.prices_read_at.is_some_and(is_fresh) => prices,
        _ => refresh(work, shop).await?,
    };
    Ok(of(&facts, shop, (rules, agreement)))
}

/// What is carried from now on goes by what they mean now.
pub(crate) async fn read_anew(change: &Change, id: ShopId) -> Result<(), store::Error> {
    let facts = Facts {
        prices_read_at: None,
        ..Facts::of(&shop::find(change, id).await?)
    };
    shop::set_facts(change, id, &facts.to_json(), None).await
}

/// Why no price of the shop is carried, if none is. `None` too where its prices were not read yet.
pub fn price_off(shop: &Shop, rules: &Rules, agreement: &Agreement) -> Option<Refusal> {
    let facts = Facts::of(shop).prices?;
    let is_asked = rules.carries.price && super::way(rules).is_some();
    is_asked.then(|| of(&facts, shop, (rules, agreement)).off())?
}

/// Reads them from the shop and keeps them, with where it is and what it taxes by; prices follow where they are
/// others.
pub(crate) async fn refresh(work: &Work, shop: &Shop) -> Result<PriceFacts> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let general = client.settings("general").await?;
    let tax = client.settings("tax").await?;
    let new = read_with(&client, (&general, &tax)).await?;
    let change = work.tenant.begin().await?;
    // Afresh: a check by hand may have written meanwhile.
    let mut facts = Facts::of(&shop::find(&change, shop.id).await?);
    let are_others = facts.prices.as_ref() != Some(&new);
    facts.prices = Some(new.clone());
    facts.prices_read_at = Some(work.now());
    facts.take_place(&general, &tax);
    shop::set_facts(&change, shop.id, &facts.to_json(), None).await?;
    if are_others {
        super::terms_changed(&change, Some(shop.id), work.now()).await?;
    }
    change.commit().await?;
    work.ctx.wake.now();
    Ok(new)
}

/// What the shop says of its prices.
pub(crate) async fn read(client: &Client) -> Result<PriceFacts, woo::Error> {
    let general = client.settings("general").await?;
    let tax = client.settings("tax").await?;
    read_with(client, (&general, &tax)).await
}

async fn read_with(
    client: &Client,
    (general, tax): (&[Setting], &[Setting]),
) -> Result<PriceFacts, woo::Error> {
    let mut rates = Vec::new();
    for page in 1..=PAGES {
        let list = client.tax_rates(page).await?;
        let more = list.has_more(page, 100) && !list.items.is_empty();
        rates.extend(list.items);
        if !more {
            break;
        }
    }
    let base = Base::read(&value(general, "woocommerce_default_country"));
    let decimals = value(general, "woocommerce_price_num_decimals").parse();
    Ok(PriceFacts {
        currency: value(general, "woocommerce_currency"),
        decimals: decimals.unwrap_or(DECIMALS),
        calc_taxes: value(general, "woocommerce_calc_taxes") == "yes",
        include_tax: value(tax, "woocommerce_prices_include_tax") == "yes",
        rates: Rates::read(&rates, &base),
    })
}

fn of(facts: &PriceFacts, shop: &Shop, (rules, agreement): (&Rules, &Agreement)) -> PriceTerms {
    let currency = Some(&facts.currency).filter(|code| !code.is_empty());
    PriceTerms {
        with_vat: PriceTerms::with_vat(rules, facts.calc_taxes, facts.include_tax),
        decimals: facts.decimals,
        rates: facts.rates.clone(),
        shop_currency: currency
            .or(shop.currency.as_ref())
            .cloned()
            .unwrap_or_default(),
        rackbeat_currency: agreement.currency.clone().unwrap_or_default(),
    }
}
