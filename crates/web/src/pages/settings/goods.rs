//! The fields of the settings page that say how products are carried: which side is their master, and what of them goes over.
use domain::Rules;

use super::{
    Known, Part, Section, Typed,
    fields::{Group, Tick, Words, group, pick},
    sent::Sent,
    values::{self, MASTERS, NEW_IN_SHOP, PRICES_WITH_VAT, choice},
};
use crate::{
    form::{Choice, Faults},
    frame::Frame,
};

const CARRIES: Words = ("carries", "settings-carries", "settings-carries-hint");
/// The form's spelling and the words of each field that may be left out; the SKU always goes over.
const FIELDS: [(&str, &str); 3] = [
    ("name", "settings-field-name"),
    ("price", "settings-field-price"),
    ("description", "settings-field-description"),
];

pub(super) fn section(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Section {
    let master = ("product_master", "settings-master");
    let mut parts: Vec<Part> = vec![
        Box::new(
            choice(frame, master, &MASTERS, typed.rules.product_master)
                .hinting(frame.say("settings-master-hint")),
        ),
        Box::new(carried(frame, typed, faults)),
    ];
    for one in rest(frame, known, typed, faults) {
        parts.push(Box::new(one));
    }
    Section {
        id: "goods",
        title: frame.say("settings-goods"),
        text: None,
        parts,
    }
}

/// Which fields go over, in words.
pub(super) fn carried_names(frame: &Frame, rules: &Rules) -> Vec<String> {
    let on = FIELDS.iter().filter(|(name, _)| is_carried(rules, name));
    on.map(|(_, words)| frame.say(words)).collect()
}

fn is_carried(rules: &Rules, name: &str) -> bool {
    match name {
        "name" => rules.carries.name,
        "price" => rules.carries.price,
        _ => rules.carries.description,
    }
}

fn carried(frame: &Frame, typed: &Typed, faults: &Faults) -> Group {
    let ticks = FIELDS.iter().map(|(name, words)| Tick {
        value: (*name).to_owned(),
        words: frame.say(words),
        is_on: is_carried(&typed.rules, name),
    });
    group(frame, CARRIES, ticks.collect(), faults)
}

fn rest(frame: &Frame, known: &Known, typed: &Typed, faults: &Faults) -> Vec<Choice> {
    let (rules, offered) = (&typed.rules, known.offered.clone().unwrap_or_default());
    let new = ("new_in_shop", "settings-new");
    let prices = ("prices_with_vat", "settings-prices");
    let group = (
        "product_group",
        "settings-product-group",
        "settings-product-group-hint",
    );
    let unit = ("unit", "settings-unit", "settings-unit-hint");
    vec![
        choice(frame, prices, &PRICES_WITH_VAT, rules.prices_with_vat)
            .hinting(frame.say("settings-prices-hint")),
        pick(
            frame,
            group,
            &offered.goods_groups,
            rules.product_group.as_ref(),
        )
        .judged(faults),
        pick(frame, unit, &offered.units, rules.unit.as_ref()).judged(faults),
        choice(frame, new, &NEW_IN_SHOP, rules.new_in_shop).hinting(frame.say("settings-new-hint")),
    ]
}

impl Sent {
    /// All but what is picked from Rackbeat's lists.
    pub(super) fn read_goods(&self, rules: &mut Rules) {
        rules.product_master =
            values::read(&MASTERS, self.one("product_master"), rules.product_master);
        rules.new_in_shop = values::read(&NEW_IN_SHOP, self.one("new_in_shop"), rules.new_in_shop);
        rules.prices_with_vat = values::read(
            &PRICES_WITH_VAT,
            self.one("prices_with_vat"),
            rules.prices_with_vat,
        );
        let ticked = self.all("carries");
        rules.carries.name = ticked.contains("name");
        rules.carries.price = ticked.contains("price");
        rules.carries.description = ticked.contains("description");
    }
}
