//! What each due figure of a shop comes to: written, equal, held, or left as it is for a reason.
use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::{Outcome, Rules, link::Tie, stock, stock::NoFigure, stock::Step};
use rust_decimal::Decimal;
use store::{
    ShopId, Tenant,
    item::{self, Item},
    product_link,
    stock_level::{self, Level},
};

use super::{figure, flight::Flight, settle};
use crate::{Work, error::Result, import};

/// So many are reckoned at a time.
const PAGE: usize = 2_000;
/// Over so long falls to zero are counted together.
const TOGETHER: TimeDelta = TimeDelta::minutes(60);

/// A figure that may stand in the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub pieces: i64,
    /// Rackbeat's figure behind it, and the item's counted sales; `None`: it is built on those of before.
    pub basis: Option<(Decimal, Decimal)>,
    /// It falls from above zero to zero because Rackbeat says so.
    pub falls: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Write(Figure),
    /// The shop shows it already.
    Equal(Figure),
    /// Its zero is asked about; meanwhile our own sales still count, if they change the figure.
    Held(Option<Figure>),
    /// Nothing is written, and the owner is told why.
    Keep(Outcome),
    /// No usable figure was ever read.
    Unread,
}

#[derive(Clone, Debug)]
pub(super) struct Reckoned {
    pub level: Level,
    pub verdict: Verdict,
    /// Rackbeat's figure and what is in flight, where there is a figure.
    pub quantity: Option<Decimal>,
    pub in_flight: Decimal,
    /// What a figure that falls becomes while its zero is asked about, if our own sales change it.
    meanwhile: Option<Figure>,
}

/// What reckoning needs to know of the shop as a whole.
pub(super) struct Reckoner {
    pub rules: Rules,
    items: BTreeMap<String, Item>,
    flight: Flight,
    /// The owner lets us switch stock on where it is off.
    manages_stock: bool,
}

impl Reckoner {
    pub(super) async fn load(
        tenant: &Tenant,
        shop: ShopId,
        rules: Rules,
        levels: &[Level],
    ) -> Result<Self, store::Error> {
        let numbers: BTreeSet<_> = levels
            .iter()
            .map(|level| level.item_number.clone())
            .collect();
        let flight = Flight::load(tenant, &numbers).await?;
        let items = item::find(tenant, &flight.with_parts(&numbers)).await?;
        let listing = product_link::listing(tenant, shop).await?;
        Ok(Self {
            rules,
            items: items
                .into_iter()
                .map(|item| (item.number.clone(), item))
                .collect(),
            flight,
            manages_stock: listing.is_some_and(|listing| listing.manages_stock),
        })
    }

    pub(super) fn reckon(&self, level: Level) -> Reckoned {
        let item = self.items.get(&level.item_number);
        let figure = self.held().of(&level.item_number, stock::DEPTH_MAX);
        let (quantity, in_flight) = match &figure {
            Some(Ok((quantity, flying))) => (Some(*quantity), *flying),
            _ => (None, Decimal::ZERO),
        };
        let verdict = match (self.hindered(&level), item, figure) {
            (Some(outcome), _, _) => Verdict::Keep(outcome),
            (None, Some(_), Some(Ok((quantity, _)))) => self.weigh(&level, quantity, in_flight),
            (None, _, Some(Err(NoFigure::NotANumber))) => Verdict::Unread,
            (None, _, no) => Verdict::Keep(why_not(&level, no.and_then(Result::err))),
        };
        let mut reckoned = Reckoned {
            level,
            verdict,
            quantity,
            in_flight,
            meanwhile: None,
        };
        if falls(&reckoned) {
            reckoned.meanwhile = self.meanwhile(&reckoned);
        }
        reckoned
    }

    fn held(&self) -> figure::Held<'_> {
        figure::Held {
            items: &self.items,
            flight: &self.flight,
            rules: &self.rules,
        }
    }

    fn counted(&self, level: &Level) -> Decimal {
        self.held().counted(&level.item_number, stock::DEPTH_MAX)
    }

    /// What in the shop itself keeps a figure from being written.
    fn hindered(&self, level: &Level) -> Option<Outcome> {
        let sku = level.sku.clone();
        match (level.tie, level.manage_stock.as_str()) {
            (Tie::Duplicate, _) => Some(Outcome::NumberHeldTwice { sku }),
            (_, "parent") => Some(Outcome::StockOnParent { sku }),
            (_, "no") if !self.manages_stock => Some(Outcome::StockNotManaged { sku }),
            _ if level.left_alone_at.is_some() => Some(Outcome::AnotherSystemWrites { sku }),
            _ => None,
        }
    }

    fn weigh(&self, level: &Level, quantity: Decimal, flying: Decimal) -> Verdict {
        let counted = self.counted(level);
        let pieces = stock::shown_by(&self.rules, quantity, flying);
        let shows = level
            .compared
            .map_or(level.shows(), |found| Some(found.div_euclid(1000)));
        let step = level.basis.map(|basis| Step {
            before: shows.unwrap_or(0),
            after: pieces,
            quantity_before: basis,
            counted_since: counted - level.basis_counted,
            in_flight: flying,
        });
        let to_zero = pieces == 0 && shows.is_some_and(|shows| shows > 0);
        let falls = to_zero && step.is_none_or(|step| step.falls_by_rackbeat(&self.rules));
        let figure = Figure {
            pieces,
            basis: Some((quantity, counted)),
            falls: falls && level.allowed_at.is_none(),
        };
        if is_shown(level, pieces) {
            Verdict::Equal(figure)
        } else {
            Verdict::Write(figure)
        }
    }

    /// What a figure becomes while its zero is asked about: as it was, less our own sales.
    fn meanwhile(&self, reckoned: &Reckoned) -> Option<Figure> {
        let level = &reckoned.level;
        let since = self.counted(level) - level.basis_counted;
        let pieces = stock::shown_by(&self.rules, level.basis? - since, reckoned.in_flight);
        (pieces < level.shows()?).then_some(Figure {
            pieces,
            basis: None,
            falls: false,
        })
    }
}

/// Every due figure of a shop, falls to zero weighed together. Where stock is carried to it, those that it shows already
/// are settled on the way: after a first synchronisation that is nearly all of them.
pub(super) async fn due(work: &Work, shop: ShopId, rules: &Rules) -> Result<Vec<Reckoned>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let levels = stock_level::due(&work.tenant, shop, after.as_ref(), PAGE).await?;
        let is_last = levels.len() < PAGE;
        after = levels.last().cloned();
        let levels = import::without_held(work, levels).await?;
        let reckoner = Reckoner::load(&work.tenant, shop, rules.clone(), &levels).await?;
        let reckoned = levels.into_iter().map(|level| reckoner.reckon(level));
        let shown = |one: &Reckoned| rules.stock_on && matches!(one.verdict, Verdict::Equal(_));
        let (shown, rest): (Vec<_>, Vec<_>) = reckoned.partition(shown);
        settle::settle(work, &shown).await?;
        all.extend(rest);
        if is_last {
            break;
        }
    }
    hold(work, shop, &mut all).await?;
    Ok(all)
}

/// By Rackbeat's word from above zero to zero.
fn falls(one: &Reckoned) -> bool {
    matches!(&one.verdict, Verdict::Write(figure) if figure.falls)
}

/// Too many products that Rackbeat sends to zero at once are held and asked about.
async fn hold(work: &Work, shop: ShopId, all: &mut [Reckoned]) -> Result<()> {
    let new = all
        .iter()
        .filter(|one| falls(one) && one.level.held_at.is_none())
        .count();
    let mut ask = false;
    if new > 0 {
        let zeros = stock_level::zeros(&work.tenant, shop, work.now() - TOGETHER).await?;
        let falling = zeros.fallen + zeros.held + new as u64;
        ask = stock::must_ask(falling, zeros.in_stock + zeros.fallen);
    }
    for one in all.iter_mut().filter(|one| falls(one)) {
        if ask || one.level.held_at.is_some() {
            one.verdict = Verdict::Held(one.meanwhile.take());
        }
    }
    Ok(())
}

/// Whether the shop is known to show it: nothing in doubt, and no compare that found otherwise.
fn is_shown(level: &Level, pieces: i64) -> bool {
    if level.must_write {
        return false;
    }
    match level.compared {
        // What a compare found may since have been explained by the shop's own new orders.
        Some(found) if Some(found) != level.shop_says => pieces.checked_mul(1000) == Some(found),
        _ => level.says(pieces),
    }
}

fn why_not(level: &Level, no: Option<NoFigure>) -> Outcome {
    let sku = level.sku.clone();
    match no {
        Some(NoFigure::Service) => Outcome::ItemService { sku },
        Some(NoFigure::Barred) => Outcome::ItemBarred { sku },
        Some(NoFigure::Deleted | NoFigure::NotANumber) | None => Outcome::ItemMissing { sku },
    }
}
