//! Which shops counted on which days, so that anybody can count again.
use domain::invoice::{Document, Span};

use super::{
    heading,
    sheet::{LEFT, Meaning, RIGHT, Sheet},
    style::{BODY, GREY},
    table::{Column, Table},
};
use crate::{Say, shown};

/// So many shops can be named for each stretch of days; more are listed apart.
const FEW: usize = 6;

pub(super) fn write(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    let stretches = document.stretches();
    if stretches.is_empty() {
        return;
    }
    sheet.y += 6.0;
    // Head, text and the first rows stand together.
    sheet.fits(130.0);
    heading(sheet, &say("invoice-days-title", &[]));
    let text = say("invoice-days-text", &[]);
    let leaves = sheet.paragraph(LEFT, RIGHT - LEFT, BODY.size(8.5).ink(GREY), &text);
    sheet.meaning.push(Meaning::Text(leaves));
    sheet.y += 6.0;
    let are_few = document.shops.len() <= FEW;
    let mut table = Table::begin(sheet, columns(say));
    let mut sum = 0;
    for stretch in stretches {
        let names = stretch.shops.iter().map(|shop| shop.name.as_str());
        let count = stretch.shops.len();
        let which = if are_few {
            format!("{count}: {}", names.collect::<Vec<_>>().join(", "))
        } else {
            count.to_string()
        };
        sum += stretch.shop_days();
        let days = shown::days(document, stretch.days.first, stretch.days.last);
        let (extra, shop_days) = (stretch.extra(), stretch.shop_days());
        let cells = [days, which, extra.to_string(), shop_days.to_string()];
        table.row(sheet, &cells.map(only), false);
    }
    let none = || "–".to_owned();
    let total = say("invoice-days-sum", &[]);
    let cells = [total, none(), none(), sum.to_string()];
    table.row(sheet, &cells.map(only), true);
    table.end(sheet);
    if !are_few {
        by_shop(sheet, document, say);
    }
}

/// Of many shops, each with its days.
fn by_shop(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    sheet.y += 14.0;
    let style = BODY.size(8.5);
    let column = |key, x, width| Column {
        head: say(key, &[]),
        x,
        width,
        style,
    };
    let wide = RIGHT - LEFT;
    let columns = vec![
        column("invoice-days-shop", 0.0, wide / 2.0 - 12.0),
        column("invoice-days-counted", wide / 2.0, wide / 2.0),
    ];
    let mut table = Table::begin(sheet, columns);
    for shop in &document.shops {
        let days = |span: &Span| shown::days(document, span.first, span.last);
        let days: Vec<String> = shop.spans.iter().map(days).collect();
        let named = (shop.name.clone(), shop.address.clone());
        table.row(sheet, &[named, only(days.join(", "))], false);
    }
    table.end(sheet);
}

fn only(text: String) -> (String, String) {
    (text, String::new())
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
