//! Products between a shop and Rackbeat, both ways.
use domain::price::PriceTerms;
use domain::product::{
    HeldInRackbeat, HeldInShop, Item, NAME_MAX, Offered, Parent, change_in_rackbeat,
    change_in_shop, description_key, name_text, to_rackbeat, to_shop, variation_change_in_shop,
};
use domain::{Carried, FieldChange, NewInShop, Refusal, Rules, Setting};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use woo::product::Visibility;

use crate::build::dec;
use crate::prices;

fn rules() -> Rules {
    Rules {
        product_group: Some(1001),
        unit: Some(1),
        ..Rules::default()
    }
}

fn terms() -> PriceTerms {
    prices::terms(true, 2)
}

fn offered() -> Offered {
    Offered {
        number: "KOPP-1".to_owned(),
        name: "Kaffekopp".to_owned(),
        price: Some(dec("249")),
        tax_class: String::new(),
        tax_status: "taxable".to_owned(),
    }
}

fn item() -> Item {
    Item {
        number: "KOPP-1".to_owned(),
        name: "Kaffekopp".to_owned(),
        sales_price: Some(dec("199.2")),
        description: Some("<p>Blå</p>".to_owned()),
        is_barred: false,
    }
}

/// What a shop holds that has it all.
fn held() -> HeldInShop {
    HeldInShop {
        product_id: 17,
        name: "Kaffekopp".to_owned(),
        regular_price: Some(dec("249.00")),
        sale_price: None,
        tax_class: String::new(),
        tax_status: "taxable".to_owned(),
        description_key: Some(description_key("<p>Blå</p>")),
    }
}

#[test]
fn a_product_of_the_shop_becomes_one_in_rackbeat() {
    let made = to_rackbeat(&offered(), &terms(), &rules()).unwrap();
    assert_eq!(
        serde_json::to_value(&made).unwrap(),
        json!({ "number": "KOPP-1", "name": "Kaffekopp", "group": 1001, "sales_price": 199.2,
            "unit_id": 1 })
    );
}

#[test]
fn a_shops_name_is_read_as_people_read_it() {
    let shown = "  Kopp &amp; fat &#8211; <b>bl&aring;</b><br/>stor\t5 &lt; 6&nbsp;dl &ukjent; & ";
    assert_eq!(
        name_text(shown),
        "Kopp & fat – blå stor 5 < 6 dl &ukjent; &"
    );
    assert_eq!(name_text("&amp;lt;"), "&lt;");
    assert_eq!(name_text("I <3 kaffe"), "I <3 kaffe");
}

#[test]
fn a_variation_is_called_by_its_parent_and_what_it_differs_by() {
    let parent = Parent {
        name: "Sekk &amp; reim".to_owned(),
        tax_class: "mat".to_owned(),
        tax_status: "taxable".to_owned(),
    };
    let variation: woo::Variation = serde_json::from_value(json!({ "id": 31, "sku": " SEKK-R ",
        "regular_price": "115", "tax_class": "parent",
        "attributes": [{ "name": "Farge", "option": "Rød" }, { "name": "Størrelse", "option": "L" }] }))
    .unwrap();
    let offered = Offered::of_variation(&variation, &parent);
    assert_eq!(offered.name, "Sekk & reim – Rød, L");
    assert_eq!(offered.number, "SEKK-R");
    let made = to_rackbeat(&offered, &terms(), &rules()).unwrap();
    assert_eq!(made.sales_price, dec("100"));
}

#[test]
fn variations_of_a_long_name_can_be_told_apart() {
    let parent = Parent {
        name: "x".repeat(400),
        ..Parent::default()
    };
    let named = |label: &str| {
        let variation = serde_json::from_value(json!({ "id": 31, "name": label })).unwrap();
        Offered::of_variation(&variation, &parent).name
    };
    assert!(named("Rød").ends_with("x – Rød"));
    assert_eq!(named("Rød").chars().count(), NAME_MAX);
    assert!(named(&"y".repeat(400)).chars().count() <= NAME_MAX);
}

#[test]
fn what_rackbeat_cannot_hold_is_told() {
    let without = |change: fn(&mut Offered)| {
        let mut one = offered();
        change(&mut one);
        to_rackbeat(&one, &terms(), &rules()).unwrap_err().key()
    };
    assert_eq!(
        without(|one| one.number.clear()),
        "refusal-product-without-sku"
    );
    assert_eq!(
        without(|one| one.number = "x".repeat(26)),
        "refusal-product-sku-too-long"
    );
    assert_eq!(without(|one| one.price = None), "refusal-price-missing");
    assert_eq!(
        without(|one| one.tax_class = "ukjent".to_owned()),
        "refusal-no-vat-rate"
    );
    let no_group = to_rackbeat(&offered(), &terms(), &Rules::default());
    let setting = Setting::ProductGroup;
    assert_eq!(no_group, Err(Refusal::MissingSetting { setting }));
}

#[test]
fn a_product_without_a_name_is_called_by_its_number() {
    let nameless = Offered {
        name: String::new(),
        ..offered()
    };
    assert_eq!(
        to_rackbeat(&nameless, &terms(), &rules()).unwrap().name,
        "KOPP-1"
    );
    let held = HeldInRackbeat {
        name: "KOPP-1".to_owned(),
        sales_price: Some(dec("199.2")),
    };
    assert_eq!(
        change_in_rackbeat(&nameless, &held, &terms(), &rules()).write,
        None
    );
}

#[test]
fn without_prices_a_product_is_made_with_the_price_0() {
    let carries = Carried {
        price: false,
        ..Carried::default()
    };
    let off = Rules { carries, ..rules() };
    let unpriced = Offered {
        price: None,
        ..offered()
    };
    assert_eq!(
        to_rackbeat(&unpriced, &terms(), &off).unwrap().sales_price,
        Decimal::ZERO
    );
    let abroad = PriceTerms {
        shop_currency: "EUR".to_owned(),
        ..terms()
    };
    assert_eq!(
        to_rackbeat(&offered(), &abroad, &rules())
            .unwrap()
            .sales_price,
        Decimal::ZERO
    );
}

#[test]
fn only_what_rackbeat_does_not_hold_is_sent() {
    let held = HeldInRackbeat {
        name: "Kaffekopp".to_owned(),
        sales_price: Some(dec("199.20")),
    };
    assert_eq!(
        change_in_rackbeat(&offered(), &held, &terms(), &rules()).write,
        None
    );
    let other = HeldInRackbeat {
        sales_price: Some(dec("190")),
        ..held
    };
    let carry = change_in_rackbeat(&offered(), &other, &terms(), &rules());
    let change = serde_json::to_value(carry.write.unwrap()).unwrap();
    assert_eq!(change, json!({ "sales_price": 199.2 }));
    let from = Some(dec("190"));
    let to = dec("199.2");
    assert_eq!(carry.fields, [FieldChange::Price { from, to }]);
}

#[test]
fn a_price_that_cannot_be_reckoned_keeps_no_name_back() {
    let renamed = Offered {
        name: "Tekopp".to_owned(),
        tax_class: "ukjent".to_owned(),
        ..offered()
    };
    let held = HeldInRackbeat::default();
    let carry = change_in_rackbeat(&renamed, &held, &terms(), &rules());
    let change = serde_json::to_value(carry.write.unwrap()).unwrap();
    assert_eq!(change, json!({ "name": "Tekopp" }));
    assert!(matches!(carry.left_out, Some(Refusal::NoVatRate { .. })));
}

#[test]
fn an_item_of_rackbeat_becomes_a_simple_product() {
    let made = to_shop(&item(), &terms(), &rules()).unwrap();
    assert_eq!(
        serde_json::to_value(&made.write).unwrap(),
        json!({ "sku": "KOPP-1", "name": "Kaffekopp", "type": "simple", "status": "draft",
            "regular_price": "249", "description": "<p>Blå</p>" })
    );
    let published = Rules {
        new_in_shop: NewInShop::Published,
        ..rules()
    };
    let made = to_shop(&item(), &terms(), &published).unwrap();
    assert_eq!(made.write.status, Visibility::Publish);
}

#[test]
fn a_barred_item_is_not_made_in_a_shop() {
    let barred = Item {
        is_barred: true,
        ..item()
    };
    let sku = "KOPP-1".to_owned();
    let refused = to_shop(&barred, &terms(), &rules()).unwrap_err();
    assert_eq!(refused, Refusal::ProductBarred { sku });
}

#[test]
fn goods_are_never_given_away_for_a_price_of_0() {
    for price in ["0", "0.001"] {
        let free = Item {
            sales_price: Some(dec(price)),
            ..item()
        };
        let made = to_shop(&free, &terms(), &rules()).unwrap();
        assert_eq!(made.write.regular_price, None);
        assert!(matches!(made.left_out, Some(Refusal::PriceZero { .. })));
        let carry = change_in_shop(&free, &held(), &terms(), &rules());
        assert_eq!((carry.write, carry.fields.len()), (None, 0));
        assert!(matches!(carry.left_out, Some(Refusal::PriceZero { .. })));
        // The shop gives it away already.
        let given = HeldInShop {
            regular_price: Some(dec("0.00")),
            ..held()
        };
        let carry = change_in_shop(&free, &given, &terms(), &rules());
        assert_eq!((carry.write, carry.left_out), (None, None));
    }
}

#[test]
fn a_shop_that_holds_it_all_is_sent_nothing() {
    let carry = change_in_shop(&item(), &held(), &terms(), &rules());
    assert_eq!((carry.write, carry.left_out), (None, None));
}

#[test]
fn a_shops_way_of_keeping_a_name_is_no_difference() {
    let item = Item {
        name: "Kopp & fat 5 < 6".to_owned(),
        ..item()
    };
    let kept = HeldInShop {
        name: "Kopp &amp; fat 5 &lt; 6".to_owned(),
        ..held()
    };
    assert_eq!(change_in_shop(&item, &kept, &terms(), &rules()).write, None);
    let update = change_in_shop(&item, &held(), &terms(), &rules())
        .write
        .unwrap();
    assert_eq!(update.name.as_deref(), Some("Kopp &amp; fat 5 &lt; 6"));
}

#[test]
fn nothing_in_rackbeat_erases_nothing_in_the_shop() {
    let empty = Item {
        name: " ".to_owned(),
        description: Some("\r\n".to_owned()),
        sales_price: None,
        ..item()
    };
    let carry = change_in_shop(&empty, &held(), &terms(), &rules());
    assert_eq!(carry.write, None);
    assert!(matches!(carry.left_out, Some(Refusal::PriceMissing { .. })));
}

#[test]
fn a_description_is_compared_by_its_words() {
    let same = Item {
        description: Some(" <p>Blå</p>\r\n".to_owned()),
        ..item()
    };
    assert_eq!(
        change_in_shop(&same, &held(), &terms(), &rules()).write,
        None
    );
    let other = Item {
        description: Some("<p>Rød</p>".to_owned()),
        ..item()
    };
    let carry = change_in_shop(&other, &held(), &terms(), &rules());
    assert_eq!(carry.fields, [FieldChange::Description]);
    let unread = HeldInShop {
        description_key: None,
        ..held()
    };
    assert_eq!(
        change_in_shop(&other, &unread, &terms(), &rules()).write,
        None
    );
}

#[test]
fn a_price_at_or_below_the_sale_price_is_told_and_the_rest_is_written() {
    let on_sale = HeldInShop {
        sale_price: Some(dec("199")),
        ..held()
    };
    let cheaper = |sales_price| Item {
        name: "Tekopp".to_owned(),
        sales_price: Some(dec(sales_price)),
        ..item()
    };
    for price in ["159.2", "120"] {
        let carry = change_in_shop(&cheaper(price), &on_sale, &terms(), &rules());
        let update = carry.write.unwrap();
        assert_eq!(update.regular_price, None, "{price}");
        assert_eq!(update.name.as_deref(), Some("Tekopp"));
        assert!(matches!(
            carry.left_out,
            Some(Refusal::PriceBelowSale { .. })
        ));
    }
    let carry = change_in_shop(&cheaper("160"), &on_sale, &terms(), &rules());
    assert_eq!(carry.write.unwrap().regular_price, Some(dec("200")));
    assert_eq!(carry.left_out, None);
}

#[test]
fn a_variation_is_given_price_and_description_and_never_a_name() {
    let other = Item {
        name: "Noe annet".to_owned(),
        sales_price: Some(dec("100")),
        description: Some("Ny".to_owned()),
        ..item()
    };
    let carry = variation_change_in_shop(&other, &held(), &terms(), &rules());
    assert_eq!(
        serde_json::to_value(carry.write.unwrap()).unwrap(),
        json!({ "id": 17, "regular_price": "125", "description": "Ny" })
    );
}

#[test]
fn fields_that_are_off_stay_as_they_are() {
    let carries = Carried {
        name: false,
        price: false,
        description: false,
    };
    let off = Rules { carries, ..rules() };
    let other = Item {
        name: "Tekopp".to_owned(),
        sales_price: Some(dec("1")),
        description: Some("Ny".to_owned()),
        ..item()
    };
    let carry = change_in_shop(&other, &held(), &terms(), &off);
    assert_eq!((carry.write, carry.left_out), (None, None));
    let carry = change_in_rackbeat(&offered(), &HeldInRackbeat::default(), &terms(), &off);
    assert_eq!((carry.write, carry.left_out), (None, None));
}

proptest! {
    #[test]
    fn rackbeats_limits_hold_for_any_text(
        sku in ".{0,40}", name in ".{0,400}", øre in any::<i64>(),
    ) {
        let product: woo::Product = serde_json::from_value(json!({ "id": 1, "sku": sku,
            "name": name, "regular_price": Decimal::new(øre, 2).to_string() })).unwrap();
        if let Ok(made) = to_rackbeat(&Offered::of_product(&product), &terms(), &rules()) {
            prop_assert!((1..=domain::sku::MAX_CHARS).contains(&made.number.chars().count()));
            prop_assert!((1..=NAME_MAX).contains(&made.name.chars().count()));
            prop_assert_eq!(made.number.trim(), &made.number);
            prop_assert!(made.sales_price >= Decimal::ZERO && made.sales_price.scale() <= 6);
        }
    }

    #[test]
    fn a_name_that_was_carried_is_never_carried_again(name in ".{0,300}") {
        let product: woo::Product =
            serde_json::from_value(json!({ "id": 1, "sku": "A", "name": name })).unwrap();
        let offered = Offered::of_product(&product);
        let there = Item { number: "A".to_owned(), name: offered.name.clone(), ..item() };
        let made = to_shop(&there, &terms(), &rules()).unwrap().write;
        // What the other shop then holds, and gives back.
        let held = HeldInShop { name: made.name.clone(), ..held() };
        prop_assert_eq!(change_in_shop(&there, &held, &terms(), &rules()).write, None);
        prop_assume!(!offered.name.is_empty());
        prop_assert_eq!(name_text(&made.name), offered.name);
    }
}
