//! Rackbeat's wire format and manners, tested: made-up payloads with real field names, and a tiny server.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod client;
#[cfg(test)]
mod pace;
#[cfg(test)]
mod payload;
#[cfg(test)]
mod webhook;
