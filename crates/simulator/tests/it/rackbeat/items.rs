//! Items of Rackbeat's: bills of materials, adjustments, readings that deceive.
use rackbeat::{AdjustmentKind, Error, NewAdjustment, NewProduct, ProductChange};
use rust_decimal::Decimal;
use simulator::rackbeat::{ItemTrouble, Setup, Switches};

use super::{Play, line, switched};

#[tokio::test]
async fn a_bill_of_materials_reserves_its_components() {
    let play = Play::begin(Setup::default()).await;
    play.agreement
        .add_lot("SETT", "Sett med to kopper", &[("KOPP-1", 2)]);
    let lot = play.client.lot("SETT").await.unwrap();
    assert_eq!(lot.lines[0].product_id.as_deref(), Some("KOPP-1"));
    assert_eq!(
        play.client.item("SETT").await.unwrap().available_quantity,
        Some(5.into())
    );
    let mut order = play.order("kx7f-1", 0);
    order.lines = vec![line("SETT", 3)];
    let made = play.client.create_order(&order).await.unwrap();
    play.client.book_order(made.number).await.unwrap();
    assert_eq!(play.available(), 4.into());
}

#[tokio::test]
async fn an_adjustment_changes_nothing_until_it_is_booked_and_refuses_to_change_nothing() {
    let play = Play::begin(Setup::default()).await;
    let mut adjustment = NewAdjustment {
        item_id: "KOPP-1".to_owned(),
        adjustment_type: AdjustmentKind::Quantity,
        quantity: 38.into(),
        location: 1001,
        regulated_at: "2026-03-02".parse().unwrap(),
        reason: "Oppstart".to_owned(),
    };
    let drafted = play.client.create_adjustment(&adjustment).await.unwrap();
    assert_eq!(play.available(), 10.into());
    play.client.book_adjustment(drafted.id).await.unwrap();
    assert_eq!(play.available(), 38.into());
    let again = play
        .client
        .create_adjustment(&adjustment)
        .await
        .unwrap_err();
    assert!(again.said().unwrap().is_no_change());

    adjustment.location = play.agreement.add_location("Butikk");
    adjustment.quantity = 2.into();
    let drafted = play.client.create_adjustment(&adjustment).await.unwrap();
    play.client.book_adjustment(drafted.id).await.unwrap();
    let checked = play.client.checked_items(1).await.unwrap().items;
    let mug = checked.iter().find(|item| item.number == "KOPP-1").unwrap();
    assert_eq!(mug.stock_quantity, Some(40.into()));
    assert_eq!(mug.locations[1].stock_quantity, Some(2.into()));
}

#[tokio::test]
async fn a_number_with_a_slash_is_found_however_often_it_is_encoded() {
    let play = Play::begin(Setup::default()).await;
    play.agreement.add_product("LAMPE 7/Å#%", "Lampe", 10, 1);
    assert_eq!(
        play.client.item("LAMPE 7/Å#%").await.unwrap().number,
        "LAMPE 7/Å#%"
    );
    play.agreement.add_product("A/B", "Lampe", 10, 1);
    assert_eq!(play.client.item("A%2FB").await.unwrap().number, "A/B");
    assert!(matches!(
        play.client.item("A/C").await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn readings_of_items_can_deceive() {
    let play = Play::begin(Setup::default()).await;
    for at in 0..1500 {
        play.agreement
            .add_product(&format!("V-{at:04}"), "Vare", 10, 5);
    }
    let all = |page| play.client.items(page);
    assert_eq!(all(1).await.unwrap().items.len(), 1000);
    assert_eq!(all(2).await.unwrap().items.len(), 502);

    play.agreement.set_item_trouble(ItemTrouble::HalfPage);
    let half = all(1).await.unwrap();
    assert_eq!((half.items.len(), half.total), (500, Some(1502)));

    play.agreement.set_item_trouble(ItemTrouble::EmptyList);
    let empty = all(1).await.unwrap();
    assert_eq!((empty.items.len(), empty.total), (0, Some(0)));

    play.agreement.set_item_trouble(ItemTrouble::ZeroThird);
    let zeros = all(1).await.unwrap().items;
    let zeros = zeros
        .iter()
        .filter(|item| item.stock_quantity == Some(Decimal::ZERO))
        .count();
    assert!((250..=450).contains(&zeros), "{zeros}");
    assert_eq!(
        play.agreement.available("V-0000"),
        Some(5.into()),
        "the truth stands"
    );
}

#[tokio::test]
async fn what_is_missing_can_be_made() {
    let play = Play::begin(Setup::default()).await;
    let group = rackbeat::NewProductGroup {
        name: "Nettbutikk uten lager".to_owned(),
        has_inventory: false,
        should_spread_cost: false,
        is_sellable: true,
        vat_domestic: 25.into(),
        vat_eu: 0.into(),
        vat_abroad: 0.into(),
        vat_domestic_exempt: 0.into(),
    };
    let group = play.client.create_product_group(&group).await.unwrap();
    let freight = rackbeat::NewProduct {
        number: "RABATT".to_owned(),
        name: "Rabatt".to_owned(),
        group: group.number,
        sales_price: Decimal::ZERO,
        ..rackbeat::NewProduct::default()
    };
    let freight = play.client.create_product(&freight).await.unwrap();
    assert_eq!(freight.inventory_enabled, Some(false));
    let term = rackbeat::NewPaymentTerm {
        name: "Nett".to_owned(),
        kind: "net".to_owned(),
        maturity_days: 0,
    };
    assert_eq!(
        play.client
            .create_payment_term(&term)
            .await
            .unwrap()
            .maturity_days,
        Some(0)
    );
    let currencies = play.client.currencies().await.unwrap().items;
    assert!(currencies.iter().any(|currency| currency.code == "NOK"));
}

#[tokio::test]
async fn a_product_is_made_only_as_rackbeat_wants_it() {
    let play = Play::begin(Setup::default()).await;
    let good = NewProduct {
        number: "NY-1".to_owned(),
        name: "  Ny kopp ".to_owned(),
        group: 1,
        sales_price: Decimal::new(199_123_456, 6),
        ..NewProduct::default()
    };
    let with = |change: fn(&mut NewProduct)| {
        let mut product = good.clone();
        change(&mut product);
        product
    };
    let cases = [
        ("number", with(|new| new.number = "x".repeat(26))),
        ("number", with(|new| new.number = " ".to_owned())),
        ("number", with(|new| new.number = "KOPP-1".to_owned())),
        ("name", with(|new| new.name = "x".repeat(256))),
        ("group", with(|new| new.group = 99)),
        ("unit_id", with(|new| new.unit_id = Some(99))),
        (
            "sales_price",
            with(|new| new.sales_price = Decimal::new(1, 7)),
        ),
    ];
    for (field, product) in cases {
        let error = play.client.create_product(&product).await.unwrap_err();
        assert!(error.said().unwrap().fields.contains_key(field), "{field}");
    }
    let made = play.client.create_product(&good).await.unwrap();
    assert_eq!(made.name.as_deref(), Some("Ny kopp"), "blanks are trimmed");
    assert_eq!(made.sales_price, Some(good.sales_price));
}

#[tokio::test]
async fn a_change_changes_what_it_names() {
    let play = Play::begin(Setup::default()).await;
    play.agreement.set_description("KOPP-1", "Blå");
    let change = ProductChange {
        sales_price: Some(Decimal::new(1995, 1)),
        ..ProductChange::default()
    };
    let changed = play.client.change_product("KOPP-1", &change).await.unwrap();
    assert_eq!(changed.unwrap().sales_price, Some(Decimal::new(1995, 1)));
    let item = play.agreement.item("KOPP-1").unwrap();
    assert_eq!(item.description.as_deref(), Some("Blå"));
    let nameless = ProductChange {
        name: Some(" ".to_owned()),
        ..ProductChange::default()
    };
    assert!(
        play.client
            .change_product("KOPP-1", &nameless)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn prices_may_be_kept_with_fewer_decimals_than_were_sent() {
    let switches = Switches {
        rounds_prices: true,
        lots_are_no_products: true,
        ..Switches::default()
    };
    let play = Play::begin(switched(switches)).await;
    let change = ProductChange {
        sales_price: Some(Decimal::new(79_992, 3)),
        ..ProductChange::default()
    };
    let changed = play.client.change_product("KOPP-1", &change).await.unwrap();
    assert_eq!(changed.unwrap().sales_price, Some(Decimal::new(7999, 2)));

    play.agreement.add_lot("SETT", "Sett", &[("KOPP-1", 2)]);
    let refused = play.client.change_product("SETT", &change).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let changed = play.client.change_lot("SETT", &change).await.unwrap();
    assert_eq!(changed.unwrap().sales_price, Some(Decimal::new(7999, 2)));
}

#[tokio::test]
async fn a_draft_adjustment_is_found_again_by_its_reason() {
    let play = Play::begin(Setup::default()).await;
    let adjustment = |quantity: i64, day: &str| NewAdjustment {
        item_id: "KOPP-1".to_owned(),
        adjustment_type: AdjustmentKind::Quantity,
        quantity: quantity.into(),
        location: 1001,
        regulated_at: day.parse().unwrap(),
        reason: format!("Oppstart {quantity}"),
    };
    for quantity in [38, 39] {
        let one = adjustment(quantity, "2026-03-02");
        play.client.create_adjustment(&one).await.unwrap();
    }
    let listed = play.client.adjustments(1).await.unwrap();
    let reasons: Vec<_> = listed
        .items
        .iter()
        .map(|one| one.reason.as_deref())
        .collect();
    assert_eq!(reasons, [Some("Oppstart 39"), Some("Oppstart 38")]);
    let late = adjustment(40, "2999-01-01");
    assert!(play.client.create_adjustment(&late).await.is_err());
    play.client
        .delete_adjustment(listed.items[0].id)
        .await
        .unwrap();
    assert_eq!(play.client.adjustments(1).await.unwrap().items.len(), 1);
}
