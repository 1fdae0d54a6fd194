//! Making, changing and deleting products, and what Rackbeat insists on.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    books::Books,
    call::Call,
    item::Item,
    items::shown,
    reply::{Answer, No, Reply},
};

const NUMBER_MAX: usize = 25;
const NAME_MAX: usize = 255;

pub fn create(books: &mut Books, call: &Call) -> Answer {
    let number = number(books, call, None)?.ok_or_else(|| missing("number"))?;
    let name = name(call)?.ok_or_else(|| missing("name"))?;
    let group = group(books, call)?.ok_or_else(no_group)?;
    let sales_price = price(call)?.ok_or_else(|| missing("sales_price"))?;
    let place = books.masters.default_location();
    let item = Item {
        number: number.clone(),
        name,
        description: tidy(call, "description").flatten(),
        barcode: tidy(call, "barcode").flatten(),
        sales_price,
        group,
        unit: unit(books, call)?.unwrap_or(1001),
        default_location: call.int("default_location_id").unwrap_or(place),
        is_barred: call.flag("is_barred").unwrap_or(false),
        levels: [(place, Decimal::ZERO)].into(),
        components: Vec::new(),
        created_at: call.now,
        updated_at: call.now,
    };
    let made = shown(books, &item, 201, "product");
    books.items.insert(number.clone(), item);
    books.tell("product.created", number);
    Ok(made)
}

/// Only what is named changes; a number too, and then the item goes by that.
pub fn change(books: &mut Books, call: &Call, old: &str, wrapper: &str) -> Answer {
    let (new, name) = (number(books, call, Some(old))?, name(call)?);
    let (group, unit, price) = (group(books, call)?, unit(books, call)?, price(call)?);
    let mut item = books.items.remove(old).ok_or_else(No::not_found)?;
    item.number = new.unwrap_or(item.number);
    item.name = name.unwrap_or(item.name);
    item.group = group.unwrap_or(item.group);
    item.unit = unit.unwrap_or(item.unit);
    item.sales_price = price.unwrap_or(item.sales_price);
    item.description = tidy(call, "description").unwrap_or(item.description);
    item.barcode = tidy(call, "barcode").unwrap_or(item.barcode);
    item.is_barred = call.flag("is_barred").unwrap_or(item.is_barred);
    item.updated_at = call.now;
    let changed = shown(books, &item, 200, wrapper);
    books.tell("product.updated", &item.number);
    books.items.insert(item.number.clone(), item);
    Ok(changed)
}

/// What was ever ordered or counted stays.
pub fn delete(books: &mut Books, number: &str) -> Answer {
    books.item(number)?;
    let is_used = |line: &super::order::Line| line.item == number;
    if books
        .orders
        .values()
        .any(|order| order.lines.iter().any(is_used))
    {
        return Err(No::invalid("number", "The product is used in lines."));
    }
    let mut adjustments = books.adjustments.values();
    if adjustments.any(|one| one.is_booked && one.item == number) {
        return Err(No::invalid("number", "The product has stock movements."));
    }
    books.items.remove(number);
    books.tell("product.deleted", number);
    Ok(Reply::done())
}

/// A text without outer blanks: `Some(None)` when it is there and says nothing.
fn tidy(call: &Call, field: &str) -> Option<Option<String>> {
    let sent = call.body.get(field)?;
    let text = super::call::text(sent).map(|text| text.trim().to_owned());
    Some(text.filter(|text| !text.is_empty()))
}

/// `None` when it is not named; refused when it is empty, too long, or another item's.
fn number(books: &Books, call: &Call, own: Option<&str>) -> Result<Option<String>, No> {
    let Some(number) = tidy(call, "number") else {
        return Ok(None);
    };
    let number = number.ok_or_else(|| missing("number"))?;
    if number.chars().count() > NUMBER_MAX {
        let said = format!("The number may not be greater than {NUMBER_MAX} characters.");
        return Err(No::invalid("number", said));
    }
    let is_taken = |other: &String| {
        *other == number
            || call.switches.numbers_ignore_case && other.to_lowercase() == number.to_lowercase()
    };
    let taken = match call.switches.numbers_ignore_case {
        true => books
            .items
            .keys()
            .any(|other| own != Some(other) && is_taken(other)),
        false => own != Some(&number) && books.items.contains_key(&number),
    };
    if taken {
        return Err(No::invalid("number", "The number has already been taken."));
    }
    Ok(Some(number))
}

fn name(call: &Call) -> Result<Option<String>, No> {
    let Some(name) = tidy(call, "name") else {
        return Ok(None);
    };
    let name = name.ok_or_else(|| missing("name"))?;
    if name.chars().count() > NAME_MAX {
        let said = format!("The name may not be greater than {NAME_MAX} characters.");
        return Err(No::invalid("name", said));
    }
    Ok(Some(name))
}

fn group(books: &Books, call: &Call) -> Result<Option<i64>, No> {
    let field = ["group", "group_id"]
        .into_iter()
        .find(|field| call.body.get(field).is_some());
    let Some(field) = field else { return Ok(None) };
    let group = call
        .int(field)
        .filter(|group| books.masters.product_group(*group).is_some());
    group.map(Some).ok_or_else(no_group)
}

fn unit(books: &Books, call: &Call) -> Result<Option<i64>, No> {
    let Some(unit) = call.int("unit_id") else {
        return Ok(None);
    };
    let mut units = books.masters.units.iter();
    match units.any(|known| known["number"] == unit) {
        true => Ok(Some(unit)),
        false => Err(No::invalid("unit_id", "The selected unit is invalid.")),
    }
}

fn price(call: &Call) -> Result<Option<Decimal>, No> {
    if call
        .body
        .get("sales_price")
        .is_some_and(serde_json::Value::is_null)
    {
        return Err(missing("sales_price"));
    }
    let price = call.decimal("sales_price")?;
    let half_up = RoundingStrategy::MidpointAwayFromZero;
    Ok(match call.switches.rounds_prices {
        true => price.map(|price| price.round_dp_with_strategy(2, half_up)),
        false => price,
    })
}

fn missing(field: &str) -> No {
    No::invalid(field, format!("The {field} field is required."))
}

fn no_group() -> No {
    No::invalid("group", "The selected group is invalid.")
}
