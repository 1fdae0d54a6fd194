//! The history of the schema. One file per change; never edited once merged.
