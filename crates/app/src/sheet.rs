//! Rows as a file that a Norwegian spreadsheet opens: UTF-8, parted by semicolons, decimals with a comma.
use rust_decimal::Decimal;

/// So that a spreadsheet takes it for UTF-8.
const BOM: &str = "\u{feff}";

/// What a formula begins with, as wide as East Asian spreadsheets write it too.
const FORMULAS: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// The first line.
pub(crate) fn head<const N: usize>(cells: [String; N]) -> Vec<u8> {
    [BOM.as_bytes(), &rows([cells])].concat()
}

pub(crate) fn rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> Vec<u8> {
    let mut sheet = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for cells in rows {
        // Into memory, which does not fail.
        drop(sheet.write_record(cells));
    }
    sheet.into_inner().unwrap_or_default()
}

/// A cell that begins like a formula would be reckoned by a spreadsheet.
pub(crate) fn safe(text: &str) -> String {
    match text.starts_with(FORMULAS) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}

pub(crate) fn comma(amount: Decimal) -> String {
    amount.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for formula in ["=1+1", "@SUM(A1)", "-KOPP", "+47", "\n=1+1", "\u{ff1d}1+1"] {
            assert_eq!(safe(formula), format!("'{formula}"));
        }
        assert_eq!(safe("KOPP-1"), "KOPP-1");
    }
}
