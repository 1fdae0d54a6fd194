//! One product of a preview or a report, in the words of the page.
use domain::{import::Act, quantity};
use store::import::{self, Step};

use crate::{
    frame::Frame,
    pages::{badge::Badge, figure},
};

pub(super) struct Row {
    pub sku: String,
    pub name: String,
    pub badge: Badge,
    pub reason: Option<String>,
    pub remedy: Option<String>,
    pub shop_has: String,
    /// Taken from the shop's figure by orders that Rackbeat has not shipped; nothing when there are none.
    pub sold: Option<String>,
    pub rackbeat_has: String,
    pub becomes: String,
    /// The level is to be another than it is.
    pub changes: bool,
}

impl Row {
    pub(super) fn of(frame: &Frame, row: &import::Row) -> Self {
        let pieces = |many: Option<i64>| {
            many.map_or_else(
                || "–".to_owned(),
                |many| figure::quantity(frame.words, quantity::from_thousandths(many)),
            )
        };
        let becomes = row
            .target
            .filter(|_| row.wants_level || row.leveled_at.is_some());
        let (class, key) = standing(row);
        let refusal = match &row.reason {
            Some(domain::import::Reason::Refused { refusal }) => Some(refusal),
            _ => None,
        };
        Self {
            sku: row.sku.clone(),
            name: row.name.clone(),
            badge: Badge::new(frame, class, key),
            reason: row
                .reason
                .as_ref()
                .map(|reason| frame.sentence(&reason.sentence())),
            remedy: refusal.map(|refusal| frame.say(refusal.remedy_key())),
            shop_has: pieces(row.shop_says),
            sold: (row.reduced != 0).then(|| pieces(Some(row.reduced))),
            rackbeat_has: pieces(row.on_hand),
            becomes: pieces(becomes),
            changes: becomes.is_some() && becomes != row.on_hand,
        }
    }
}

/// What is to happen, or what became of it.
fn standing(row: &import::Row) -> (&'static str, &'static str) {
    match (row.step, row.act) {
        (Step::Seen, Act::Link) => ("state-good", "import-act-link"),
        (Step::Seen, Act::Create) => ("state-wait", "import-act-create"),
        (Step::Seen, Act::Skip) | (Step::Skipped, _) => ("state-act", "import-step-skipped"),
        (Step::Waiting, _) => ("state-wait", "import-step-waiting"),
        (Step::Done, _) if row.leveled_at.is_some() => ("state-good", "import-step-leveled"),
        (Step::Done, _) if row.created_at.is_some() => ("state-good", "import-step-created"),
        (Step::Done, _) => ("state-good", "import-step-done"),
        (Step::Failed, _) => ("state-fail", "import-step-failed"),
        _ => ("state-wait", "import-step-begun"),
    }
}
