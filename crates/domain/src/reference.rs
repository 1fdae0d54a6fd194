//! The text by which an order in Rackbeat is known again as an order of a shop.
use std::fmt;

/// `kx7f-5567`: the shop's short code and the order id; `-2` when the id came again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference(String);

impl Reference {
    /// `time` counts from 1: how many orders with another key have had this id in this shop.
    pub fn new(shop_code: &str, order_id: i64, time: u32) -> Self {
        if time <= 1 {
            Self(format!("{shop_code}-{order_id}"))
        } else {
            Self(format!("{shop_code}-{order_id}-{time}"))
        }
    }

    /// As it was kept in a row.
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether an order in Rackbeat carries this reference: the whole of `their_reference`,
    /// or the last word of the heading. Never a part, since `kx7f-55` begins `kx7f-5567`.
    pub fn stands_on(&self, their_reference: Option<&str>, heading: Option<&str>) -> bool {
        let whole = their_reference.is_some_and(|text| text.trim() == self.0);
        let last = heading.and_then(|text| text.split_whitespace().next_back());
        whole || last == Some(self.as_str())
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
