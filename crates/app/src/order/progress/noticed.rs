//! What a shop is told of an order's shipments: a note for each part, a tracking number for the customer.
use std::collections::BTreeSet;

use domain::tracking::Tracking;
use store::order_parcel::Parcel;

use super::habit::own;
use crate::Words;

/// How the marks of tracking numbers begin.
pub(super) const TRACKING: &str = "tracking ";
/// At most so many goods are named in a note; the rest are a sign.
const NAMED: usize = 10;

/// What is made of an order's shipments.
pub(super) struct Noticing<'a> {
    pub order: &'a rackbeat::Order,
    pub is_whole: bool,
    pub words: Words,
}

impl Noticing<'_> {
    pub(super) fn parcels(&self, sent: &[&rackbeat::Shipment], beside: &[Tracking]) -> Vec<Parcel> {
        let mut parcels: Vec<Parcel> = Vec::new();
        for shipment in sent {
            let own = own(shipment);
            let goods = self.goods(shipment);
            let partly = (!self.is_whole).then(|| {
                let args = [
                    ("goods", goods.clone()),
                    ("shipment", shipment.id.to_string()),
                ];
                self.words.with("shop-note-partly-shipped", &args)
            });
            // What the customer is told with the number needs no note of its own.
            let note = partly.clone().filter(|_| own.is_none());
            parcels.push(Parcel {
                mark: format!("shipment {}", shipment.id),
                note: note.unwrap_or_default(),
                what: goods,
                for_customer: false,
                claimed_at: None,
            });
            parcels.extend(own.map(|own| followed(&self.words, &own, partly)));
        }
        let beside = beside.iter();
        parcels.extend(beside.map(|tracking| followed(&self.words, tracking, None)));
        let mut marks = BTreeSet::new();
        parcels.retain(|parcel| marks.insert(parcel.mark.clone()));
        parcels
    }

    /// `2 × Kaffekopp, 1 × Fat`.
    fn goods(&self, shipment: &rackbeat::Shipment) -> String {
        let named = shipment.lines.iter().map(|line| {
            let item = line.child_id.as_deref().unwrap_or_default();
            let own = self
                .order
                .lines
                .iter()
                .find(|own| own.child_id.as_deref() == Some(item));
            let name = own.and_then(|own| own.name.as_deref()).unwrap_or(item);
            format!("{} × {name}", line.quantity.unwrap_or_default().normalize())
        });
        let mut named: Vec<_> = named.collect();
        if named.len() > NAMED {
            named.truncate(NAMED);
            named.push("…".to_owned());
        }
        named.join(", ")
    }
}

/// A tracking number for the customer, after what else there is to say with it.
pub(super) fn followed(words: &Words, tracking: &Tracking, before: Option<String>) -> Parcel {
    let number = tracking
        .number
        .as_ref()
        .map(|number| words.with("shop-note-tracking", &[("number", number)]));
    let link = tracking
        .link
        .as_ref()
        .map(|link| words.with("shop-note-tracking-link", &[("link", link)]));
    let note: Vec<_> = before.into_iter().chain(number).chain(link).collect();
    Parcel {
        mark: format!("{TRACKING}{}", tracking.mark()),
        note: note.join("\n"),
        what: tracking.mark().to_owned(),
        for_customer: true,
        claimed_at: None,
    }
}
