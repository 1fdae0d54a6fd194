//! Drafts of credit notes: each refund of what is invoiced has one and no more, in the shop that asks for them.
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use testkit::simulator::woo::{GivenBack, Standing};

use super::{
    memory::Bought,
    story::Wrong,
    world::{CREDITS, World},
};

/// A refund's id, and what its draft comes to without tax.
type Drafts = BTreeMap<u64, Decimal>;

/// Where the drafts are others than they should be, all being at rest.
pub fn wrong(world: &World, orders: &[Bought]) -> Vec<Wrong> {
    let mut drafts: BTreeMap<String, Drafts> = BTreeMap::new();
    let mut wrong = Vec::new();
    for note in world.house.agreement.credit_notes() {
        let heading = note.heading.clone().unwrap_or_default();
        let mark = heading.split_whitespace().next_back().unwrap_or_default();
        let of_refund = mark.rsplit_once("/R");
        let drafted = of_refund.and_then(|(reference, refund)| {
            let drafts = drafts.entry(reference.to_owned()).or_default();
            let is_new = drafts
                .insert(refund.parse().ok()?, note.subtotal().abs())
                .is_none();
            is_new.then_some(())
        });
        if note.is_booked() || drafted.is_none() {
            let said = format!("a credit note that is booked, doubled or of nobody: {note:?}");
            wrong.push(Wrong {
                whose: Vec::new(),
                said,
            });
        }
    }
    for bought in orders {
        let drafts = drafts.remove(&world.reference(bought.shop, bought.id));
        let order = world.shops[bought.shop].standing(bought.id);
        if let Err(said) = judge(bought, (order.as_ref(), &drafts.unwrap_or_default())) {
            wrong.push(Wrong::of(bought, said));
        }
    }
    wrong
}

fn judge(bought: &Bought, (order, drafts): (Option<&Standing>, &Drafts)) -> Result<(), String> {
    // Those that were given back before its lines were locked are in the order.
    let refunds = order
        .map(|order| order.refunds.as_slice())
        .unwrap_or_default();
    let may = match (bought.shop == CREDITS, bought.invoiced_at, bought.locked_at) {
        (true, Some(_), Some(locked)) => &refunds[locked.min(refunds.len())..],
        _ => &[],
    };
    let must = match bought.invoiced_at {
        Some(invoiced) if is_standing(bought, order) && bought.shop == CREDITS => {
            &refunds[invoiced.min(refunds.len())..]
        }
        _ => &[],
    };
    if let Some(missing) = must.iter().find(|refund| !drafts.contains_key(&refund.id)) {
        return Err(format!("no credit note is drafted of {missing:?}"));
    }
    for (id, subtotal) in drafts {
        // Deleted with its order, or called off: it was right when it was drafted.
        let Some(refund) = refunds.iter().find(|refund| refund.id == *id) else {
            continue;
        };
        if !may.iter().any(|may| may.id == *id) {
            return Err(format!("a credit note is drafted of {refund:?}"));
        }
        if !is_exact(refund, *subtotal) {
            return Err(format!("the credit note of {refund:?} is {subtotal}"));
        }
    }
    Ok(())
}

/// An amount without lines has no øre of its own to share.
fn is_exact(refund: &GivenBack, subtotal: Decimal) -> bool {
    refund.amount != refund.lines_gross || refund.lines_net == subtotal
}

/// Its refunds are looked at.
fn is_standing(bought: &Bought, order: Option<&Standing>) -> bool {
    let called_off = ["cancelled", "failed", "trash"];
    order.is_some_and(|order| !called_off.contains(&order.status.as_str()))
        && !bought.hand.is_dropped()
}
