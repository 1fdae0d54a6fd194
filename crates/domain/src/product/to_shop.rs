//! From an item in Rackbeat to a product or variation in a shop: number, name, price, description.
use rust_decimal::Decimal;
use woo::product::{Kind, NewProduct, ProductUpdate, VariationUpdate, Visibility};

use super::{Carry, HeldInShop, Item, Priced, description_key, name_text, priced, text};
use crate::outcome::FieldChange;
use crate::price::{PriceTerms, Taxed, differs};
use crate::{NewInShop, Refusal, Rules};

/// A simple product as it is made in a shop: in the standard tax class, and without a price where
/// none could be reckoned.
pub fn to_shop(
    item: &Item,
    terms: &PriceTerms,
    rules: &Rules,
) -> Result<Carry<NewProduct>, Refusal> {
    if item.is_barred {
        return Err(Refusal::ProductBarred {
            sku: item.number.clone(),
        });
    }
    let unpriced = HeldInShop::default();
    let (regular_price, left_out) = price(item, &unpriced, terms, rules);
    let name = match name_text(&item.name) {
        name if name.is_empty() => item.number.clone(),
        name => name,
    };
    let write = NewProduct {
        sku: item.number.clone(),
        name: text::as_html(&name),
        kind: Kind::Simple,
        status: match rules.new_in_shop {
            NewInShop::Draft => Visibility::Draft,
            NewInShop::Published => Visibility::Publish,
        },
        regular_price,
        description: description(item, rules).map(str::to_owned),
        tax_class: None,
        stock: None,
    };
    Ok(Carry {
        write,
        fields: Vec::new(),
        left_out,
    })
}

/// What the shop's simple product does not hold yet.
pub fn change_in_shop(
    item: &Item,
    held: &HeldInShop,
    terms: &PriceTerms,
    rules: &Rules,
) -> Carry<Option<ProductUpdate>> {
    let (mut fields, left_out, mut update) = shared(item, held, terms, rules);
    let name = name_text(&item.name);
    if rules.carries.name && !name.is_empty() && name != name_text(&held.name) {
        update.name = Some(text::as_html(&name));
        fields.insert(0, FieldChange::Name { to: name });
    }
    Carry {
        write: (!fields.is_empty()).then_some(update),
        fields,
        left_out,
    }
}

/// Of a variation price and description alone: its name is made of what it differs by.
pub fn variation_change_in_shop(
    item: &Item,
    held: &HeldInShop,
    terms: &PriceTerms,
    rules: &Rules,
) -> Carry<Option<VariationUpdate>> {
    let (fields, left_out, update) = shared(item, held, terms, rules);
    let update = VariationUpdate {
        id: update.id,
        regular_price: update.regular_price,
        description: update.description,
        ..VariationUpdate::default()
    };
    Carry {
        write: (!fields.is_empty()).then_some(update),
        fields,
        left_out,
    }
}

fn shared(
    item: &Item,
    held: &HeldInShop,
    terms: &PriceTerms,
    rules: &Rules,
) -> (Vec<FieldChange>, Option<Refusal>, ProductUpdate) {
    let mut fields = Vec::new();
    let (price, left_out) = price(item, held, terms, rules);
    let (price, left_out) = match price {
        Some(price) => match above_sale(item, held, price, terms.decimals) {
            Ok(changed) => (changed, left_out),
            Err(refusal) => (None, Some(refusal)),
        },
        None => (None, left_out),
    };
    fields.extend(price.map(|to| FieldChange::Price {
        from: held.regular_price,
        to,
    }));
    let known = held.description_key.as_deref();
    let description = description(item, rules)
        .filter(|text| known.is_some_and(|known| known != description_key(text)));
    fields.extend(description.map(|_| FieldChange::Description));
    let update = ProductUpdate {
        id: held.product_id,
        regular_price: price,
        description: description.map(str::to_owned),
        ..ProductUpdate::default()
    };
    (fields, left_out, update)
}

/// The price, if the shop has another. One at or below the sale price would erase that.
fn above_sale(
    item: &Item,
    held: &HeldInShop,
    price: Decimal,
    decimals: u32,
) -> Result<Option<Decimal>, Refusal> {
    let same = |held| !differs(held, price, decimals);
    if held.regular_price.is_some_and(same) {
        return Ok(None);
    }
    match held.sale_price {
        Some(sale) if price <= sale => Err(Refusal::PriceBelowSale {
            sku: item.number.clone(),
            regular: price,
            sale,
        }),
        _ => Ok(Some(price)),
    }
}

/// None, and no reason, where prices are not carried at all. A price of 0 would give the goods
/// away, so it is told; a shop that has it already has it.
fn price(item: &Item, held: &HeldInShop, terms: &PriceTerms, rules: &Rules) -> Priced {
    if !rules.carries.price || !terms.same_currency() {
        return (None, None);
    }
    let sku = || item.number.clone();
    let Some(sales_price) = item.sales_price else {
        return (None, Some(Refusal::PriceMissing { sku: sku() }));
    };
    let taxed = Taxed {
        sku: &item.number,
        class: &held.tax_class,
        status: &held.tax_status,
    };
    match terms.in_shop(sales_price, taxed) {
        Ok(price) if price.is_zero() => {
            let has_it = held.regular_price.is_some_and(|price| price.is_zero());
            (None, (!has_it).then(|| Refusal::PriceZero { sku: sku() }))
        }
        reckoned => priced(reckoned),
    }
}

/// Nothing is carried where nothing stands: it would erase what the shop has.
fn description<'a>(item: &'a Item, rules: &Rules) -> Option<&'a str> {
    item.description
        .as_deref()
        .filter(|text| rules.carries.description && !text.trim().is_empty())
}
