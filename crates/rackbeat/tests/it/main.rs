//! Rackbeat's wire format and manners, tested: made-up payloads with real field names, and a tiny server.

#[cfg(test)]
mod client;
#[cfg(test)]
mod pace;
#[cfg(test)]
mod payload;
#[cfg(test)]
mod webhook;
