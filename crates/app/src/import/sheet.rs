//! The rows as a file for a spreadsheet, in the reader's language.
use domain::{import::Act, quantity};
use rust_decimal::Decimal;
use store::{
    Tenant,
    import::{self, Filter, Import, Row, Step},
};

use crate::{Error, Language, Words, error::Result};

/// So that a spreadsheet takes it for UTF-8.
const BOM: &str = "\u{feff}";
/// Rows read at a time.
const PAGE: u32 = 1000;

/// UTF-8, parted by semicolons, decimals with a comma: as a Norwegian spreadsheet opens it.
pub async fn csv(
    tenant: &Tenant,
    import: &Import,
    filter: Filter,
    language: Language,
) -> Result<String> {
    let words = Words::new(language);
    let mut paper = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(BOM.as_bytes().to_vec());
    write(&mut paper, HEADS.map(|key| words.say(key)))?;
    let mut after = 0;
    loop {
        let rows = import::page(tenant, import.id, filter, after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        for row in &rows {
            write(&mut paper, cells(row, &words))?;
        }
    }
    let bytes = paper.into_inner().map_err(|_| ours())?;
    String::from_utf8(bytes).map_err(|_| ours())
}

const HEADS: [&str; 9] = [
    "import-head-sku",
    "import-head-name",
    "import-head-act",
    "import-head-reason",
    "import-head-shop",
    "import-head-sold",
    "import-head-rackbeat",
    "import-head-becomes",
    "import-head-step",
];

fn cells(row: &Row, words: &Words) -> [String; 9] {
    let reason = row
        .reason
        .as_ref()
        .map(|reason| words.sentence(&reason.sentence()));
    let becomes = row
        .target
        .filter(|_| row.wants_level || row.leveled_at.is_some());
    [
        safe(&row.sku),
        safe(&row.name),
        words.say(act(row.act)),
        safe(&reason.unwrap_or_default()),
        pieces(row.shop_says),
        pieces(Some(row.reduced).filter(|many| *many != 0)),
        pieces(row.on_hand),
        pieces(becomes),
        words.say(step(row)),
    ]
}

fn act(act: Act) -> &'static str {
    match act {
        Act::Link => "import-act-link",
        Act::Create => "import-act-create",
        Act::Skip => "import-act-skip",
    }
}

fn step(row: &Row) -> &'static str {
    match row.step {
        Step::Seen => "import-step-seen",
        Step::Waiting => "import-step-waiting",
        Step::Creating | Step::Made | Step::Adjusting | Step::Adjusted | Step::Booking => {
            "import-step-begun"
        }
        Step::Done if row.leveled_at.is_some() => "import-step-leveled",
        Step::Done if row.created_at.is_some() => "import-step-created",
        Step::Done => "import-step-done",
        Step::Skipped => "import-step-skipped",
        Step::Failed => "import-step-failed",
    }
}

/// A cell that begins like a formula would be reckoned by a spreadsheet.
fn safe(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

fn pieces(thousandths: Option<i64>) -> String {
    let shown = |pieces: Decimal| pieces.normalize().to_string().replace('.', ",");
    thousandths.map_or_else(String::new, |many| shown(quantity::from_thousandths(many)))
}

fn write<const N: usize>(paper: &mut csv::Writer<Vec<u8>>, cells: [String; N]) -> Result<()> {
    paper.write_record(cells).map_err(|_| ours())
}

fn ours() -> Error {
    Error::Retry {
        reason: domain::FailureReason::Ours,
        after: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(safe("-KOPP"), "'-KOPP");
        assert_eq!(safe("KOPP-1"), "KOPP-1");
    }

    #[test]
    fn pieces_have_a_comma() {
        assert_eq!(pieces(Some(1_500)), "1,5");
        assert_eq!(pieces(Some(15_000)), "15");
        assert_eq!(pieces(None), "");
    }
}
