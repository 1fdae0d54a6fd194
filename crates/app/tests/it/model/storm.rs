//! What goes wrong while people buy and sell: calls fail in every way, webhooks are lost, doubled and late.
use std::time::Duration;

use testkit::simulator::{Fault, Rule, Trouble};

use super::world::World;

/// Of all calls, how many suffer each fault.
const EACH: f64 = 0.012;
/// Those that are answered never: they make us wait.
const SILENT: f64 = 0.004;
const WEBHOOKS: f64 = 0.1;
/// In the outside worlds' time: longer than we wait for an answer.
const LATE: Duration = Duration::from_secs(16);

pub fn begin(world: &World) {
    for trouble in outside(world) {
        let faults = [
            Fault::Http(500),
            Fault::RateLimited(Some(Duration::from_secs(5))),
            Fault::HangUp,
            Fault::CutJson,
        ];
        for fault in faults {
            trouble.add(Rule::chance(fault, EACH));
        }
        for fault in [Fault::TimeoutAfterCommit, Fault::LateCommitAfter(LATE)] {
            trouble.add(Rule::chance(fault, SILENT));
        }
        for fault in [
            Fault::WebhookLost,
            Fault::WebhookDoubled,
            Fault::WebhookReordered,
        ] {
            trouble.add(Rule::chance(fault, WEBHOOKS));
        }
    }
}

pub fn end(world: &World) {
    for trouble in outside(world) {
        trouble.clear();
    }
}

fn outside(world: &World) -> impl Iterator<Item = &Trouble> {
    let shops = world.shops.iter().map(|shop| shop.trouble());
    shops.chain([world.house.rackbeat.trouble()])
}
