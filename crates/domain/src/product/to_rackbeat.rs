//! From a shop's product or variation to a product in Rackbeat: number, name and price.
use rackbeat::{NewProduct, ProductChange};
use rust_decimal::Decimal;

use super::{Carry, HeldInRackbeat, Offered, Priced, priced};
use crate::outcome::FieldChange;
use crate::price::{PriceTerms, RACKBEAT_DECIMALS, Taxed, differs};
use crate::{Refusal, Rules, Setting, sku};

/// A product as it is made in Rackbeat. Its number, group and price must be known; where prices
/// are not carried it is made with the price 0.
pub fn to_rackbeat(
    offered: &Offered,
    terms: &PriceTerms,
    rules: &Rules,
) -> Result<NewProduct, Refusal> {
    let number = number(offered)?;
    let group = rules.product_group.ok_or(Refusal::MissingSetting {
        setting: Setting::ProductGroup,
    })?;
    let sales_price = match price(offered, terms, rules) {
        (_, Some(refusal)) => return Err(refusal),
        (price, None) => price.unwrap_or_default(),
    };
    // Rackbeat takes no product without a name.
    let name = match offered.name.as_str() {
        "" => number.clone(),
        name => name.to_owned(),
    };
    Ok(NewProduct {
        number,
        name,
        group,
        sales_price,
        description: None,
        unit_id: rules.unit,
        default_location_id: None,
    })
}

/// What Rackbeat does not hold yet.
pub fn change_in_rackbeat(
    offered: &Offered,
    held: &HeldInRackbeat,
    terms: &PriceTerms,
    rules: &Rules,
) -> Carry<Option<ProductChange>> {
    let mut fields = Vec::new();
    let name = Some(&offered.name)
        .filter(|name| rules.carries.name && !name.is_empty() && **name != held.name)
        .cloned();
    fields.extend(name.clone().map(|to| FieldChange::Name { to }));
    let (price, left_out) = price(offered, terms, rules);
    let is_new = |price: &Decimal| {
        held.sales_price
            .is_none_or(|held| differs(held, *price, RACKBEAT_DECIMALS))
    };
    let sales_price = price.filter(is_new);
    fields.extend(sales_price.map(|to| FieldChange::Price {
        from: held.sales_price,
        to,
    }));
    let change = ProductChange {
        name,
        sales_price,
        ..ProductChange::default()
    };
    Carry {
        write: (!fields.is_empty()).then_some(change),
        fields,
        left_out,
    }
}

fn number(offered: &Offered) -> Result<String, Refusal> {
    let (number, name) = (offered.number.clone(), offered.name.clone());
    if sku::trimmed(&number).is_none() {
        Err(Refusal::ProductWithoutSku { name })
    } else if sku::is_too_long(&number) {
        Err(Refusal::ProductSkuTooLong { sku: number, name })
    } else {
        Ok(number)
    }
}

/// None, and no reason, where prices are not carried at all.
fn price(offered: &Offered, terms: &PriceTerms, rules: &Rules) -> Priced {
    if !rules.carries.price || !terms.same_currency() {
        return (None, None);
    }
    let Some(price) = offered.price else {
        let sku = offered.number.clone();
        return (None, Some(Refusal::PriceMissing { sku }));
    };
    priced(terms.ex_vat(
        price,
        Taxed {
            sku: &offered.number,
            class: &offered.tax_class,
            status: &offered.tax_status,
        },
    ))
}
