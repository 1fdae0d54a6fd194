//! The only crate that speaks HTTP to people and to webhooks.
mod admin;
mod assets;
mod caller;
mod cookie;
mod csrf;
mod door;
mod error;
mod flash;
mod form;
mod frame;
mod gate;
mod headers;
mod pages;
mod routes;
mod visitor;

pub use caller::Proxies;
pub use routes::routes;
