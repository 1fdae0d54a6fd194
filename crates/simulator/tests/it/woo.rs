//! The shop, played with.
