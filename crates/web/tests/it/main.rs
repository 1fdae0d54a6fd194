//! The pages and doors, tried as people and systems use them.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod account;
#[cfg(test)]
mod connect;
#[cfg(test)]
mod door;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod locks;
#[cfg(test)]
mod looks;
#[cfg(test)]
mod odd_letters;
#[cfg(test)]
mod operators;
#[cfg(test)]
mod order_walk;
#[cfg(test)]
mod people;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod words;
