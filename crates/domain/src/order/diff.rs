//! From Rackbeat's order as it stands to the order as it is to be: what to add, change and remove.
use rackbeat::{Address, Line, LineChange, NewLine, OrderHead};
use rust_decimal::Decimal;

use super::{HeadField, Mapped, Origin, WrittenLine, WrittenOrder, written_order::has_discount};
use crate::OrderChange;

/// One call about one line of Rackbeat's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineStep {
    /// `line` is Rackbeat's id.
    Change {
        line: i64,
        change: LineChange,
    },
    Add(NewLine),
    Remove {
        line: i64,
    },
}

/// Only lines that differ are touched: those of the same item are changed, the others added or removed.
pub fn line_steps(order: &rackbeat::Order, wanted: &[WrittenLine]) -> Vec<LineStep> {
    let mut found: Vec<&Line> = order.lines.iter().collect();
    let mut wanted: Vec<&WrittenLine> = wanted.iter().collect();
    take_pairs(&mut found, &mut wanted, |line, want| {
        want.is(line) && want.is_named(line)
    });
    let renamed = take_pairs(&mut found, &mut wanted, |line, want| want.is(line));
    let changed = take_pairs(&mut found, &mut wanted, |line, want| {
        line.child_id.as_deref() == Some(want.item.as_str())
    });
    let pairs = renamed.into_iter().chain(changed);
    let mut steps: Vec<_> = pairs
        .filter_map(|(line, want)| {
            let change = change(line, want);
            Some(LineStep::Change {
                line: line.id?,
                change,
            })
        })
        .collect();
    steps.extend(wanted.into_iter().map(|want| LineStep::Add(want.to_new())));
    let gone = found.into_iter().filter_map(|line| line.id);
    steps.extend(gone.map(|line| LineStep::Remove { line }));
    steps
}

/// Takes those that fit together out of both lists, in their order.
fn take_pairs<'a>(
    found: &mut Vec<&'a Line>,
    wanted: &mut Vec<&'a WrittenLine>,
    fit: impl Fn(&Line, &WrittenLine) -> bool,
) -> Vec<(&'a Line, &'a WrittenLine)> {
    let mut pairs = Vec::new();
    wanted.retain(|want| {
        let at = found.iter().position(|line| fit(line, want));
        pairs.extend(at.map(|at| (found.remove(at), *want)));
        at.is_none()
    });
    pairs
}

fn change(line: &Line, want: &WrittenLine) -> LineChange {
    let quantity = (line.quantity != Some(want.quantity)).then_some(want.quantity);
    let is_priced = line.line_price.is_some_and(|price| want.is_priced(price));
    LineChange {
        quantity,
        name: want.name.clone().filter(|_| !want.is_named(line)),
        line_price: (!is_priced).then_some(want.price),
        discount_percentage: has_discount(line).then_some(Decimal::ZERO),
        ..LineChange::default()
    }
}

/// What of the head changed in the shop since it was written; `None`: nothing. Parts that are gone are
/// written empty, since what is left out stays.
pub fn head_change(written: &WrittenOrder, mapped: &Mapped) -> Option<OrderHead> {
    let fields = changed_fields(written, mapped);
    let head = &mapped.order.head;
    let has = |field| fields.contains(&field);
    let change = OrderHead {
        note: has(HeadField::Note).then(|| head.note.clone().unwrap_or_default()),
        vat_zone: head.vat_zone.filter(|_| has(HeadField::VatZone)),
        billing_address: whole(&head.billing_address, has(HeadField::BillingAddress)),
        delivery_address: whole(&head.delivery_address, has(HeadField::DeliveryAddress)),
        ..OrderHead::default()
    };
    (change != OrderHead::default()).then_some(change)
}

fn whole(address: &Option<Address>, changed: bool) -> Option<Address> {
    let given = |part: &Option<String>| Some(part.clone().unwrap_or_default());
    let address = address.as_ref().filter(|_| changed)?;
    Some(Address {
        name: given(&address.name),
        street: given(&address.street),
        street2: given(&address.street2),
        zipcode: given(&address.zipcode),
        city: given(&address.city),
        country: given(&address.country),
        // An empty one of these may be refused.
        email: address.email.clone(),
        phone: address.phone.clone(),
    })
}

/// The fields of the head that follow the shop's order after it was sent.
fn changed_fields(written: &WrittenOrder, mapped: &Mapped) -> Vec<HeadField> {
    use HeadField::*;
    let differs = |field: &HeadField| {
        let (was, is) = (written.head.get(field), mapped.head.get(field));
        was.is_some() && is.is_some() && was != is
    };
    let mut fields = vec![Note, VatZone, BillingAddress, DeliveryAddress];
    fields.retain(differs);
    fields
}

/// What became different, as the log tells it.
pub fn changes(
    written: &WrittenOrder,
    wanted: &[WrittenLine],
    mapped: &Mapped,
) -> Vec<OrderChange> {
    let mut all = Vec::new();
    let shown = |line: &&WrittenLine| line.origin != Origin::Rounding;
    let at = |lines: &[WrittenLine], origin: Origin| {
        lines.iter().find(|line| line.origin == origin).cloned()
    };
    for line in wanted.iter().filter(shown) {
        match at(&written.lines, line.origin) {
            None => all.push(OrderChange::Added {
                name: line.title().to_owned(),
                pieces: line.quantity,
            }),
            Some(was) => all.extend(of_line(&was, line)),
        }
    }
    for line in written.lines.iter().filter(shown) {
        if at(wanted, line.origin).is_none() {
            let name = line.title().to_owned();
            all.push(OrderChange::Removed { name });
        }
    }
    all.extend(
        changed_fields(written, mapped)
            .into_iter()
            .map(|field| match field {
                HeadField::Note => OrderChange::Note,
                HeadField::VatZone => OrderChange::VatZone,
                HeadField::DeliveryAddress => OrderChange::DeliveryAddress,
                _ => OrderChange::BillingAddress,
            }),
    );
    all
}

fn of_line(was: &WrittenLine, is: &WrittenLine) -> Option<OrderChange> {
    let name = is.title().to_owned();
    if was.item != is.item || was.name != is.name {
        let from = was.title().to_owned();
        return Some(OrderChange::Became { from, name });
    }
    if was.quantity != is.quantity {
        let (from, to) = (was.quantity, is.quantity);
        return Some(OrderChange::Pieces { name, from, to });
    }
    let (from, to) = (was.price, is.price);
    (from != to).then_some(OrderChange::Price { name, from, to })
}
