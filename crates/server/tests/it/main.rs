//! The binary itself, started as an operator starts it.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod billing;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod process;
#[cfg(test)]
mod simulate;
#[cfg(test)]
mod start;
