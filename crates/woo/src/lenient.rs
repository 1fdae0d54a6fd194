//! Reading as PHP writes: numbers as strings, `""` or `null` for nothing, `[]` for an empty object (woocommerce-api.md 13).
mod scalar;
mod shape;

pub(crate) use scalar::{
    amount, decimal, flag, id, known_id, maybe_amount, maybe_text, text, time, whole_number,
};
pub(crate) use shape::{list, object};
