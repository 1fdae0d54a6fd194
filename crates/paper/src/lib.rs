//! What goes on paper and to customers' systems: invoices and credit notes, as PDF and as EHF.
pub mod ehf;
pub mod pdf;
mod shown;

/// Says a sentence of `invoice.ftl` in the document's language. Paper knows the keys, not the words.
pub type Say<'a> = dyn Fn(&str, &[(&'static str, String)]) -> String + 'a;
