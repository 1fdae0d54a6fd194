//! The binary itself, started as an operator starts it.
#[cfg(test)]
mod demo;
#[cfg(test)]
mod process;
#[cfg(test)]
mod simulate;
#[cfg(test)]
mod start;
