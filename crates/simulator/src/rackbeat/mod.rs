//! Rackbeat, simulated.
