//! The simulators, tested: real clients against real ports.

#[cfg(test)]
mod rackbeat;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod woo;
