//! Extra shops are counted, months are closed, invoices are made, sent and paid.
mod close;
mod count;
mod examples;
mod held;
mod kept;
mod month;
mod paid;
mod people;
mod random;
