//! The notes that people and programs write beside an order.

use serde_json::{Value, json};

use super::{
    books::Books,
    call::Call,
    list,
    reply::{Answer, No, Reply},
};

/// Answers for `/orders/{order}/notes`.
pub fn answer(books: &mut Books, call: &Call, order: i64) -> Answer {
    let found = books.orders.get_mut(&order).ok_or_else(No::not_found)?;
    if call.method == "GET" {
        let shown = found.notes.iter().enumerate();
        let shown = shown.map(|(at, note)| show(at, note)).collect();
        return list::whole(call, "notes", shown);
    }
    if call.method != "POST" {
        return Err(No::with(405, "Method not allowed."));
    }
    let text = call.text("note").filter(|text| !text.is_empty());
    let text = text.ok_or_else(|| No::invalid("note", "The note is required."))?;
    found.notes.push(text.clone());
    Ok(Reply::one(201, "note", show(found.notes.len() - 1, &text)))
}

fn show(at: usize, note: &str) -> Value {
    json!({ "id": at + 1, "user_id": 1, "note": note, "note_html": format!("<p>{note}</p>") })
}
