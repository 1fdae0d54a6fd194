//! The crate's tests: recorded payloads of two versions, what we write, and the client against a shop that answers as told.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod address;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod asks;
#[cfg(test)]
mod connections;
#[cfg(test)]
mod hand_out;
#[cfg(test)]
mod lenience;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod recorded_errors;
#[cfg(test)]
mod recorded_orders;
#[cfg(test)]
mod recorded_webhooks;
#[cfg(test)]
mod shop;
#[cfg(test)]
mod writes;
