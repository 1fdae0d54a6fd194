//! The initial synchronisation: seen first, then exactly what was approved, and again without harm.
use app::{
    Language,
    import::{self, Act, Filter, Reason, Row, View},
};
use chrono::TimeDelta;
use domain::State;
use futures::TryStreamExt;
use rust_decimal::Decimal;
use serde_json::json;
use store::{
    import::{State as Stage, Step},
    lane::Track,
};
use testkit::simulator::woo;
use testkit::{House, Shop};

const WHO: &str = "kari@nordlys.no";
/// Rackbeat's own location.
pub const MAIN: i64 = 1001;

/// A house where Rackbeat's minute lasts three seconds, for more goods than it takes in one.
pub async fn hurried() -> House {
    let house = House::bare().await;
    house.clock.hurry(20);
    house.connect_rackbeat().await;
    house.run_jobs().await;
    house
}

/// The shop's newest preview or run.
pub async fn view(house: &House, shop: &Shop) -> View {
    let view = import::latest(&house.ctx, &house.tenant(), shop.id).await;
    view.unwrap().unwrap()
}

pub async fn preview(house: &House, shop: &Shop) -> View {
    let asked = import::preview(&house.ctx, &house.tenant(), shop.id, WHO).await;
    assert!(asked.unwrap(), "one is under way");
    house.run_jobs().await;
    let view = view(house, shop).await;
    assert_eq!(view.import.state, Stage::Ready, "{}", house.log().await);
    view
}

pub async fn approve(house: &House, shop: &Shop, location: Option<i64>) -> bool {
    let import = view(house, shop).await.import;
    approve_seen(house, (shop, import.id), location).await
}

pub async fn approve_seen(
    house: &House,
    (shop, seen): (&Shop, store::ImportId),
    location: Option<i64>,
) -> bool {
    import::approve(&house.ctx, &house.tenant(), (shop.id, seen), WHO, location)
        .await
        .unwrap()
}

/// Seen, approved and done.
pub async fn bring(house: &House, shop: &Shop, location: Option<i64>) -> View {
    preview(house, shop).await;
    assert!(approve(house, shop, location).await);
    house.run_jobs().await;
    let view = view(house, shop).await;
    assert_eq!(view.import.state, Stage::Done, "{}", house.log().await);
    view
}

pub async fn rows(house: &House, shop: &Shop, filter: Filter) -> Vec<Row> {
    let import = view(house, shop).await.import;
    import::rows(&house.tenant(), &import, filter, (0, 10_000))
        .await
        .unwrap()
}

fn of<'a>(rows: &'a [Row], sku: &str) -> &'a Row {
    let row = rows.iter().find(|row| row.sku == sku);
    row.unwrap_or_else(|| panic!("{sku} is in no row"))
}

/// What Rackbeat has on hand of a number; `None`: it has no such number.
pub fn on_hand(house: &House, number: &str) -> Option<Decimal> {
    house
        .agreement
        .figures(number)
        .map(|figures| figures.on_hand)
}

/// Calls that change something in Rackbeat.
pub fn writes(house: &House) -> u64 {
    let calls = house.rackbeat.calls().by_kind();
    let of_imports = [
        "products.create",
        "inventory-adjustments.create",
        "inventory-adjustments.book",
    ];
    of_imports.iter().filter_map(|kind| calls.get(*kind)).sum()
}

/// Sixty goods, among them everything that can be wrong with one.
fn mischief(shop: &woo::Shop) {
    let price = || Decimal::from(100);
    for number in 0..45 {
        let sku = format!("VARE-{number:02}");
        shop.add_product(&sku, &format!("Vare {number}"), price(), Some(number));
    }
    shop.add_product("", "Uten nummer", price(), Some(3));
    let long = "ET-VARENUMMER-PÅ-TRETTI-TEGN-X";
    assert_eq!(long.chars().count(), 30);
    shop.add_product(long, "For langt", price(), Some(3));
    shop.add_product("UTEN-LAGER", "Ikke telt", price(), None);
    let small = shop.add_product("KOPP-2", "Bare store og små skiller", price(), Some(3));
    shop.drift(small, &json!({ "sku": "kopp" }));
    // The shop itself takes no SKU twice; what writes into its tables does.
    for (sku, twin) in [("liten", "LITEN"), ("TO", "TO")] {
        shop.add_product(sku, "Den ene", price(), Some(3));
        let other = shop.add_product(&format!("{sku}-2"), "Den andre", price(), Some(3));
        shop.drift(other, &json!({ "sku": twin }));
    }
    let variations = [("GENSER-RØD", "Rød", 4), ("GENSER-BLÅ", "Blå", 0)];
    shop.add_variable("GENSER", "Genser", price(), &variations);
    shop.add_product("=1+1", "=HYPERLINK(\"x\")", price(), Some(1));
    shop.add_product("HTML", "<b>Fet</b> &amp; <i>skrå</i>", price(), Some(1));
    shop.add(
        0,
        &json!({ "sku": "GRATIS", "name": "Gratis", "regular_price": "0" }),
    );
    shop.add(
        0,
        &json!({ "sku": "UTEN-PRIS", "name": "Uten pris", "regular_price": "" }),
    );
    shop.add(
        0,
        &json!({ "sku": "SAMLING", "name": "Samling", "type": "grouped" }),
    );
}

#[tokio::test]
async fn the_preview_says_what_becomes_of_each_and_the_run_does_exactly_that() {
    let house = House::open().await;
    let shop = house.shop_where("A", mischief).await;
    let before = writes(&house);
    let seen = preview(&house, &shop).await;
    assert_eq!(writes(&house), before, "nothing is written before the yes");
    let rows = rows(&house, &shop, Filter::All).await;
    let acts = |act| rows.iter().filter(|row| row.act == act).count() as u64;
    assert_eq!(acts(Act::Link), seen.import.seen.links);
    assert_eq!(acts(Act::Create), seen.import.seen.creates);
    assert_eq!(acts(Act::Skip), seen.import.seen.skips);
    skips_what_cannot_be(&rows);
    let uncounted = of(&rows, "UTEN-LAGER");
    assert_eq!(uncounted.reason, Some(Reason::StockOff));
    assert_eq!((uncounted.act, uncounted.wants_level), (Act::Create, false));
    assert_eq!(of(&rows, "KOPP").act, Act::Link);
    assert_eq!(of(&rows, "GENSER-RØD").target, Some(4_000));

    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.run_jobs().await;
    let done = view(&house, &shop).await.import;
    assert_eq!(done.state, Stage::Done);
    assert_eq!(done.did.created, seen.import.seen.creates, "{:?}", done.did);
    assert_eq!(done.did.failed + done.did.left_out, 0);
    has_what_was_approved(&house, &rows);
    assert_eq!(on_hand(&house, "liten"), None);
    assert_eq!(house.agreement.item("HTML").unwrap().name, "Fet & skrå");
    assert_eq!(
        house.agreement.item("GENSER-RØD").unwrap().name,
        "Genser – Rød"
    );
    assert_eq!(house.count("outcome-import-done").await, 1);
    let settled = store::shop::find(&house.tenant(), shop.id).await.unwrap();
    assert!(settled.import_settled_at.is_some());
}

fn skips_what_cannot_be(rows: &[Row]) {
    for (sku, reason) in [
        ("", Reason::NoSku),
        ("ET-VARENUMMER-PÅ-TRETTI-TEGN-X", Reason::TooLong),
        ("liten", Reason::AlikeInShop),
        ("LITEN", Reason::AlikeInShop),
        ("TO", Reason::Duplicate),
        ("GENSER", Reason::Parent),
        ("SAMLING", Reason::NoGoods),
        (
            "kopp",
            Reason::DiffersInCase {
                number: "KOPP".to_owned(),
            },
        ),
    ] {
        let row = of(rows, sku);
        assert_eq!(
            (row.act, row.reason.clone()),
            (Act::Skip, Some(reason)),
            "{sku}"
        );
    }
}

/// In Rackbeat, each with its level.
fn has_what_was_approved(house: &House, rows: &[Row]) {
    for row in rows {
        let expected = match row.act {
            Act::Skip => continue,
            _ if row.wants_level => Decimal::new(row.target.unwrap(), 3),
            _ => Decimal::ZERO,
        };
        assert_eq!(
            on_hand(house, &row.number),
            Some(expected),
            "{}",
            row.number
        );
    }
}

#[tokio::test]
async fn run_again_it_changes_nothing() {
    let house = House::open().await;
    let shop = house.shop_where("A", mischief).await;
    bring(&house, &shop, Some(MAIN)).await;
    let before = writes(&house);
    let again = bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(writes(&house), before);
    assert_eq!(again.import.seen.creates, 0);
    assert_eq!(again.import.seen.differs, 0);
    assert_eq!((again.import.todo, again.percent), (0, 100));
}

#[tokio::test]
async fn the_least_calls_are_made() {
    let house = hurried().await;
    let fill = |shop: &woo::Shop| {
        for number in 0..250 {
            shop.add_product(&format!("V-{number}"), "Vare", 100.into(), Some(7));
        }
    };
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    house.rackbeat.calls().forget();
    shop.calls().forget();
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.later(TimeDelta::minutes(4)).await;
    let did = view(&house, &shop).await.import.did;
    assert_eq!(did.levels, 250, "{did:?} {}", house.log().await);
    assert_eq!(writes(&house), 3 * 250);
    let calls = house.rackbeat.calls().total();
    assert!(
        calls < 750 + 750 / 20,
        "{:?}",
        house.rackbeat.calls().by_kind()
    );
    assert!(shop.calls().total() < 25, "{:?}", shop.calls().by_kind());
}

#[tokio::test]
async fn products_alone_set_no_level_and_a_second_shop_is_offered_no_more() {
    let house = House::open().await;
    let one = |shop: &woo::Shop| {
        shop.add_product("NY-1", "Ny", 100.into(), Some(7));
    };
    let first = house.shop_where("A", one).await;
    let seen = preview(&house, &first).await;
    assert!(seen.import.offers_stock);
    assert!(
        !approve(&house, &first, Some(4711)).await,
        "no such location"
    );
    assert!(approve(&house, &first, None).await);
    house.run_jobs().await;
    assert_eq!(on_hand(&house, "NY-1"), Some(Decimal::ZERO));
    bring(&house, &first, Some(MAIN)).await;
    assert_eq!(on_hand(&house, "NY-1"), Some(7.into()));

    let other = |shop: &woo::Shop| {
        shop.add_product("NY-1", "Ny", 100.into(), Some(99));
        shop.add_product("NY-2", "Ny", 100.into(), Some(5));
    };
    let second = house.shop_where("B", other).await;
    let seen = preview(&house, &second).await;
    assert!(!seen.import.offers_stock);
    assert_eq!(seen.import.seen.differs, 0);
    assert!(!approve(&house, &second, Some(MAIN)).await);
    assert!(approve(&house, &second, None).await);
    house.run_jobs().await;
    assert_eq!(on_hand(&house, "NY-1"), Some(7.into()));
    assert_eq!(on_hand(&house, "NY-2"), Some(Decimal::ZERO));
}

#[tokio::test]
async fn what_lies_elsewhere_counts_and_below_zero_is_told() {
    let house = House::open().await;
    let outer = house.agreement.add_location("Fjernlager");
    let shop = house.new_shop("A").await;
    house.agreement.set_stock_at("KOPP", outer, 4);
    house.agreement.set_stock_at("TERMOS-1", outer, 100);
    shop.set_stock(shop.product_id("KOPP"), 9);
    bring(&house, &shop, Some(MAIN)).await;
    let cup = house.agreement.item("KOPP").unwrap();
    assert_eq!(cup.levels[&MAIN], 5.into());
    assert_eq!(cup.levels[&outer], 4.into());
    let failed = rows(&house, &shop, Filter::Failed).await;
    assert_eq!(of(&failed, "TERMOS-1").step, Step::Failed);
    assert!(matches!(
        of(&failed, "TERMOS-1").reason,
        Some(Reason::BelowZero { .. })
    ));
    assert_eq!(
        house.agreement.item("TERMOS-1").unwrap().levels[&MAIN],
        40.into()
    );
}

#[tokio::test]
async fn what_changed_after_the_preview_is_not_touched() {
    let house = House::open().await;
    let goods = |shop: &woo::Shop| {
        for sku in ["BLIR", "BYTTES", "SLETTES"] {
            shop.add_product(sku, sku, 100.into(), Some(7));
        }
    };
    let shop = house.shop_where("A", goods).await;
    preview(&house, &shop).await;
    let id = |sku| shop.product_id(sku);
    assert!(shop.change_product(id("BYTTES"), &json!({ "sku": "BYTTET" })));
    assert!(shop.delete_product(id("SLETTES"), true));
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.run_jobs().await;
    let done = view(&house, &shop).await.import;
    assert_eq!((done.did.created, done.did.left_out), (1, 2));
    assert_eq!(on_hand(&house, "BLIR"), Some(7.into()));
    for number in ["BYTTES", "BYTTET", "SLETTES"] {
        assert_eq!(on_hand(&house, number), None, "{number}");
    }
}

#[tokio::test]
async fn it_is_paused_taken_up_and_cancelled() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        for number in 0..130 {
            shop.add_product(&format!("V-{number}"), "Vare", 100.into(), Some(7));
        }
    };
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    let (ctx, tenant) = (&house.ctx, house.tenant());
    assert!(
        !import::pause(ctx, &tenant, shop.id, WHO).await.unwrap(),
        "it does not run"
    );
    assert!(approve(&house, &shop, Some(MAIN)).await);
    assert!(import::pause(ctx, &tenant, shop.id, WHO).await.unwrap());
    house.run_jobs().await;
    assert_eq!(view(&house, &shop).await.import.did.created, 0);
    assert!(import::resume(ctx, &tenant, shop.id, WHO).await.unwrap());
    house.run_track_until_killed(Track::Bulk, 60).await;
    assert!(import::cancel(ctx, &tenant, shop.id, WHO).await.unwrap());
    house.later(TimeDelta::minutes(5)).await;
    let done = view(&house, &shop).await.import;
    assert_eq!(done.state, Stage::Cancelled);
    assert!(done.did.created < 130, "{:?}", done.did);
    // What was begun was brought to its end.
    for item in house
        .agreement
        .items()
        .iter()
        .filter(|item| item.number.starts_with("V-"))
    {
        assert_eq!(
            on_hand(&house, &item.number),
            Some(7.into()),
            "{}",
            item.number
        );
    }
    let settled = store::shop::find(&tenant, shop.id).await.unwrap();
    assert!(settled.import_settled_at.is_none());
}

#[tokio::test]
async fn the_file_opens_in_a_norwegian_spreadsheet() {
    let house = House::open().await;
    let shop = house.shop_where("A", mischief).await;
    let seen = preview(&house, &shop).await;
    let file = import::csv(&house.tenant(), &seen.import, Filter::All, Language::Nb);
    let pages: Vec<_> = file.try_collect().await.unwrap();
    let file = String::from_utf8(pages.concat()).unwrap();
    assert!(file.starts_with("\u{feff}Varenummer (SKU);Navn;"));
    let lines: Vec<_> = file.lines().collect();
    assert_eq!(
        lines.len() as u64,
        1 + seen.import.seen.links + seen.import.seen.creates + seen.import.seen.skips
    );
    let formula = lines.iter().find(|line| line.contains("1+1")).unwrap();
    assert!(formula.starts_with("'=1+1;"), "{formula}");
    assert!(
        file.contains("GENSER-RØD;Genser – Rød;opprettes;;4;;;4;ikke godkjent"),
        "{file}"
    );
}

#[tokio::test]
async fn what_is_made_is_not_shown_as_sold_out_before_its_level_is_set() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("NY-1", "Ny", 100.into(), Some(7));
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let mut waits = 5;
    while on_hand(&house, "NY-1") != Some(7.into()) {
        assert!(waits < 1_000, "it never ends");
        house.run_track_until_killed(Track::Bulk, waits).await;
        house.deliver_webhooks(&[&shop]).await;
        house
            .run_track_until_killed(Track::Realtime, usize::MAX)
            .await;
        assert_eq!(shop.stock("NY-1"), 7, "killed after {waits} waits");
        house.wait(TimeDelta::seconds(125));
        waits += 5;
    }
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(view(&house, &shop).await.import.state, Stage::Done);
    assert_eq!(shop.stock("NY-1"), 7);
}

#[tokio::test]
async fn what_it_did_is_in_the_log() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    bring(&house, &shop, Some(MAIN)).await;
    for key in [
        "outcome-import-previewed",
        "outcome-import-approved",
        "outcome-import-done",
    ] {
        assert_eq!(house.count(key).await, 1, "{key}");
    }
    let lines = house.outcomes_of(shop.id).await;
    assert!(lines.iter().all(|line| line.state() != State::Failed));
}
