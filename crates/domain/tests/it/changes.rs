//! From Rackbeat's order as it stands to the one that is wanted: only what differs, and nothing left over.
use domain::OrderChange;
use domain::order::{
    HeadField, LineStep, Origin, WrittenLine, WrittenOrder, changes, head_change, line_steps,
};
use proptest::prelude::*;
use rackbeat::Line;
use rust_decimal::Decimal;
use serde_json::json;

use crate::build::{dec, line, map, order, rules};

fn written(items: &[(&str, i64, i64)]) -> Vec<WrittenLine> {
    let line = |(at, (item, quantity, price)): (usize, &(&str, i64, i64))| WrittenLine {
        origin: Origin::Goods(i64::try_from(at).unwrap()),
        item: (*item).to_owned(),
        quantity: (*quantity).into(),
        price: Decimal::new(*price, 2),
        name: None,
    };
    items.iter().enumerate().map(line).collect()
}

/// As Rackbeat would show these lines, with ids of its own.
fn shown(lines: &[WrittenLine]) -> rackbeat::Order {
    let line = |(at, line): (usize, &WrittenLine)| Line {
        id: Some(100 + i64::try_from(at).unwrap()),
        child_id: Some(line.item.clone()),
        name: Some(line.name.clone().unwrap_or_else(|| line.item.clone())),
        quantity: Some(line.quantity),
        line_price: Some(line.price),
        ..Line::default()
    };
    rackbeat::Order {
        number: 1029,
        lines: lines.iter().enumerate().map(line).collect(),
        ..rackbeat::Order::default()
    }
}

/// What Rackbeat makes of the steps.
fn done(mut order: rackbeat::Order, steps: &[LineStep]) -> rackbeat::Order {
    let mut next = 900;
    for step in steps {
        match step {
            LineStep::Remove { line } => order.lines.retain(|found| found.id != Some(*line)),
            LineStep::Add(line) => {
                next += 1;
                order.lines.push(Line {
                    id: Some(next),
                    child_id: Some(line.item_id.clone()),
                    name: line.name.clone(),
                    quantity: Some(line.quantity),
                    line_price: line.line_price,
                    ..Line::default()
                });
            }
            LineStep::Change { line, change } => {
                let mut lines = order.lines.iter_mut();
                let found = lines.find(|found| found.id == Some(*line)).unwrap();
                found.quantity = change.quantity.or(found.quantity);
                found.line_price = change.line_price.or(found.line_price);
                found.discount_percentage =
                    change.discount_percentage.or(found.discount_percentage);
                found.name = change.name.clone().or(found.name.take());
            }
        }
    }
    order
}

fn of(lines: Vec<WrittenLine>) -> WrittenOrder {
    WrittenOrder {
        lines,
        ..WrittenOrder::default()
    }
}

#[test]
fn nothing_is_written_where_nothing_differs_whatever_the_order_of_the_lines() {
    let lines = written(&[("KOPP", 2, 8000), ("FRAKT", 1, 7900), ("KOPP", 1, 8000)]);
    let mut order = shown(&lines);
    order.lines.reverse();
    assert_eq!(line_steps(&order, &lines), []);
    assert!(of(lines).stands_in(&order));
}

#[test]
fn a_line_of_the_same_item_is_changed_in_place_and_only_in_what_differs() {
    let order = shown(&written(&[("KOPP", 2, 8000), ("FRAKT", 1, 7900)]));
    let steps = line_steps(&order, &written(&[("KOPP", 3, 8000), ("FRAKT", 1, 7900)]));
    let [LineStep::Change { line: 100, change }] = &steps[..] else {
        panic!("{steps:?}");
    };
    assert_eq!((change.quantity, change.line_price), (Some(dec("3")), None));
    assert!(change.name.is_none());
}

#[test]
fn other_goods_are_added_before_the_old_are_removed() {
    let order = shown(&written(&[("KOPP", 2, 8000)]));
    let steps = line_steps(&order, &written(&[("FAT", 2, 8000)]));
    assert!(
        matches!(&steps[..], [LineStep::Add(line), LineStep::Remove { line: 100 }] if line.item_id == "FAT")
    );
}

#[test]
fn a_price_that_rackbeat_rounded_is_ours_and_any_other_is_not() {
    let mut lines = written(&[("KOPP", 3, 0)]);
    lines[0].price = dec("33.333333");
    let mut order = shown(&lines);
    for (price, ours) in [
        ("33.333333", true),
        ("33.3333", true),
        ("33.33", true),
        ("33.34", false),
        ("33.3", false),
    ] {
        order.lines[0].line_price = Some(dec(price));
        assert_eq!(of(lines.clone()).stands_in(&order), ours, "{price}");
    }
}

#[test]
fn whatever_somebody_changed_by_hand_is_seen() {
    let lines = written(&[("KOPP", 2, 8000), ("FRAKT", 1, 7900)]);
    let mut ours = of(lines.clone());
    let mut order = shown(&lines);
    order.note = Some("Ring på".to_owned());
    ours.saw(&order, None);
    assert!(ours.stands_in(&order));
    let by_hand: [fn(&mut rackbeat::Order); 6] = [
        |order| order.lines[0].quantity = Some(Decimal::ONE),
        |order| order.lines[0].line_price = Some(Decimal::ONE),
        |order| order.lines[0].discount_percentage = Some(Decimal::TEN),
        |order| drop(order.lines.pop()),
        |order| order.lines.push(order.lines[0].clone()),
        |order| order.note = Some("Ring to ganger".to_owned()),
    ];
    for (at, change) in by_hand.into_iter().enumerate() {
        let mut changed = order.clone();
        change(&mut changed);
        assert!(!ours.stands_in(&changed), "change {at}");
    }
}

#[test]
fn a_rounding_line_that_we_were_killed_over_is_ours() {
    let mut ours = of(written(&[("KOPP", 2, 8000)]));
    let order = shown(&written(&[("KOPP", 2, 8000), ("AVRUNDING", 1, -2)]));
    assert!(!ours.stands_in(&order));
    ours.saw(&order, Some("AVRUNDING"));
    assert!(ours.stands_in(&order));
    assert_eq!(ours.lines[1].origin, Origin::Rounding);
    ours.saw(&order, Some("AVRUNDING"));
    assert_eq!(ours.lines.len(), 2, "once");
}

#[test]
fn what_changed_is_told_by_name() {
    let shop = |fields| order(fields);
    let before = map(&shop(json!({})), &rules()).unwrap();
    let after = shop(json!({
        "customer_note": "Haster",
        "shipping": { "address_1": "Lillegata 2", "city": "Bergen", "country": "NO" },
        "line_items": [
            line(json!({ "quantity": 1, "total": "80.00", "subtotal": "80.00" })),
            line(json!({ "id": 2, "name": "Fat", "sku": "FAT-1", "quantity": 1, "total": "80.00", "subtotal": "80.00" })),
        ],
    }));
    let after = map(&after, &rules()).unwrap();
    let written = WrittenOrder::of(&before);
    let wanted = WrittenOrder::of(&after).lines;
    let name = || "Kaffekopp".to_owned();
    assert_eq!(
        changes(&written, &wanted, &after),
        [
            OrderChange::Pieces {
                name: name(),
                from: Decimal::TWO,
                to: Decimal::ONE
            },
            OrderChange::Added {
                name: "Fat".to_owned(),
                pieces: Decimal::ONE
            },
            OrderChange::Note,
            OrderChange::DeliveryAddress,
        ]
    );
    let head = head_change(&written, &after).unwrap();
    assert_eq!(head.note.as_deref(), Some("Haster"));
    let to = head.delivery_address.unwrap();
    assert_eq!(to.street.as_deref(), Some("Lillegata 2"));
    assert_eq!(to.zipcode.as_deref(), Some(""), "what is gone is emptied");
    assert_eq!((head.billing_address, head.heading), (None, None));
}

#[test]
fn a_note_that_is_taken_back_is_emptied() {
    let before = map(&order(json!({ "customer_note": "Haster" })), &rules()).unwrap();
    let after = map(&order(json!({})), &rules()).unwrap();
    let head = head_change(&WrittenOrder::of(&before), &after).unwrap();
    assert_eq!(head.note.as_deref(), Some(""));
}

#[test]
fn what_people_wrote_is_kept_as_a_hash_alone() {
    let mapped = map(&order(json!({ "customer_note": "Haster" })), &rules()).unwrap();
    let kept = serde_json::to_string(&WrittenOrder::of(&mapped)).unwrap();
    for word in [
        "Haster",
        "Kari",
        "Ødegård",
        "Storgata",
        "0155",
        "kari@",
        "22334455",
    ] {
        assert!(!kept.contains(word), "{word} in {kept}");
    }
    let back: WrittenOrder = serde_json::from_str(&kept).unwrap();
    assert_eq!(back, WrittenOrder::of(&mapped));
    assert!(back.head.contains_key(&HeadField::Note));
}

#[test]
fn the_same_words_in_two_orders_have_two_hashes() {
    let of = |id: i64| {
        let mapped = map(
            &order(json!({ "id": id, "customer_note": "Haster" })),
            &rules(),
        );
        WrittenOrder::of(&mapped.unwrap()).head[&HeadField::Note].clone()
    };
    assert_ne!(of(1), of(2));
}

prop_compose! {
    fn some_lines()(lines in prop::collection::vec((0_usize..4, 1_i64..4, 0_i64..3), 0..8)) -> Vec<WrittenLine> {
        let items = ["KOPP", "FAT", "FRAKT", "RABATT"];
        let lines: Vec<_> = lines.iter().map(|(item, many, price)| (items[*item], *many, price * 1000)).collect();
        written(&lines)
    }
}

proptest! {
    #[test]
    fn the_steps_always_lead_to_the_wanted_order_and_no_further(was in some_lines(), wanted in some_lines()) {
        let order = shown(&was);
        let steps = line_steps(&order, &wanted);
        let after = done(order, &steps);
        prop_assert!(of(wanted.clone()).lines_stand_in(&after));
        prop_assert_eq!(line_steps(&after, &wanted), Vec::<LineStep>::new());
    }

    /// Cut off anywhere, what is left to do leads there too.
    #[test]
    fn steps_cut_off_anywhere_are_taken_up(was in some_lines(), wanted in some_lines(), many in 0_usize..8) {
        let order = shown(&was);
        let steps = line_steps(&order, &wanted);
        let half = done(order, &steps[..many.min(steps.len())]);
        let rest = line_steps(&half, &wanted);
        prop_assert!(of(wanted).lines_stand_in(&done(half, &rest)));
    }

    /// Never more calls than there are lines that differ.
    #[test]
    fn no_line_that_stands_is_touched(was in some_lines(), more in some_lines()) {
        let order = shown(&was);
        let wanted: Vec<_> = was.iter().chain(&more).cloned().collect();
        let steps = line_steps(&order, &wanted);
        prop_assert!(steps.iter().all(|step| matches!(step, LineStep::Add(_))));
        prop_assert_eq!(steps.len(), more.len());
    }
}
