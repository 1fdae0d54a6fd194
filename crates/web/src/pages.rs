//! What people see.
pub(crate) mod confirm;
pub(crate) mod language;
pub(crate) mod reset;
pub(crate) mod security;
pub(crate) mod sign_in;
pub(crate) mod sign_up;
