//! A year of figures in the dashboard's charts, as a browser lays them out.
use testkit::{House, browser::Browser};

use super::{
    at,
    looks::{look, open, sign_in},
};

/// Øre by month, from December to November; twelve figures of the widest kind stand side by side.
const REVENUE: [i64; 12] = [
    999_999_900,
    888_888_800,
    0,
    777_777_700,
    12_345_600,
    987_654_300,
    999_999_900,
    888_888_800,
    949_494_900,
    808_080_800,
    999_999_900,
    989_898_900,
];

async fn a_year(house: &House) {
    house.clock.set(at("2026-11-20 12:00"));
    for (at, net) in (0_i32..).zip(REVENUE) {
        let (year, month) = (2025 + (at + 11) / 12, (at + 11) % 12 + 1);
        let sum = format!(
            "INSERT INTO invoice_sums (period, due_on, currency, invoices, net, vat, total,
             shop_days, credit_notes, credited_net, credited_vat, credited_total, sent, owing,
             unpaid, paid, paid_total) VALUES ('{year}-{month:02}', '{year}-{month:02}-28', 'NOK',
             1, {net}, 0, {net}, 1, 0, 0, 0, 0, 1, 0, 0, 1, {net})"
        );
        house.by_hand(&sum).await.unwrap();
        let day = format!(
            "INSERT INTO counted_days (day, accounts, shops, extra, counted_at)
             VALUES ('{year}-{month:02}-20', 90000, 290000, {}, 0)",
            99_999 - at * 7_000
        );
        house.by_hand(&day).await.unwrap();
    }
}

/// What is cut off, and what stands over its neighbour.
const UNREADABLE: &str = "return [...document.querySelectorAll('svg.chart')].flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].filter(one => one.textContent.trim() !== '');
    const of = one => one.getBoundingClientRect();
    const cut = texts.filter(one => of(one).left < frame.left || of(one).right > frame.right
        || of(one).top < frame.top || of(one).bottom > frame.bottom);
    const over = texts.filter((one, at) => texts.slice(at + 1).some(other =>
        of(one).left < of(other).right && of(other).left < of(one).right
        && of(one).top < of(other).bottom && of(other).top < of(one).bottom));
    return cut.map(one => 'cut: ' + one.textContent.trim())
        .concat(over.map(one => 'over another: ' + one.textContent.trim()));
})";

async fn reads(browser: &Browser, width: &str) {
    let house = House::bare().await;
    a_year(&house).await;
    sign_in(browser, &house, &house.operator().await).await;
    open(browser, &house, "admin").await;
    look(browser, &format!("{width}-charts")).await;
    let texts = "return document.querySelectorAll('svg.chart text').length";
    let texts = browser.execute(texts, vec![]).await.unwrap();
    let texts: u32 = texts.convert().unwrap();
    assert!(texts >= 4 * 12 - 2, "only {texts} texts are in the charts");
    let unreadable = browser.execute(UNREADABLE, vec![]).await.unwrap();
    let unreadable: Vec<String> = unreadable.convert().unwrap();
    assert!(unreadable.is_empty(), "{unreadable:?}");
}

#[actix_web::test]
async fn a_year_of_large_figures_is_readable() {
    reads(&Browser::open().await, "wide").await;
}

#[actix_web::test]
async fn a_year_of_large_figures_is_readable_on_a_small_telephone() {
    reads(&Browser::open_narrow().await, "narrow").await;
}
