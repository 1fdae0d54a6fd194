//! The endpoints of items, products, bills of materials and the checking report.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::{
    books::Books,
    call::{Call, number},
    item::{Item, ItemTrouble},
    item_form,
    list::{self, Part, Wants},
    reply::{Answer, No, Reply},
};

const FILTERS: [&str; 5] = ["name", "number", "is_sellable", "is_draft", "is_barred"];

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["items"]) => page(books, call, "items", Books::show_item, |_| true),
        ("GET", ["lineables"]) => page(books, call, "lineables", Books::show_item, |_| true),
        ("GET", ["products"]) => page(books, call, "products", Books::show_item, is_product),
        ("GET", ["lots"]) => page(books, call, "lots", Books::show_lot, is_lot),
        ("GET", ["reports", "checking"]) => page(books, call, "items", show_checked, is_product),
        ("GET", ["items", number]) => {
            named(books, number, call, |_| true).map(|item| shown(books, item, 200, "item"))
        }
        ("GET", ["products", number]) => {
            named(books, number, call, is_product).map(|item| shown(books, item, 200, "product"))
        }
        ("GET", ["lots", number]) => {
            named(books, number, call, is_lot).map(|item| shown(books, item, 200, "lot"))
        }
        ("GET", ["products", number, "locations"]) => levels(books, call, number),
        ("POST", ["products"]) => item_form::create(books, call),
        ("PUT", ["products", number]) => {
            let number = named(books, number, call, is_product).map(|item| item.number.clone());
            number.and_then(|number| item_form::change(books, call, &number, "product"))
        }
        ("PUT", ["lots", number]) => {
            let number = named(books, number, call, is_lot).map(|item| item.number.clone());
            number.and_then(|number| item_form::change(books, call, &number, "lot"))
        }
        ("DELETE", ["products", number]) => item_form::delete(books, number),
        _ => return None,
    })
}

fn is_product(item: &Item) -> bool {
    item.components.is_empty()
}

fn is_lot(item: &Item) -> bool {
    !is_product(item)
}

/// How an item of a list is shown, as far as its fields are asked for.
type Show = fn(&Books, &Item, &Wants) -> Value;

fn page(
    books: &Books,
    call: &Call,
    wrapper: &str,
    show: Show,
    wanted: fn(&Item) -> bool,
) -> Answer {
    let part = Part::of(call, &[&FILTERS[..], &["show_all_locations"]].concat())?;
    let wants = Wants::of(call);
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
    let found = books.items.values().filter(is_wanted);
    let shown = if list::newest_first(call) {
        let mut found: Vec<_> = found.collect();
        found.sort_unstable_by_key(|item| Reverse(item.created_at));
        let found = found.into_iter().skip(part.first());
        found
            .take(taken)
            .map(|item| show(books, item, &wants))
            .collect()
    } else {
        let found = found.skip(part.first());
        found
            .take(taken)
            .map(|item| show(books, item, &wants))
            .collect()
    };
    list::page(call, wrapper, &part, shown, total)
}

/// Numbers are decoded once; one that is then not found is decoded once more, as some clients encode twice.
fn named<'a>(
    books: &'a Books,
    number: &str,
    call: &Call,
    fits: fn(&Item) -> bool,
) -> Result<&'a Item, No> {
    let found = books.item(number).or_else(|no| {
        let again = super::decoded(number);
        books.items.get(&again).ok_or(no)
    })?;
    let strict = call.switches.lots_are_no_products;
    if strict && !fits(found) {
        return Err(No::not_found());
    }
    Ok(found)
}

/// One item, whole.
pub(super) fn shown(books: &Books, item: &Item, status: u16, wrapper: &str) -> Reply {
    let all = Wants::default();
    let shown = match wrapper {
        "lot" => books.show_lot(item, &all),
        _ => books.show_item(item, &all),
    };
    Reply::one(status, wrapper, shown)
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

fn show_checked(books: &Books, item: &Item, _: &Wants) -> Value {
    json!({
        "number": item.number, "name": item.name,
        "stock_quantity": number(books.shown_figures(item).on_hand),
        "cost_price": 0, "recommended_cost_price": null, "barcode": item.barcode,
        "locations": places(books, item),
    })
}

fn levels(books: &Books, call: &Call, number: &str) -> Answer {
    let item = named(books, number, call, is_product)?;
    list::whole(call, "product_locations", places(books, item))
}
