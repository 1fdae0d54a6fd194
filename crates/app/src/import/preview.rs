//! The preview: the shop and Rackbeat are read afresh, and what would become of each product is written down.
use std::collections::BTreeMap;

use domain::{
    FailureReason, ImportNews, Outcome, Refusal, Rules, Side,
    import::{Act, Alike, Decision, Reason, There, decide},
    link::{self, Kind, Tie},
    price::{PriceTerms, from_millionths},
    product::{Offered, name_text, to_rackbeat},
};
use store::{
    ShopId,
    import::{self, Earlier, Goods, Import, Namesakes, NewRow, Seen, Sold},
    item, product_copy,
    shop::{self, Shop},
};

use super::{run, view::Place};
use crate::{Error, Work, error::Result, index, item::sweep, park, poll, product};

/// Products decided about at a time.
const PAGE: usize = 500;

/// What deciding needs to know of the shop as a whole.
struct Desk<'a> {
    work: &'a Work,
    shop: &'a Shop,
    rules: Rules,
    terms: PriceTerms,
    namesakes: Namesakes,
    /// Levels may be set at all.
    offers_stock: bool,
    earlier: Earlier,
    /// The account's other shops, by name.
    others: BTreeMap<ShopId, String>,
}

pub(super) async fn read(work: &Work, shop: &Shop, import: &Import) -> Result<Vec<Outcome>> {
    let Some(agreement) = work.agreement().await? else {
        let nobody = (work.now(), String::new());
        let change = work.tenant.begin().await?;
        import::cancel(&change, import.id, &nobody).await?;
        change.commit().await?;
        let refusal = Refusal::NotConnected {
            side: Side::Rackbeat,
        };
        return Ok(vec![Outcome::Refused { refusal }]);
    };
    park::rackbeat_is_open(&agreement)?;
    index::list(work, shop, false).await?;
    if !sweep(work, &agreement).await?.is_empty() {
        let reason = FailureReason::Unreadable {
            side: Side::Rackbeat,
        };
        return Err(Error::Retry {
            reason,
            after: None,
        });
    }
    poll::look(work, shop).await?;
    let places = places(work, &agreement).await?;
    let rules = run::chosen(work, shop, &agreement).await?;
    let desk = Desk {
        work,
        shop,
        terms: product::terms(work, shop, (&rules, &agreement), product::IN_BULK).await?,
        rules,
        namesakes: import::namesakes(&work.tenant, shop.id).await?,
        offers_stock: !import::sets_levels_elsewhere(&work.tenant, shop.id).await?,
        earlier: import::earlier(&work.tenant, shop.id).await?,
        others: others(work, shop).await?,
    };
    let seen = write(&desk, import).await?;
    ready(&desk, import, &seen, &places).await
}

async fn others(work: &Work, shop: &Shop) -> Result<BTreeMap<ShopId, String>> {
    let mut all = shop::connected(&work.tenant).await?;
    all.retain(|other| other.id != shop.id);
    Ok(all
        .into_iter()
        .map(|other| (other.id, other.name))
        .collect())
}

async fn places(work: &Work, agreement: &store::agreement::Agreement) -> Result<Vec<Place>> {
    let client = work.ctx.outside.rackbeat(&work.tenant, agreement)?;
    let locations = client.in_bulk().locations().await?.items;
    let place = |one: rackbeat::Location| Place {
        number: one.number,
        name: one.name.unwrap_or_else(|| one.number.to_string()),
        is_default: one.is_default == Some(true),
    };
    Ok(locations.into_iter().map(place).collect())
}

/// Page by page, so that a large shop is never in memory as a whole.
async fn write(desk: &Desk<'_>, import: &Import) -> Result<Seen> {
    let (tenant, shop) = (&desk.work.tenant, desk.shop.id);
    let change = tenant.begin().await?;
    import::drop_rows(&change, import.id).await?;
    change.commit().await?;
    let mut seen = Seen::default();
    let mut seq = 0;
    for ids in import::families(tenant, shop).await?.chunks(PAGE) {
        let goods = import::goods(tenant, shop, ids).await?;
        let mut goods: BTreeMap<_, _> =
            goods.into_iter().map(|one| (one.product_id, one)).collect();
        let asked: Vec<_> = goods
            .values()
            .map(|one| (one.product_id, one.parent_id))
            .collect();
        let sold = import::sold(tenant, shop, &asked).await?;
        let mut rows = Vec::with_capacity(ids.len());
        for one in ids.iter().filter_map(|id| goods.remove(id)) {
            seq += 1;
            let row = desk.row(one, seq, &sold).await?;
            add(&mut seen, &row);
            rows.push(row);
        }
        let change = tenant.begin().await?;
        import::put(&change, (import.id, shop), &rows).await?;
        change.commit().await?;
    }
    Ok(seen)
}

fn add(seen: &mut Seen, row: &NewRow) {
    match row.act {
        Act::Link => seen.links += 1,
        Act::Create => seen.creates += 1,
        Act::Skip => seen.skips += 1,
    }
    let differs = row.wants_level && row.target != Some(row.on_hand.unwrap_or(0));
    seen.differs += u64::from(differs);
}

async fn ready(
    desk: &Desk<'_>,
    import: &Import,
    seen: &Seen,
    places: &[Place],
) -> Result<Vec<Outcome>> {
    let places = serde_json::to_string(places).unwrap_or_default();
    let change = desk.work.tenant.begin().await?;
    let offer = (desk.offers_stock, places.as_str());
    if !import::ready(&change, import.id, seen, offer, desk.work.now()).await? {
        return Ok(Vec::new());
    }
    change.commit().await?;
    let news = ImportNews::Previewed {
        link: seen.links,
        create: seen.creates,
        skip: seen.skips,
        levels: seen.differs,
    };
    Ok(vec![news.into()])
}

impl Desk<'_> {
    async fn row(&self, one: Goods, seq: i64, sold: &BTreeMap<i64, Sold>) -> Result<NewRow> {
        let decision = self.decide(&one).await?;
        let reduced = sold.get(&one.product_id).map_or(0, |sold| sold.reduced);
        Ok(NewRow {
            seq,
            product_id: one.product_id,
            parent_id: one.parent_id,
            number: one.number.clone().unwrap_or_else(|| one.sku.clone()),
            act: decision.act,
            reason: decision.reason,
            wants_level: decision.wants_level && self.offers_stock,
            shop_says: one.stock,
            reduced,
            on_hand: one.item.and_then(|item| item.on_hand),
            target: one.stock.map(|stock| stock.saturating_add(reduced)),
            kind: one.kind,
            name: name_text(&one.name),
            sku: one.sku,
        })
    }

    async fn decide(&self, one: &Goods) -> Result<Decision> {
        let mut but_for_case = None;
        if one.tie == Tie::DiffersInCase {
            let alike = item::alike(&self.work.tenant, &one.sku).await?;
            but_for_case = alike.into_iter().next();
        }
        let goods = domain::import::Goods {
            kind: Kind::from(one.kind.as_str()),
            tie: one.tie,
            manage: link::manage(&one.manage_stock),
            has_figure: one.stock.is_some(),
            alike: match one.tie {
                Tie::Unknown => self.namesakes.of(&one.sku),
                _ => Alike::Alone,
            },
            shows_parents_sku: one.parent_sku.as_deref() == Some(one.sku.as_str()),
            there: one.item.as_ref().map(|item| There {
                is_lot: item.kind == "lot",
                is_barred: item.is_barred,
                has_inventory: item.has_inventory,
            }),
            but_for_case,
        };
        let mut decision = decide(&goods, || self.offer(one));
        if decision.act == Act::Create
            && let Some(shop) = self.claimed_by(&one.sku).await?
        {
            decision = Decision {
                act: Act::Skip,
                reason: Some(Reason::Claimed { shop }),
                wants_level: false,
            };
        }
        let is_ours = decision.act == Act::Link && self.earlier.has_set(one.product_id);
        if decision.wants_level && is_ours {
            decision.wants_level = false;
            decision.reason = Some(Reason::RackbeatsOwn);
        }
        // The figure that is compared must be a figure.
        let item = one.item.as_ref();
        if decision.wants_level && item.is_some_and(|item| item.on_hand.is_none()) {
            decision.wants_level = false;
            decision.reason = Some(Reason::NoFigure);
        }
        Ok(decision)
    }

    /// The other shop that is this number's master.
    async fn claimed_by(&self, number: &str) -> Result<Option<String>> {
        if self.others.is_empty() {
            return Ok(None);
        }
        let holder = product_copy::holder(&self.work.tenant, number).await?;
        Ok(holder.and_then(|holder| self.others.get(&holder).cloned()))
    }

    fn offer(&self, one: &Goods) -> Result<(), Refusal> {
        let offered = Offered {
            number: one.sku.clone(),
            name: name_text(&one.name),
            price: one.price.map(from_millionths),
            tax_class: one.tax_class.clone(),
            tax_status: one.tax_status.clone(),
        };
        to_rackbeat(&offered, &self.terms, &self.rules).map(drop)
    }
}
