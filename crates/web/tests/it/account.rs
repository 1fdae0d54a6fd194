//! The account's pages: what each shows, what its buttons do, and that nobody else sees them.
mod log;
mod looks;
mod orders;
mod overview;
mod settings;
mod shops;
mod stock;
mod walls;

use testkit::{House, Page, Shop, html};

/// A page's `<main>`, with what differs from run to run named instead.
pub async fn main_of(house: &House, shop: &Shop, page: &Page) -> String {
    let row = store::shop::find(&house.tenant(), shop.id).await.unwrap();
    let mut text = html::main(&page.html)
        .replace(&shop.id.to_string(), "SHOP")
        .replace(&row.home, "https://butikk.no/")
        .replace(&format!("{}-", row.code), "CODE-")
        .replace(&format!(">{}<", row.code), ">CODE<");
    const TOKEN: &str = "name=\"csrf\" value=\"";
    let mut from = 0;
    while let Some(at) = text[from..].find(TOKEN) {
        let start = from + at + TOKEN.len();
        let end = start + text[start..].find('"').unwrap();
        text.replace_range(start..end, "TOKEN");
        from = start;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
