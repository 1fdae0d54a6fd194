//! The house in a test: a database of its own, a settable clock, and both outside worlds.
pub mod postgres;
