//! How the page to play on looks: goods and orders on every side, and the buttons.
mod orders;

use app::Words;
use rust_decimal::Decimal;

use super::{
    customer::{EMAIL, PASSWORD},
    goods,
    stage::{Side, Stage},
};

pub fn show(stage: &Stage, words: Words, is_not_done: bool) -> String {
    let (title, say) = (words.say("demo-title"), |key: &str| words.say(key));
    let (language, varebro) = (words.language.code(), escaped(stage.url.as_str()));
    let login = words.with("demo-login", &[("email", EMAIL), ("password", PASSWORD)]);
    let said = match is_not_done {
        true => format!(
            "<section class=\"said\" role=\"alert\">{}</section>",
            say("demo-not-done")
        ),
        false => String::new(),
    };
    let (intro, open) = (say("demo-intro"), say("demo-varebro"));
    let (world, forms) = (world(stage, words), forms(words));
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"stylesheet\" href=\"/demo.css\"><script src=\"/demo.js\" defer></script>\
         <noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript></head><body><main>\
         <h1>{title}</h1><p>{intro}</p><p><a href=\"{varebro}\">{open}</a>. {login}</p>\
         {said}{forms}{world}</main></body></html>"
    )
}

/// What changes by itself; the script shows it anew.
fn world(stage: &Stage, words: Words) -> String {
    let sides = Side::ALL.map(|side| about(stage, words, side)).concat();
    let (goods, rackbeat) = (goods_table(stage, words), orders::of_rackbeat(stage, words));
    let shops = [0, 1].map(|at| orders::of_shop(stage, words, at)).concat();
    format!(
        "<div id=\"world\"><div class=\"row\">{sides}</div>{goods}{rackbeat}<div class=\"row\">{shops}</div></div>"
    )
}

fn about(stage: &Stage, words: Words, side: Side) -> String {
    let (name, place) = (name(words, side), side.name());
    let (class, state, action, button) = match stage.is_down(side) {
        true => ("down", "demo-down", "/outages/delete", "demo-bring-up"),
        false => ("up", "demo-up", "/outages", "demo-take-down"),
    };
    let state = words.say(state);
    let button = words.with(button, &[("side", &name)]);
    format!(
        "<section><h2>{name}</h2><p class=\"{class}\">{state}</p>{}</section>",
        button_form(action, &[("side", place.to_owned())], &button)
    )
}

fn goods_table(stage: &Stage, words: Words) -> String {
    let heads = [
        words.say("demo-on-hand"),
        words.say("demo-available"),
        name(words, Side::Shop(0)),
        name(words, Side::Shop(1)),
    ];
    let heads = heads.map(|head| format!("<th scope=\"col\" class=\"figure\">{head}</th>"));
    let rows = goods::skus().map(|sku| goods_row(stage, sku));
    let (title, product) = (words.say("demo-goods"), words.say("demo-product"));
    format!(
        "<section class=\"wide\" tabindex=\"0\" aria-label=\"{title}\"><h2>{title}</h2><table><thead><tr><th scope=\"col\">{product}</th>{}</tr></thead>\
         <tbody>{}</tbody></table></section>",
        heads.concat(),
        rows.collect::<String>()
    )
}

fn goods_row(stage: &Stage, sku: &str) -> String {
    let figures = stage.agreement.figures(sku);
    let on_hand = figures.as_ref().map(|figures| figures.on_hand);
    let available = figures.map(|figures| figures.available());
    let shown = stage
        .shops
        .iter()
        .map(|shop| shop.stock_of_sku(sku).map(Decimal::from));
    let figures = [on_hand, available].into_iter().chain(shown);
    let cells = figures.map(|figure| {
        let text = figure.map_or_else(|| "–".to_owned(), |figure| figure.normalize().to_string());
        format!("<td class=\"figure\">{text}</td>")
    });
    let name = stage.agreement.item(sku).map(|item| item.name);
    let name = escaped(&name.unwrap_or_default());
    format!(
        "<tr><th scope=\"row\">{name} <small>{sku}</small></th>{}</tr>",
        cells.collect::<String>()
    )
}

fn forms(words: Words) -> String {
    let shops = [0, 1].map(|at| {
        let name = name(words, Side::Shop(at));
        format!("<option value=\"{at}\">{name}</option>")
    });
    let skus = goods::skus().map(|sku| format!("<option>{sku}</option>"));
    let (shops, skus) = (shops.concat(), skus.collect::<String>());
    let shop = select(words, "demo-where", "shop", &shops);
    let sku = select(words, "demo-product", "sku", &skus);
    let pieces = words.say("demo-pieces");
    let (place, buy) = (words.say("demo-place"), words.say("demo-place-button"));
    let (change, set) = (words.say("demo-change"), words.say("demo-change-button"));
    format!(
        "<div class=\"row\"><form class=\"card\" method=\"post\" action=\"/orders\"><h2>{place}</h2>{shop}{sku}\
         <label>{pieces}<input type=\"number\" name=\"pieces\" value=\"1\" min=\"1\" max=\"1000\" required></label>\
         <button type=\"submit\">{buy}</button></form>\
         <form class=\"card\" method=\"post\" action=\"/stock\"><h2>{change}</h2>{sku}\
         <label>{pieces}<input type=\"number\" name=\"pieces\" value=\"10\" min=\"0\" max=\"100000\" required></label>\
         <button type=\"submit\">{set}</button></form></div>"
    )
}

fn select(words: Words, key: &str, name: &str, options: &str) -> String {
    let label = words.say(key);
    format!("<label>{label}<select name=\"{name}\">{options}</select></label>")
}

fn button_form(action: &str, fields: &[(&str, String)], button: &str) -> String {
    let fields = fields.iter();
    let fields = fields.map(|(name, value)| {
        format!(
            "<input type=\"hidden\" name=\"{name}\" value=\"{}\">",
            escaped(value)
        )
    });
    let fields = fields.collect::<String>();
    format!(
        "<form method=\"post\" action=\"{action}\">{fields}<button type=\"submit\">{button}</button></form>"
    )
}

/// In the reader's words.
fn name(words: Words, side: Side) -> String {
    match side {
        Side::Rackbeat => words.say("demo-rackbeat"),
        Side::Shop(at) => words.with("demo-shop", &[("letter", if at == 0 { "A" } else { "B" })]),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
