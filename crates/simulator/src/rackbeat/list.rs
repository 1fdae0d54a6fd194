//! Lists: pages, the selection of fields, and what may be filtered on.

use serde_json::{Map, Value, json};

use super::{
    call::Call,
    reply::{Answer, No, Reply},
};

const LIMIT_MAX: usize = 1000;
const LIMIT: usize = 20;
const EVERYWHERE: [&str; 8] = [
    "page",
    "limit",
    "fields",
    "expand",
    "order_by",
    "order_direction",
    "search",
    "sort",
];

/// Which part of a list is asked for.
pub struct Part {
    pub page: usize,
    pub limit: usize,
}

impl Part {
    /// `filters`: what the list may be filtered on.
    pub fn of(call: &Call, filters: &[&str]) -> Result<Self, No> {
        let unknown = call
            .query
            .iter()
            .map(|(name, _)| name.as_str())
            .find(|name| !EVERYWHERE.contains(name) && !filters.contains(name));
        if let Some(name) = unknown.filter(|_| call.switches.unknown_filter_is_422) {
            return Err(No::invalid(
                name,
                format!("Property '{name}' is not filterable."),
            ));
        }
        let number = |name| {
            call.param(name)
                .and_then(|value| value.parse::<usize>().ok())
        };
        let (page, limit) = (
            number("page").unwrap_or(1),
            number("limit").unwrap_or(LIMIT),
        );
        if page == 0 && call.switches.page_zero_is_422 {
            return Err(No::invalid("page", "It must be at least 1."));
        }
        if limit > LIMIT_MAX && call.switches.limit_over_max_is_422 {
            return Err(No::invalid("limit", "It may not be greater than 1000."));
        }
        Ok(Self {
            page: page.max(1),
            limit: limit.clamp(1, LIMIT_MAX),
        })
    }

    pub fn first(&self) -> usize {
        (self.page - 1) * self.limit
    }
}

/// A page: 206, the wrapper first, then the counts. `shown` is the page's part of `total` things.
pub fn page(call: &Call, wrapper: &str, part: &Part, shown: Vec<Value>, total: usize) -> Answer {
    if shown.is_empty() && part.page > 1 && call.switches.past_last_page_is_404 {
        return Err(No::not_found());
    }
    let selection = call.param("fields").map(Selection::read);
    let shown: Vec<Value> = match &selection {
        Some(selection) => shown.into_iter().map(|thing| selection.of(thing)).collect(),
        None => shown,
    };
    let pages = total.div_ceil(part.limit).max(1);
    Ok(Reply::bare(
        206,
        json!({ wrapper: shown, "total": total, "pages": pages, "limit": part.limit, "page": part.page }),
    ))
}

/// A page of a short list that is at hand as a whole.
pub fn whole(call: &Call, wrapper: &str, things: Vec<Value>) -> Answer {
    let part = Part::of(call, &["name", "event", "is_draft", "order_number"])?;
    let total = things.len();
    let shown = things.into_iter().skip(part.first()).take(part.limit);
    page(call, wrapper, &part, shown.collect(), total)
}

/// Is the list asked for by when its things were made, the newest first?
pub fn newest_first(call: &Call) -> bool {
    let by = call.param("order_by") == Some("created_at");
    by && call
        .param("order_direction")
        .is_some_and(|way| way.eq_ignore_ascii_case("desc"))
}

/// Does the selection of fields, if any, ask for this one?
pub fn wants(call: &Call, field: &str) -> bool {
    Wants::of(call).has(field)
}

/// Which fields a call asks for; all of them by default.
#[derive(Default)]
pub struct Wants(Option<Selection>);

impl Wants {
    pub fn of(call: &Call) -> Self {
        Self(call.param("fields").map(Selection::read))
    }

    pub fn has(&self, field: &str) -> bool {
        self.0.as_ref().is_none_or(|fields| fields.has(field))
    }
}

/// `a,b,lines(id,item(name)),locations(*)`.
struct Selection(Vec<(String, Option<Selection>)>);

impl Selection {
    fn read(text: &str) -> Self {
        Self::read_from(&mut text.chars().filter(|letter| !letter.is_whitespace()))
    }

    fn read_from(letters: &mut dyn Iterator<Item = char>) -> Self {
        let mut fields: Vec<(String, Option<Self>)> = Vec::new();
        let mut name = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '(' => {
                    let inner = Self::read_from(letters);
                    fields.push((std::mem::take(&mut name), Some(inner)));
                }
                ')' => break,
                ',' if name.is_empty() => {}
                ',' => fields.push((std::mem::take(&mut name), None)),
                other => name.push(other),
            }
        }
        if !name.is_empty() {
            fields.push((name, None));
        }
        Self(fields)
    }

    fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(name, _)| name == field || name == "*")
    }

    fn of(&self, thing: Value) -> Value {
        match thing {
            Value::Object(object) => Value::Object(self.of_object(object)),
            Value::Array(things) => things.into_iter().map(|thing| self.of(thing)).collect(),
            other => other,
        }
    }

    fn of_object(&self, object: Map<String, Value>) -> Map<String, Value> {
        let selected = object.into_iter().filter_map(|(name, value)| {
            let (_, inner) = self
                .0
                .iter()
                .find(|(field, _)| *field == name || field == "*")?;
            let value = match inner {
                Some(inner) => inner.of(value),
                None => value,
            };
            Some((name, value))
        });
        selected.collect()
    }
}
