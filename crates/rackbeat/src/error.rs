//! What can go wrong with a call, named by what the caller does next.
