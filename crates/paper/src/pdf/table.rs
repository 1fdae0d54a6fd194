//! Rows and columns; a table that runs over the page says its heads again.
use super::{
    sheet::{Cell, Heads, LEFT, Meaning, Sheet},
    style::{BODY, GREY, HAIR, SHADE, Style},
};

pub(super) struct Table {
    pub columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

pub(super) struct Column {
    pub head: String,
    /// From the left margin; numbers end at `x`, text begins there.
    pub x: f32,
    pub width: f32,
    pub style: Style,
}

const PAD: f32 = 4.0;

impl Table {
    pub(super) fn begin(sheet: &mut Sheet, columns: Vec<Column>) -> Self {
        let mut table = Self {
            columns,
            rows: Vec::new(),
        };
        sheet.fits(4.0 * BODY.leading());
        let heads = table.heads(sheet, true);
        table.rows.push(heads);
        table
    }

    /// A row of as many cells as there are columns; a second text of a cell stands below it, smaller.
    pub(super) fn row(&mut self, sheet: &mut Sheet, cells: &[(String, String)], is_bold: bool) {
        let small = |style: Style| style.size(8.0).ink(GREY);
        let mut written = Vec::new();
        let mut lines = 0.0_f32;
        for (column, (main, below)) in self.columns.iter().zip(cells) {
            let style = if is_bold {
                column.style.bold()
            } else {
                column.style
            };
            let main: Vec<_> = sheet.wrapped(main, column.width, style);
            let below = sheet.wrapped(below, column.width, small(style));
            let count = |lines: &[String], style: Style| lines.len() as f32 * style.leading();
            lines = lines.max(count(&main, style) + count(&below, small(style)));
            written.push((style, main, below));
        }
        let height = lines + 2.0 * PAD;
        if !sheet.fits(height) {
            self.heads(sheet, false);
        }
        let mut row = Vec::new();
        for (at, (style, main, below)) in written.into_iter().enumerate() {
            let x = LEFT + self.columns[at].x;
            let mut y = sheet.y + PAD;
            let mut leaves = Vec::new();
            let main = main.into_iter().map(|text| (style, text));
            let below = below.into_iter().map(|text| (small(style), text));
            for (style, text) in main.chain(below) {
                leaves.push(sheet.put((x, y), style, &text));
                y += style.leading();
            }
            let heads = Heads::Nothing;
            row.push(Cell { heads, leaves });
        }
        self.rows.push(row);
        sheet.y += height;
        sheet.rule(sheet.y, HAIR);
    }

    pub(super) fn end(self, sheet: &mut Sheet) {
        sheet.meaning.push(Meaning::Table(self.rows));
    }

    fn heads(&self, sheet: &mut Sheet, is_first: bool) -> Vec<Cell> {
        let head = |style: Style| style.size(8.0).bold().ink(GREY);
        let height = head(BODY).leading() + 2.0 * PAD;
        let width = super::sheet::RIGHT - LEFT;
        sheet.area([LEFT - 6.0, sheet.y, width + 12.0, height], SHADE);
        let at = sheet.y + PAD;
        let page = sheet.pages.len() - 1;
        let mut cells = Vec::new();
        for column in &self.columns {
            let (place, style) = ((LEFT + column.x, at), head(column.style));
            if is_first {
                let leaves = vec![sheet.put(place, style, &column.head)];
                let heads = Heads::Column;
                cells.push(Cell { heads, leaves });
            } else {
                sheet.repeat(page, place, (style, &column.head));
            }
        }
        sheet.y += height;
        cells
    }
}
