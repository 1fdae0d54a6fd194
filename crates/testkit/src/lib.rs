//! The house in a test: a database of its own, a settable clock, and both outside worlds.
pub mod browser;
pub mod build;
mod clock;
mod house;
pub mod html;
mod mailbox;
pub mod postgres;
mod secrets;
mod seeds;
mod visitor;

pub use clock::TestClock;
pub use house::{EMAIL, House, PASSWORD, Shop, by_hand, until};
pub use mailbox::Letter;
pub use reqwest::Method;
pub use seeds::seeds;
pub use simulator;
pub use visitor::{Page, Visitor};
