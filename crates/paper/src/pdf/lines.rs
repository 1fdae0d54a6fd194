//! What is charged or given back, line by line.
use domain::invoice::{Document, Item};

use super::{
    sheet::{LEFT, RIGHT, Sheet},
    style::BODY,
    table::{Column, Table},
};
use crate::{Say, shown};

pub(super) fn write(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    let wide = RIGHT - LEFT;
    let number = |key, x, width| Column {
        head: say(key, &[]),
        x,
        width,
        style: BODY.right(),
    };
    let columns = vec![
        Column {
            head: say("invoice-description", &[]),
            x: 0.0,
            width: wide - 220.0,
            style: BODY,
        },
        number("invoice-shop-days", wide - 150.0, 60.0),
        number("invoice-monthly", wide - 70.0, 76.0),
        number("invoice-amount", wide, 66.0),
    ];
    let mut table = Table::begin(sheet, columns);
    for line in &document.lines {
        let (days, monthly) = match line.item {
            Item::ExtraShops {
                shop_days, monthly, ..
            } => (shop_days.to_string(), shown::amount(document, monthly)),
            Item::PartOf { .. } => ("–".to_owned(), "–".to_owned()),
        };
        let only = |text: String| (text, String::new());
        let what = shown::named(&line.item, say);
        let cells = [
            (what, shown::counted(document, line, say)),
            only(days),
            only(monthly),
            only(shown::amount(document, line.net)),
        ];
        table.row(sheet, &cells, false);
    }
    table.end(sheet);
    sheet.y += 10.0;
}
