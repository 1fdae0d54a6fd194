//! The foot of every page: who sent it, how to reach them, and which page it is.
use domain::invoice::Document;

use super::{
    organisation,
    sheet::{HEIGHT, LEFT, Mark, RIGHT, Sheet},
    style::{BODY, GREY, HAIR},
};
use crate::Say;

pub(super) fn write(sheet: &mut Sheet, document: &Document, say: &Say<'_>) {
    const TOP: f32 = HEIGHT - 62.0;
    let style = BODY.size(8.0).ink(GREY);
    let pages = sheet.pages.len();
    let seller = &document.seller;
    let mut who = vec![seller.name.clone(), organisation(document, say)];
    if seller.in_business_register {
        who.push("Foretaksregisteret".to_owned());
    }
    let reached = [
        Some(seller.email.clone()),
        seller.phone.clone(),
        seller.web.clone(),
    ];
    let reached: Vec<String> = reached.into_iter().flatten().collect();
    let lines = [who.join(" · "), reached.join(" · ")];
    let wide = RIGHT - LEFT - 110.0;
    let lines: Vec<String> = lines
        .iter()
        .flat_map(|line| sheet.wrapped(line, wide, style))
        .collect();
    for page in 0..pages {
        let place = [LEFT, TOP - 6.0, RIGHT - LEFT, 0.6];
        sheet.pages[page].push(Mark::Area { place, ink: HAIR });
        let mut y = TOP;
        for line in &lines {
            sheet.repeat(page, (LEFT, y), (style, line));
            y += style.leading();
        }
        let args = [
            ("page", (page + 1).to_string()),
            ("pages", pages.to_string()),
        ];
        let which = say("invoice-page", &args);
        sheet.repeat(page, (RIGHT, TOP), (style.right(), &which));
        let number = format!("{} {}", say(super::title(document), &[]), document.number);
        let below = (RIGHT, TOP + style.leading());
        sheet.repeat(page, below, (style.right(), &number));
    }
}
