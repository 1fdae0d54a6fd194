//! What stands on paper and in XML, read back as a stranger would read it.
mod build;
mod ehf;
mod order;
mod printed;
mod read;
mod rules;
mod samples;
mod words;
