//! The account's pages: what each shows, what its buttons do, and that nobody else sees them.
mod import;
mod log;
mod looks;
mod old_orders;
mod orders;
mod overview;
mod papers;
mod products;
mod settings;
mod settings_kept;
mod shops;
mod stock;
mod subscription;
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
    for hidden in ["csrf", "made_from"] {
        let open = format!("name=\"{hidden}\" value=\"");
        let mut from = 0;
        while let Some(at) = text[from..].find(&open) {
            let start = from + at + open.len();
            let end = start + text[start..].find('"').unwrap();
            text.replace_range(start..end, "TOKEN");
            from = start;
        }
    }
    let text = without_older(&text, usize::from(page.path.contains("/log")));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Only so many lines of a log: how many turns the work before took is not the page's to say. One order's own
/// are few, and kept.
fn without_older(text: &str, keep: usize) -> String {
    const OPEN: &str = "<ol class=\"lines\">";
    let Some((before, rest)) = text.split_once(OPEN) else {
        return text.to_owned();
    };
    if before.contains("id=\"tries-title\"") {
        return text.to_owned();
    }
    let (lines, after) = rest.split_once("</ol>").unwrap();
    let kept: String = lines.split_inclusive("</li>").take(keep).collect();
    format!("{before}{OPEN}{kept}\n</ol>{after}")
}
