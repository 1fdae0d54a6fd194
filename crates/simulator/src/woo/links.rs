//! `_links`, page headers and `_fields`.

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::request::Request;
use super::state::State;

/// The rows of one page, and how many there are on all.
#[derive(Debug)]
pub struct Page {
    pub rows: Vec<Value>,
    pub total: usize,
    pub page: usize,
    pub per_page: usize,
}

impl State {
    /// `self` and `collection`; newer shops add what may be done.
    pub fn links(&self, own: &str, collection: &str) -> Value {
        self.links_allowing(own, collection, &["GET", "POST", "PUT", "PATCH", "DELETE"])
    }

    pub fn links_allowing(&self, own: &str, collection: &str, allow: &[&str]) -> Value {
        let mut itself = json!({ "href": self.rest(own) });
        if self.is_new() {
            itself["targetHints"] = json!({ "allow": allow });
        }
        json!({ "self": [itself], "collection": [{ "href": self.rest(collection) }] })
    }

    /// A list's answer with its totals and neighbours.
    pub fn paged(&self, request: &Request, path: &str, page: Page) -> Answer {
        let pages = page.total.div_ceil(page.per_page.max(1));
        let rows = page
            .rows
            .into_iter()
            .map(|row| only(request, row, false))
            .collect();
        let answer = Answer::ok(&Value::Array(rows))
            .with("X-WP-Total", page.total.to_string())
            .with("X-WP-TotalPages", pages.to_string());
        let mut near = Vec::new();
        if page.page > 1 {
            near.push(self.neighbour(request, path, (page.page - 1).min(pages.max(1)), "prev"));
        }
        if page.page < pages {
            near.push(self.neighbour(request, path, page.page + 1, "next"));
        }
        if near.is_empty() {
            answer
        } else {
            answer.with("Link", near.join(", "))
        }
    }

    fn neighbour(&self, request: &Request, path: &str, page: usize, rel: &str) -> String {
        let mut query: Vec<(String, String)> = request.query.clone();
        query.retain(|(name, _)| name != "page");
        if path == "orders" {
            spell_out(&mut query);
        }
        query.push(("page".to_owned(), page.to_string()));
        let text = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(query)
            .finish();
        format!("<{}?{text}>; rel=\"{rel}\"", self.rest(path))
    }
}

/// The orders list repeats what it was not asked, and writes lists with their index.
fn spell_out(query: &mut Vec<(String, String)>) {
    for (name, _) in query.iter_mut() {
        if matches!(
            name.as_str(),
            "include_meta" | "exclude_meta" | "include" | "exclude" | "status"
        ) {
            name.push_str("[0]");
        }
    }
    for (name, value) in [("status[0]", "any"), ("dp", "2"), ("context", "view")] {
        if !query.iter().any(|(known, _)| known == name) {
            query.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// Slices the asked page out of everything that matches.
pub fn window<T>(request: &Request, all: &[T]) -> (std::ops::Range<usize>, usize, usize) {
    let per_page = request
        .q("per_page")
        .and_then(|n| n.parse().ok())
        .unwrap_or(10);
    let page = request.q("page").and_then(|n| n.parse().ok()).unwrap_or(1);
    let offset = request.q("offset").and_then(|n| n.parse().ok());
    let from = offset.unwrap_or((page - 1) * per_page).min(all.len());
    let to = (from + per_page).min(all.len());
    (from..to, page, per_page)
}

/// Keeps what `_fields` asks for; single things keep their `_links` all the same.
pub fn only(request: &Request, value: Value, single: bool) -> Value {
    let wanted = request.q_list("_fields");
    if wanted.is_empty() {
        return value;
    }
    let Value::Object(mut map) = value else {
        return value;
    };
    let mut out = Map::new();
    for want in &wanted {
        if let Some((outer, inner)) = want.split_once('.') {
            let found = map.get(outer).and_then(|value| value.get(inner)).cloned();
            let place = out.entry(outer).or_insert_with(|| json!({}));
            if let (Value::Object(place), Some(found)) = (place, found) {
                place.insert(inner.to_owned(), found);
            }
        } else if let Some(value) = map.get(want) {
            out.insert(want.clone(), value.clone());
        }
    }
    if let Some(links) = map.remove("_links").filter(|_| single) {
        out.insert("_links".to_owned(), links);
    }
    Value::Object(out)
}
