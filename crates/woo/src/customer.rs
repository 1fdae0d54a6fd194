//! A registered customer; guests are only on their orders.
use serde::Deserialize;

use crate::{lenient, order::Address};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Customer {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub email: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub first_name: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub last_name: String,
    #[serde(default, deserialize_with = "lenient::object")]
    pub billing: Address,
    #[serde(default, deserialize_with = "lenient::object")]
    pub shipping: Address,
}
