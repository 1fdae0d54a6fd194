//! The pages and doors, tried as people and systems use them.

// Clippy lets a test unwrap; to it, a module is a test's, helpers and all, when `cfg(test)` says so.
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
mod order_walk;
#[cfg(test)]
mod people;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod words;
