//! The rules, with recorded orders in and Rackbeat orders out.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod addresses;
#[cfg(test)]
mod amounts;
#[cfg(test)]
mod build;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod in_flight;
#[cfg(test)]
mod money;
#[cfg(test)]
mod orders;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod prices;
#[cfg(test)]
mod products;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod references;
#[cfg(test)]
mod refunds;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod stock;
#[cfg(test)]
mod sums;
