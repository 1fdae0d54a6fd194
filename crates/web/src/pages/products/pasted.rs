//! Lines that tie many products at once, as the form shows them when some tied nothing.
use app::product::{Fault, Tied, Why};

use crate::{flash::Flash, frame::Frame};

/// Nothing before anybody has pasted.
#[derive(Default)]
pub(super) struct Pasted {
    /// How many were tied all the same.
    pub tied: Option<String>,
    /// What is left to mend.
    pub text: String,
    /// A sentence for each line of it.
    pub faults: Vec<String>,
}

impl Pasted {
    pub(super) fn left(frame: &Frame, tied: &Tied) -> Self {
        let good = Flash::good("flash-products-tied").about(&tied.count.to_string());
        let left: Vec<_> = tied.faults.iter().map(|fault| &*fault.text).collect();
        Self {
            tied: Some(frame.flash_text(&good)).filter(|_| tied.count > 0),
            text: left.join("\n"),
            faults: tied.faults.iter().map(|one| said(frame, one)).collect(),
        }
    }

    pub(super) fn unreadable(frame: &Frame, text: &str) -> Self {
        Self {
            // No page can carry it.
            text: text.replace('\0', ""),
            faults: vec![frame.say("products-lines-unreadable")],
            ..Self::default()
        }
    }
}

fn said(frame: &Frame, fault: &Fault) -> String {
    let line = fault.line.to_string();
    match &fault.why {
        Why::Unreadable => frame.about("products-line-unreadable", "line", line),
        Why::UnknownSku { sku } => {
            frame.with("products-line-sku", &[("line", &line), ("sku", sku)])
        }
        Why::UnknownNumber { number } => frame.with(
            "products-line-number",
            &[("line", &line), ("number", number)],
        ),
    }
}
