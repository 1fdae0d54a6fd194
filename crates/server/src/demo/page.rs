//! The page to play on: goods and orders on every side, and the buttons.
mod orders;

use app::Words;
use askama::Template;
use rust_decimal::Decimal;

use super::{
    customer::{EMAIL, PASSWORD},
    goods,
    stage::{Side, Stage},
};

#[derive(Template)]
#[template(path = "demo/page.html")]
struct Page {
    words: Words,
    varebro: String,
    login: String,
    /// The last button did nothing.
    is_not_done: bool,
    /// In the reader's words, as they stand on the stage.
    shops: [String; 2],
    sides: [World; 3],
    goods: Vec<Good>,
    /// Rendered: they escape their own parts.
    of_rackbeat: String,
    of_shops: Vec<String>,
}

struct World {
    name: String,
    place: &'static str,
    is_down: bool,
    /// Takes it down, or brings it up again.
    button: String,
}

struct Good {
    sku: &'static str,
    name: String,
    /// On hand and available in Rackbeat, then what each shop shows.
    figures: Vec<String>,
}

pub fn show(stage: &Stage, words: Words, is_not_done: bool) -> askama::Result<String> {
    let of_shops = [0, 1].map(|at| orders::of_shop(stage, words, at));
    let page = Page {
        words,
        varebro: stage.url.to_string(),
        login: words.with("demo-login", &[("email", EMAIL), ("password", PASSWORD)]),
        is_not_done,
        shops: [0, 1].map(|at| name(words, Side::Shop(at))),
        sides: Side::ALL.map(|side| world(stage, words, side)),
        goods: goods::skus().map(|sku| good(stage, sku)).collect(),
        of_rackbeat: orders::of_rackbeat(stage, words)?,
        of_shops: of_shops.into_iter().collect::<askama::Result<_>>()?,
    };
    page.render()
}

fn world(stage: &Stage, words: Words, side: Side) -> World {
    let is_down = stage.is_down(side);
    let button = match is_down {
        true => "demo-bring-up",
        false => "demo-take-down",
    };
    let name = name(words, side);
    World {
        button: words.with(button, &[("side", &name)]),
        name,
        place: side.name(),
        is_down,
    }
}

fn good(stage: &Stage, sku: &'static str) -> Good {
    let counted = stage.agreement.figures(sku);
    let on_hand = counted.as_ref().map(|figures| figures.on_hand);
    let available = counted.map(|figures| figures.available());
    let shops = stage.shops.iter();
    let shown = shops.map(|shop| shop.stock_of_sku(sku).map(Decimal::from));
    let figures = [on_hand, available].into_iter().chain(shown);
    let text = |figure: Option<Decimal>| {
        figure.map_or_else(|| "–".to_owned(), |figure| figure.normalize().to_string())
    };
    let item = stage.agreement.item(sku);
    Good {
        sku,
        name: item.map(|item| item.name).unwrap_or_default(),
        figures: figures.map(text).collect(),
    }
}

/// In the reader's words.
fn name(words: Words, side: Side) -> String {
    match side {
        Side::Rackbeat => words.say("demo-rackbeat"),
        Side::Shop(at) => words.with("demo-shop", &[("letter", if at == 0 { "A" } else { "B" })]),
    }
}
