//! Rackbeat, played with.
