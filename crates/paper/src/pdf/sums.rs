//! Net, VAT by its rule, what is to be paid, and how.
use domain::invoice::Document;

use super::{
    heading,
    sheet::{Cell, Heads, LEFT, Leaf, Meaning, RIGHT, Sheet},
    style::{BLUE, BODY, GREY, SHADE, Style},
};
use crate::{Say, shown};

/// Where the labels of the sums begin.
const SUMS: f32 = 300.0;

pub(super) fn write(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    sheet.fits(110.0);
    let mut rows = Vec::new();
    let net = shown::amount(document, document.net);
    rows.push(sum(sheet, BODY, &say("invoice-net", &[]), &net));
    let vat = shown::amount(document, document.vat);
    rows.push(sum(sheet, BODY, &vat_named(document, say), &vat));
    let total = if document.is_credit_note() {
        "invoice-credit-total"
    } else {
        "invoice-total"
    };
    sheet.y += 4.0;
    let place = [SUMS - 10.0, sheet.y, RIGHT - SUMS + 16.0, 25.0];
    sheet.area(place, BLUE);
    sheet.y += 4.0;
    let white = BODY.size(12.5).bold().ink([255, 255, 255]);
    let price = shown::price(document, document.total);
    rows.push(sum(sheet, white, &say(total, &[]), &price));
    sheet.y += 8.0;
    if let Some(in_nok) = document.vat_in_nok {
        let name = match in_nok.rate {
            None => say("invoice-vat-in-nok", &[]),
            Some((rate, day)) => {
                let rate = rate.normalize().to_string();
                let point = if document.language == "nb" { "," } else { "." };
                let args = [
                    ("rate", rate.replace('.', point)),
                    ("day", shown::day(document, day)),
                ];
                say("invoice-vat-in-nok-rate", &args)
            }
        };
        let vat = format!("NOK\u{a0}{}", shown::amount(document, in_nok.vat));
        rows.push(sum(sheet, BODY.ink(GREY), &name, &vat));
    }
    sheet.meaning.push(Meaning::Table(rows));
    sheet.y += 6.0;
    if let Some(why) = shown::no_vat(document) {
        said(sheet, BODY.bold(), &say(why, &[]));
    }
    if document.is_credit_note() {
        said(sheet, BODY, &shown::credited(document, say));
    } else {
        payment(sheet, document, say);
    }
}

fn vat_named(document: &Document, say: &Say<'_>) -> String {
    let net = shown::price(document, document.net);
    match shown::no_vat(document) {
        Some(_) => say("invoice-no-vat", &[("net", net)]),
        None => {
            let rate = document.vat_by.rate().normalize().to_string();
            say("invoice-vat", &[("rate", rate), ("net", net)])
        }
    }
}

fn said(sheet: &mut Sheet, style: Style, text: &str) {
    sheet.fits(3.0 * style.leading());
    let leaves = sheet.paragraph(LEFT, RIGHT - LEFT, style, text);
    sheet.meaning.push(Meaning::Text(leaves));
    sheet.y += 6.0;
}

fn sum(sheet: &mut Sheet, style: Style, name: &str, amount: &str) -> Vec<Cell> {
    let at = sheet.y;
    let name = sheet.put((SUMS, at), style, name);
    let amount = sheet.put((RIGHT, at), style.right(), amount);
    sheet.y += style.leading() + 3.0;
    cells(name, amount)
}

fn cells(name: Leaf, value: Leaf) -> Vec<Cell> {
    let cell = |heads, leaf| Cell {
        heads,
        leaves: vec![leaf],
    };
    vec![cell(Heads::Row, name), cell(Heads::Nothing, value)]
}

/// What the payer types, side by side.
fn payment(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    const HEIGHT: f32 = 44.0;
    sheet.fits(HEIGHT + 60.0);
    sheet.y += 8.0;
    heading(sheet, &say("invoice-pay", &[]));
    let seller = &document.seller;
    let mut facts = vec![("invoice-total", shown::price(document, document.total))];
    facts.extend(
        document
            .due
            .map(|due| ("invoice-due", shown::day(document, due))),
    );
    facts.push(("invoice-account", seller.account.shown()));
    facts.extend(document.kid.clone().map(|kid| ("invoice-kid", kid)));
    row(sheet, &facts, say);
    // Who pays from abroad needs these.
    if document.buyer.address.country != "NO"
        && let Some(iban) = &seller.iban
    {
        let mut abroad = vec![("invoice-iban", iban.shown())];
        abroad.extend(seller.bic.clone().map(|bic| ("invoice-bic", bic)));
        row(sheet, &abroad, say);
    }
    sheet.y += 12.0;
}

fn row(sheet: &mut Sheet, facts: &[(&'static str, String)], say: &Say<'_>) {
    const HEIGHT: f32 = 40.0;
    let wide = RIGHT - LEFT;
    let top = sheet.y;
    sheet.area([LEFT - 6.0, top, wide + 12.0, HEIGHT], SHADE);
    sheet.area([LEFT - 6.0, top, 3.0, HEIGHT], BLUE);
    let step = wide / facts.len().max(2) as f32;
    let mut rows = Vec::new();
    for (at, (key, value)) in facts.iter().enumerate() {
        let x = LEFT + 8.0 + step * at as f32;
        let label = BODY.size(8.0).bold().ink(GREY);
        let name = sheet.put((x, top + 6.0), label, &say(key, &[]));
        let value = sheet.put((x, top + 19.0), BODY.size(11.0).bold(), value);
        rows.push(cells(name, value));
    }
    sheet.meaning.push(Meaning::Table(rows));
    sheet.y = top + HEIGHT + 6.0;
}
