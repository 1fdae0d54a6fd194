//! The only crate that speaks SQL. Everything an account owns is behind a [`Tenant`].
pub mod account;
pub mod agreed_price;
pub mod agreement;
pub mod attempt;
pub mod audit;
pub mod auth_state;
pub mod billing_detail;
pub mod billing_period;
pub mod chore;
mod clock;
mod connection;
pub mod customer;
mod db;
mod error;
pub mod health;
mod id;
pub mod import;
pub mod inbox;
pub mod invoice;
pub mod item;
pub mod lane;
pub mod ledger;
pub mod mail;
pub mod need;
pub mod old_order_run;
pub mod operator_act;
pub mod order_line;
pub mod order_link;
pub mod order_parcel;
pub mod order_progress;
pub mod order_refund;
pub mod outcome;
pub mod payer;
pub mod product_copy;
pub mod product_link;
pub mod rules;
pub mod secret;
pub mod session;
pub mod shop;
pub mod shop_day;
mod sql;
pub mod stock_level;
mod tenant;
pub mod token;
pub mod tracking_habit;
pub mod user;
mod wake;

pub use clock::{Clock, SystemClock};
pub use db::{Database, answers, connect, migrate};
pub use error::{Error, Result, with_causes};
pub use id::{
    AccountId, AgreedPriceId, AgreementId, ImportId, InvoiceId, MailId, MessageId, OldOrderRunId,
    OperatorActId, OrderLinkId, OutcomeId, ProductLinkId, SessionId, ShopId, UserId,
};
pub use tenant::{Change, Rows, System, Tenant};
pub use wake::{Wake, Woken};
