//! The verbs, from a webhook to Rackbeat and back to every shop.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod billing;
#[cfg(test)]
mod by_hand;
#[cfg(test)]
mod cancels;
#[cfg(test)]
mod cancels_in_doubt;
#[cfg(test)]
mod connect;
#[cfg(test)]
mod credit_notes;
#[cfg(test)]
mod customers;
#[cfg(test)]
mod doubt;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod edits_refused;
#[cfg(test)]
mod ends;
#[cfg(test)]
mod hints;
#[cfg(test)]
mod import;
#[cfg(test)]
mod import_again;
#[cfg(test)]
mod import_kill;
#[cfg(test)]
mod import_sales;
#[cfg(test)]
mod import_trouble;
#[cfg(test)]
mod index;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod model;
#[cfg(test)]
mod needs;
#[cfg(test)]
mod odd_orders;
#[cfg(test)]
mod old_orders;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod parking;
#[cfg(test)]
mod polls;
#[cfg(test)]
mod product;
#[cfg(test)]
mod progress;
#[cfg(test)]
mod progress_further;
#[cfg(test)]
mod progress_tracking;
#[cfg(test)]
mod race;
#[cfg(test)]
mod refunds;
#[cfg(test)]
mod statuses;
#[cfg(test)]
mod stock;
#[cfg(test)]
mod stock_catalogue;
#[cfg(test)]
mod stock_trouble;
#[cfg(test)]
mod walk;
