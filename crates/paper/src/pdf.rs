//! An invoice or a credit note as a PDF that a firm would send.
use chrono::Datelike;
use domain::invoice::Document;
use krilla::metadata::{DateTime, Metadata, TextDirection};

use self::{face::Faces, sheet::Sheet, style::BODY};
use crate::{Say, shown};

mod counted;
mod face;
mod foot;
mod head;
mod lines;
mod paint;
mod sheet;
mod style;
mod sums;
mod table;

#[derive(Debug, thiserror::Error)]
#[error("the PDF could not be made: {0}")]
pub struct Unprintable(String);

/// The same document gives the same bytes.
pub fn pdf(document: &Document, say: &Say<'_>) -> Result<Vec<u8>, Unprintable> {
    let faces = Faces::new().ok_or_else(|| Unprintable("the typeface can't be read".to_owned()))?;
    let mut sheet = Sheet::new(faces);
    head::write(&mut sheet, document, say);
    lines::write(&mut sheet, document, say);
    sums::write(&mut sheet, document, say);
    counted::write(&mut sheet, document, say);
    foot::write(&mut sheet, document, say);
    paint::painted(sheet, about(document, say))
}

fn about(document: &Document, say: &Say<'_>) -> Metadata {
    let title = format!("{} {}", say(title(document), &[]), document.number);
    let year = u16::try_from(document.issued.year()).unwrap_or(u16::MIN);
    let part = |of: u32| u8::try_from(of).unwrap_or(1);
    let issued = DateTime::new(year)
        .month(part(document.issued.month()))
        .day(part(document.issued.day()));
    Metadata::new()
        .title(title)
        .authors(vec![document.seller.name.clone()])
        .language(document.language.clone())
        .creation_date(issued)
        .document_id(format!(
            "{}-{}",
            document.seller.organisation.as_str(),
            document.number
        ))
        .text_direction(TextDirection::LeftToRight)
}

fn title(document: &Document) -> &'static str {
    if document.is_credit_note() {
        "invoice-credit-title"
    } else {
        "invoice-title"
    }
}

/// A heading of the second level, with room for some lines below it.
fn heading(sheet: &mut Sheet, text: &str) {
    sheet.fits(6.0 * BODY.leading());
    let style = BODY.size(11.5).bold();
    let at = (sheet::LEFT, sheet.y);
    sheet.heading(2, at, (style, text));
    sheet.y += style.leading() + 3.0;
}

/// The seller's number as it stands on the paper: `NO 974 760 673 MVA`.
fn organisation(document: &Document, say: &Say<'_>) -> String {
    let seller = &document.seller;
    let number = shown::grouped(seller.organisation.as_str());
    let number = if seller.vat_registered {
        format!("NO\u{a0}{number}\u{a0}MVA")
    } else {
        number
    };
    say("invoice-organisation", &[("number", number)])
}
