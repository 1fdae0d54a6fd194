//! What stands on paper and in XML, read back as a stranger would read it.
mod build;
mod peppol;
mod printed;
mod rules;
mod samples;
mod words;
