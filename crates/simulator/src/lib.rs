//! The two outside worlds, so that anyone can try and test without an account: they keep state, speak real HTTP and misbehave on request.
#![recursion_limit = "256"] // of json!, which counts one per token

mod calls;
mod clock;
pub mod rackbeat;
mod server;
pub mod trouble;
pub mod woo;

pub use calls::Calls;
pub use clock::Clock;
pub use server::{Manner, Server};
pub use trouble::{Fate, Fault, Front, Rule, Trouble};
