//! The endpoints of items, products, bills of materials and the checking report.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    books::Books,
    call::{Call, number},
    item::{Item, ItemTrouble},
    list::{self, Part},
    reply::{Answer, No, Reply},
};

const NUMBER_MAX: usize = 25;
const FILTERS: [&str; 5] = ["name", "number", "is_sellable", "is_draft", "is_barred"];

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["items"]) => page(books, call, "items", Books::show_item, |_| true),
        ("GET", ["lineables"]) => page(books, call, "lineables", Books::show_item, |_| true),
        ("GET", ["products"]) => page(books, call, "products", Books::show_item, is_product),
        ("GET", ["lots"]) => page(books, call, "lots", Books::show_lot, |item| {
            !is_product(item)
        }),
        ("GET", ["reports", "checking"]) => page(books, call, "items", show_checked, is_product),
        ("GET", ["items", number]) => one(books, number, "item", Books::show_item),
        ("GET", ["products", number]) => one(books, number, "product", Books::show_item),
        ("GET", ["lots", number]) => one(books, number, "lot", Books::show_lot),
        ("GET", ["products", number, "locations"]) => levels(books, call, number),
        ("POST", ["products"]) => create(books, call),
        ("PUT", ["products", number]) => change(books, call, number),
        ("DELETE", ["products", number]) => delete(books, number),
        _ => return None,
    })
}

fn is_product(item: &Item) -> bool {
    item.components.is_empty()
}

fn page(
    books: &Books,
    call: &Call,
    wrapper: &str,
    show: fn(&Books, &Item) -> Value,
    wanted: fn(&Item) -> bool,
) -> Answer {
    let part = Part::of(call, &[&FILTERS[..], &["show_all_locations"]].concat())?;
    let is_wanted = |item: &&Item| {
        wanted(item)
            && call
                .param("number")
                .is_none_or(|number| number == item.number)
    };
    let all = books.items.values().filter(is_wanted).count();
    let due = all.saturating_sub(part.first()).min(part.limit);
    let (total, taken) = match books.item_trouble {
        ItemTrouble::EmptyList => (0, 0),
        ItemTrouble::HalfPage => (all, due / 2),
        _ => (all, due),
    };
    let found = books.items.values().filter(is_wanted).skip(part.first());
    let shown = found.take(taken).map(|item| show(books, item)).collect();
    list::page(call, wrapper, &part, shown, total)
}

/// Numbers are decoded once; one that is then not found is decoded once more, as some clients encode twice.
fn named<'a>(books: &'a Books, number: &str) -> Result<&'a Item, No> {
    books.item(number).or_else(|no| {
        let again = super::decoded(number);
        books.items.get(&again).ok_or(no)
    })
}

fn one(books: &Books, number: &str, wrapper: &str, show: fn(&Books, &Item) -> Value) -> Answer {
    let item = named(books, number)?;
    Ok(Reply::one(200, wrapper, show(books, item)))
}

fn places(books: &Books, item: &Item) -> Vec<Value> {
    let shown = books.shown_figures(item);
    let zeroed = shown.on_hand.is_zero();
    let places = books.masters.locations.iter().map(|place| {
        let level = place["number"]
            .as_i64()
            .and_then(|number| item.levels.get(&number));
        let level = level.copied().filter(|_| !zeroed).unwrap_or_default();
        json!({ "number": place["number"], "name": place["name"], "stock_quantity": number(level) })
    });
    places.collect()
}

fn show_checked(books: &Books, item: &Item) -> Value {
    json!({
        "number": item.number, "name": item.name,
        "stock_quantity": number(books.shown_figures(item).on_hand),
        "cost_price": 0, "recommended_cost_price": null, "barcode": item.barcode,
        "locations": places(books, item),
    })
}

fn levels(books: &Books, call: &Call, number: &str) -> Answer {
    let item = named(books, number)?;
    list::whole(call, "product_locations", places(books, item))
}

fn create(books: &mut Books, call: &Call) -> Answer {
    let number = required(call, "number")?;
    let name = required(call, "name")?;
    if number.chars().count() > NUMBER_MAX {
        return Err(No::invalid(
            "number",
            "It may not be longer than 25 characters.",
        ));
    }
    if books.items.contains_key(&number) {
        return Err(No::invalid("number", "The number has already been taken."));
    }
    let group = call.int("group").or_else(|| call.int("group_id"));
    let group = group.filter(|group| books.masters.product_group(*group).is_some());
    let Some(group) = group else {
        return Err(No::invalid("group", "The selected group is invalid."));
    };
    let Some(sales_price) = call.decimal("sales_price")? else {
        return Err(No::invalid("sales_price", "The sales price is required."));
    };
    let place = books.masters.default_location();
    let item = Item {
        number: number.clone(),
        name,
        description: call.text("description"),
        barcode: call.text("barcode"),
        sales_price,
        group,
        unit: call.int("unit_id").unwrap_or(1001),
        default_location: call.int("default_location_id").unwrap_or(place),
        is_barred: call.flag("is_barred").unwrap_or(false),
        levels: [(place, Decimal::ZERO)].into(),
        components: Vec::new(),
        created_at: call.now,
        updated_at: call.now,
    };
    let shown = books.show_item(&item);
    books.items.insert(number.clone(), item);
    books.tell("product.created", number);
    Ok(Reply::one(201, "product", shown))
}

fn change(books: &mut Books, call: &Call, number: &str) -> Answer {
    let price = call.decimal("sales_price")?;
    let item = books.items.get_mut(number).ok_or_else(No::not_found)?;
    item.name = call.text("name").unwrap_or_else(|| item.name.clone());
    item.description = call.text("description").or(item.description.take());
    item.barcode = call.text("barcode").or(item.barcode.take());
    item.sales_price = price.unwrap_or(item.sales_price);
    item.is_barred = call.flag("is_barred").unwrap_or(item.is_barred);
    item.updated_at = call.now;
    books.tell("product.updated", number);
    one(books, number, "product", Books::show_item)
}

fn delete(books: &mut Books, number: &str) -> Answer {
    books.item(number)?;
    let is_used = |line: &super::order::Line| line.item == number;
    if books
        .orders
        .values()
        .any(|order| order.lines.iter().any(is_used))
    {
        return Err(No::invalid("number", "The product is used in lines."));
    }
    books.items.remove(number);
    books.tell("product.deleted", number);
    Ok(Reply::done())
}

fn required(call: &Call, field: &str) -> Result<String, No> {
    let text = call.text(field).filter(|text| !text.trim().is_empty());
    text.ok_or_else(|| No::invalid(field, format!("The {field} is required.")))
}
