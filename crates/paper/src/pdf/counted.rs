//! Which shops counted on which days, so that anybody can count again.
use domain::invoice::Document;

use super::{
    heading,
    sheet::{BODY, GREY, LEFT, Meaning, RIGHT, Sheet},
    table::{Column, Table},
};
use crate::{Say, shown};

pub(super) fn write(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    let stretches = document.stretches();
    if stretches.is_empty() {
        return;
    }
    sheet.y += 6.0;
    heading(sheet, &say("invoice-days-title", &[]));
    let text = say("invoice-days-text", &[]);
    let leaves = sheet.paragraph(LEFT, RIGHT - LEFT, BODY.size(8.5).ink(GREY), &text);
    sheet.meaning.push(Meaning::Text(leaves));
    sheet.y += 6.0;
    let mut table = Table::begin(sheet, columns(say));
    let mut sum = 0;
    for stretch in stretches {
        let names: Vec<&str> = stretch
            .shops
            .iter()
            .map(|shop| shop.name.as_str())
            .collect();
        sum += stretch.shop_days();
        let days = shown::days(document, stretch.days.first, stretch.days.last);
        let cells = [
            days,
            format!("{}: {}", names.len(), names.join(", ")),
            stretch.extra().to_string(),
            stretch.shop_days().to_string(),
        ];
        table.row(sheet, &cells.map(|text| (text, String::new())), false);
    }
    let none = || "–".to_owned();
    let cells = [
        say("invoice-days-sum", &[]),
        none(),
        none(),
        sum.to_string(),
    ];
    table.row(sheet, &cells.map(|text| (text, String::new())), true);
    table.end(sheet);
}

fn columns(say: &Say<'_>) -> Vec<Column> {
    let wide = RIGHT - LEFT;
    let style = BODY.size(8.5);
    let column = |key, x, width, style| Column {
        head: say(key, &[]),
        x,
        width,
        style,
    };
    vec![
        column("invoice-days-days", 0.0, 116.0, style),
        column("invoice-days-shops", 124.0, wide - 264.0, style),
        column("invoice-days-extra", wide - 76.0, 50.0, style.right()),
        column("invoice-days-count", wide, 66.0, style.right()),
    ]
}
