//! What a shop's prices mean: its currency, its decimals, its VAT.
use domain::{
    Refusal, Rules,
    price::{Base, PriceTerms, Rates},
};
use store::{agreement::Agreement, shop, shop::Shop};
use woo::Client;

use crate::{
    Work,
    error::Result,
    shop::{Facts, PriceFacts},
};

/// WooCommerce's own.
const DECIMALS: u32 = 2;

/// Pages of tax rates: a shop with every country's has some.
const PAGES: u32 = 50;

/// As last read; read now where they never were.
pub(crate) async fn terms(
    work: &Work,
    shop: &Shop,
    (rules, agreement): (&Rules, &Agreement),
) -> Result<PriceTerms> {
    let known = Facts::of(shop).prices;
    let facts = match known {
        Some(known) => known,
        None => refresh(work, shop).await?,
    };
    Ok(of(&facts, shop, (rules, agreement)))
}

/// Why no price of the shop is carried, if none is. `None` too where its prices were not read yet.
pub fn price_off(shop: &Shop, rules: &Rules, agreement: &Agreement) -> Option<Refusal> {
    let facts = Facts::of(shop).prices?;
    let is_asked = rules.carries.price && super::way(rules).is_some();
    is_asked.then(|| of(&facts, shop, (rules, agreement)).off())?
}

/// Reads them from the shop and keeps them; prices follow where they are others.
pub(crate) async fn refresh(work: &Work, shop: &Shop) -> Result<PriceFacts> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let new = read(&client).await?;
    let change = work.tenant.begin().await?;
    // Afresh: a check by hand may have written meanwhile.
    let mut facts = Facts::of(&shop::find(&change, shop.id).await?);
    if facts.prices.as_ref() != Some(&new) {
        facts.prices = Some(new.clone());
        shop::set_facts(&change, shop.id, &facts.to_json(), None).await?;
        super::terms_changed(&change, Some(shop.id), work.now()).await?;
        change.commit().await?;
        work.ctx.wake.now();
    }
    Ok(new)
}

/// What the shop says of its prices.
pub(crate) async fn read(client: &Client) -> Result<PriceFacts, woo::Error> {
    let general = client.settings("general").await?;
    let tax = client.settings("tax").await?;
    let value = |settings: &[woo::settings::Setting], id: &str| {
        let found = settings.iter().find(|setting| setting.id == id);
        found.map(woo::settings::Setting::text).unwrap_or_default()
    };
    let mut rates = Vec::new();
    for page in 1..=PAGES {
        let list = client.tax_rates(page).await?;
        let more = list.has_more(page, 100) && !list.items.is_empty();
        rates.extend(list.items);
        if !more {
            break;
        }
    }
    let base = Base::read(&value(&general, "woocommerce_default_country"));
    let decimals = value(&general, "woocommerce_price_num_decimals").parse();
    Ok(PriceFacts {
        currency: value(&general, "woocommerce_currency"),
        decimals: decimals.unwrap_or(DECIMALS),
        calc_taxes: value(&general, "woocommerce_calc_taxes") == "yes",
        include_tax: value(&tax, "woocommerce_prices_include_tax") == "yes",
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
