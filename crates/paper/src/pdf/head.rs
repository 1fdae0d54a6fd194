//! The letterhead, who it is for, and the box of facts.
use domain::invoice::{Address, Document, Kind};

use super::{
    organisation,
    sheet::{Cell, Heads, LEFT, Meaning, RIGHT, Sheet, TOP},
    style::{BLUE, BODY, GREY, SHADE, Style},
    title,
};
use crate::{Say, shown};

/// Where the facts begin; the buyer stands left of it.
const FACTS: f32 = 304.0;

pub(super) fn write(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    letterhead(sheet, document, say);
    let under = sheet.y + 34.0;
    sheet.y = under;
    buyer(sheet, document, say);
    let below_buyer = sheet.y;
    sheet.y = under;
    facts(sheet, document, say);
    sheet.y = sheet.y.max(below_buyer) + 26.0;
    if let Kind::CreditNote { reason, .. } = &document.kind
        && !reason.trim().is_empty()
    {
        let reason = format!("{}: {reason}", say("invoice-reason", &[]));
        let leaves = sheet.paragraph(LEFT, RIGHT - LEFT, BODY, &reason);
        sheet.meaning.push(Meaning::Text(leaves));
        sheet.y += 12.0;
    }
}

fn letterhead(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    let style = BODY.size(22.0).bold();
    let title = say(title(document), &[]);
    sheet.heading(1, (RIGHT, TOP - 4.0), (style.right(), &title));
    let width = RIGHT - LEFT - sheet.width(&title, style) - 24.0;
    let seller = &document.seller;
    let name = BODY.size(17.0).bold().ink(BLUE);
    sheet.y = TOP;
    let leaves = sheet.paragraph(LEFT, width, name, &seller.name);
    sheet.meaning.push(Meaning::Text(leaves));
    sheet.y += 2.0;
    let mut address = street(&seller.address, "NO");
    address.push(organisation(document, say));
    if seller.in_business_register {
        // The law's own word, in every language.
        address.push("Foretaksregisteret".to_owned());
    }
    let small = BODY.size(8.5).ink(GREY);
    let leaves = sheet.paragraph(LEFT, width, small, &address.join(" · "));
    sheet.meaning.push(Meaning::Text(leaves));
}

fn buyer(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    let buyer = &document.buyer;
    let width = FACTS - LEFT - 24.0;
    let label = BODY.size(8.0).bold().ink(GREY);
    let mut leaves = sheet.paragraph(LEFT, width, label, &say("invoice-buyer", &[]));
    sheet
        .meaning
        .push(Meaning::Text(std::mem::take(&mut leaves)));
    let large = BODY.size(10.5);
    leaves.extend(sheet.paragraph(LEFT, width, large.bold(), &buyer.name));
    for line in street(&buyer.address, &document.seller.address.country) {
        leaves.extend(sheet.paragraph(LEFT, width, large, &line));
    }
    if let Some(number) = &buyer.organisation {
        let number = [("number", shown::grouped(number.as_str()))];
        sheet.y += 3.0;
        let number = say("invoice-organisation", &number);
        leaves.extend(sheet.paragraph(LEFT, width, BODY.ink(GREY), &number));
    }
    sheet.meaning.push(Meaning::Text(leaves));
}

/// Line by line; the country before the post code, and only where it is another.
fn street(address: &Address, home: &str) -> Vec<String> {
    let mut lines = address.lines.clone();
    let mut town = format!("{} {}", address.postal_code, address.city);
    if address.country != home {
        town = format!("{}-{}", address.country, town.trim());
    }
    lines.push(town);
    let is_filled = |line: &String| !line.trim().is_empty();
    lines.into_iter().filter(is_filled).collect()
}

fn facts(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    const LABEL: f32 = 100.0;
    let width = RIGHT - FACTS - LABEL - 20.0;
    let page = sheet.pages.len() - 1;
    let behind = sheet.pages[page].len();
    let top = sheet.y;
    sheet.y += 9.0;
    let mut rows = Vec::new();
    for (key, value, style) in known(document, say) {
        let start = sheet.y;
        let label = sheet.paragraph(FACTS + 12.0, LABEL - 4.0, BODY.ink(GREY), &say(key, &[]));
        let below = sheet.y;
        sheet.y = start;
        let value = sheet.paragraph(FACTS + 12.0 + LABEL, width, style, &value);
        sheet.y = sheet.y.max(below) + 2.0;
        let cell = |heads, leaves| Cell { heads, leaves };
        rows.push(vec![cell(Heads::Row, label), cell(Heads::Nothing, value)]);
    }
    sheet.y += 6.0;
    // The box is drawn before what stands in it.
    let place = [FACTS, top, RIGHT - FACTS, sheet.y - top];
    let ink = SHADE;
    sheet.pages[page].insert(behind, super::sheet::Mark::Area { place, ink });
    sheet.meaning.push(Meaning::Table(rows));
}

fn known(document: &Document, say: &Say<'_>) -> Vec<(&'static str, String, Style)> {
    let number = document.number.to_string();
    let issued = shown::day(document, document.issued);
    let mut facts = Vec::new();
    let mut fact = |key, value: String, style| facts.push((key, value, style));
    if let Kind::CreditNote {
        number: of,
        issued: then,
        ..
    } = &document.kind
    {
        let args = [
            ("number", of.to_string()),
            ("day", shown::day(document, *then)),
        ];
        fact("invoice-credit-number", number, BODY.bold());
        fact("invoice-credit-issued", issued, BODY);
        fact(
            "invoice-corrects",
            say("invoice-corrects-invoice", &args),
            BODY.bold(),
        );
    } else {
        fact("invoice-number", number, BODY.bold());
        fact("invoice-issued", issued, BODY);
    }
    if let Some(due) = document.due {
        fact("invoice-due", shown::day(document, due), BODY.bold());
    }
    let delivery = &document.delivery;
    let days = shown::days(document, delivery.first, delivery.last);
    fact("invoice-period", days, BODY);
    fact("invoice-place", delivery.place.clone(), BODY);
    if let Some(reference) = &document.buyer.reference {
        fact("invoice-reference", reference.clone(), BODY);
    }
    if let Some(kid) = &document.kid {
        fact("invoice-kid", kid.clone(), BODY.bold());
        fact(
            "invoice-account",
            document.seller.account.shown(),
            BODY.bold(),
        );
    }
    facts
}
