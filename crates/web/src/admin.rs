//! The pages of those who run Varebro. Their handlers alone get `&System`; to everybody else they are not there.
pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod acts;
mod bills;
mod chart;
pub(crate) mod dashboard;
pub(crate) mod export;
pub(crate) mod health;
pub(crate) mod invoice;
pub(crate) mod invoices;
pub(crate) mod months;
mod older;
pub(crate) mod prices;
mod typed;
