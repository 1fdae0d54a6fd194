//! The simulators, tested: real clients against real ports.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod rackbeat;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod woo;
