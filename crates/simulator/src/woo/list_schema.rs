//! The checks on what a list is asked.

use serde_json::json;

use super::answer::Reply;
use super::request::Request;
use super::schema::{Kind, PRODUCT_TYPES, complaint, invalid};
use super::state::State;

impl State {
    /// Checks the parameters that every list has.
    pub fn check_list(&self, request: &Request, orders: bool) -> Reply<()> {
        let mut wrong = Vec::new();
        for (name, least, most) in [("page", 1, i64::MAX), ("per_page", 1, 100)] {
            if let Some(text) = request.q(name)
                && let Some((code, said)) = out_of_range(name, text, least, most)
            {
                wrong.push((name.to_owned(), code, said));
            }
        }
        if let Some((code, said)) = request
            .q("orderby")
            .and_then(|word| self.bad_orderby(word, orders))
        {
            wrong.push(("orderby".to_owned(), code, said));
        }
        for name in ["after", "before", "modified_after", "modified_before"] {
            if request
                .q(name)
                .is_some_and(|text| self.filter_instant(text, true).is_none())
            {
                wrong.push((
                    name.to_owned(),
                    "rest_invalid_date",
                    "Invalid date.".to_owned(),
                ));
            }
        }
        if let Some(kind) = request
            .q("type")
            .filter(|kind| !orders && !PRODUCT_TYPES.contains(kind))
        {
            wrong.extend(
                complaint("type", &json!(kind), Kind::OneOf(PRODUCT_TYPES))
                    .map(|(c, t)| ("type".to_owned(), c, t)),
            );
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(invalid(&wrong))
        }
    }

    fn bad_orderby(&self, word: &str, orders: bool) -> Option<(&'static str, String)> {
        const OLD: &[&str] = &[
            "date",
            "id",
            "include",
            "title",
            "slug",
            "modified",
            "menu_order",
            "price",
            "popularity",
            "rating",
        ];
        const NEW: &[&str] = &[
            "date",
            "id",
            "include",
            "title",
            "slug",
            "modified",
            "popularity",
            "rating",
            "post__in",
            "price",
            "sales",
            "menu_order",
            "random",
            "popularity",
            "rating",
            "menu_order",
            "price",
            "popularity",
            "rating",
        ];
        const ORDERS: &[&str] = &["date", "id", "include", "title", "slug", "modified"];
        let words = match (orders, self.is_new()) {
            (true, _) => ORDERS,
            (false, true) => NEW,
            (false, false) => OLD,
        };
        complaint("orderby", &json!(word), Kind::OneOf(words))
    }
}

fn out_of_range(name: &str, text: &str, least: i64, most: i64) -> Option<(&'static str, String)> {
    let Ok(number) = text.parse::<i64>() else {
        return Some((
            "rest_invalid_type",
            format!("{name} is not of type integer."),
        ));
    };
    if (least..=most).contains(&number) {
        return None;
    }
    let said = if most == i64::MAX {
        format!("{name} must be greater than or equal to {least}")
    } else {
        format!("{name} must be between {least} (inclusive) and {most} (inclusive)")
    };
    Some(("rest_out_of_bounds", said))
}
