//! The pages of those who run Varebro. Their handlers alone get `&System`; to everybody else they are not there.
pub(crate) mod accounts;
pub(crate) mod acts;
mod chart;
pub(crate) mod health;
