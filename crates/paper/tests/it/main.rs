//! What stands on paper and in XML, read back as a stranger would read it.

// `cfg(test)` on each module: only so does clippy take the tests' helpers for tests, which may unwrap.
#[cfg(test)]
mod build;
#[cfg(test)]
mod ehf;
#[cfg(test)]
mod order;
#[cfg(test)]
mod printed;
#[cfg(test)]
mod read;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod words;
