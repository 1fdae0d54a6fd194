//! What a shop's open orders have taken from its own figures and Rackbeat has not shipped.
use std::collections::{BTreeMap, BTreeSet};

use sea_orm::FromQueryResult;

use super::sql;
use crate::{OrderLinkId, Result, Rows, ShopId, Tenant};

/// What open orders have taken of one product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// Thousandths.
    pub reduced: i64,
    /// The orders, as they stood when they were read: another set means that the shop's figure may have moved.
    orders: BTreeSet<(OrderLinkId, i64, i64)>,
}

impl Sold {
    /// One of these orders has taken of it.
    #[must_use]
    pub fn is_in_any(&self, orders: &BTreeSet<OrderLinkId>) -> bool {
        self.orders.iter().any(|order| orders.contains(&order.0))
    }
}

/// By product, of those that are asked for; what parents keep for their variations counts as the parents'. Orders
/// that stand in Rackbeat unshipped, or hold goods and will be sent there. What Rackbeat has on another number, such as
/// the stand-in product's, never leaves this one.
pub async fn sold<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    goods: &[(i64, i64)],
) -> Result<BTreeMap<i64, Sold>> {
    #[derive(FromQueryResult)]
    struct Line {
        holder: i64,
        link_id: OrderLinkId,
        modified_at: i64,
        reduced: i64,
    }
    let asked: BTreeSet<i64> = goods.iter().map(|one| one.0).collect();
    let families: BTreeSet<i64> = goods
        .iter()
        .map(|(id, parent)| if *parent == 0 { *id } else { *parent })
        .collect();
    let families: Vec<_> = families.into_iter().collect();
    let mut sold: BTreeMap<i64, Sold> = BTreeMap::new();
    for chunk in families.chunks(200) {
        let text = format!(
            "SELECT CASE WHEN l.variation_id <> 0 AND COALESCE(v.manage_stock, 'yes') <> 'parent'
                 THEN l.variation_id ELSE l.product_id END AS holder,
             l.link_id, k.modified_at, l.reduced
             FROM order_lines l JOIN order_links k ON k.id = l.link_id
             LEFT JOIN product_links v ON v.shop_id = l.shop_id AND v.product_id = l.variation_id
                 AND l.variation_id <> 0
             WHERE l.account_id = $1 AND l.shop_id = $2 AND l.reduced > 0 AND NOT k.is_old
             AND k.shipped_tally IS NULL AND k.stage IN ('seen', 'claimed', 'created', 'booked')
             AND (k.rackbeat_number IS NOT NULL
                 OR (l.taken > 0 AND k.ignored_at IS NULL AND k.dropped_at IS NULL))
             AND (k.stage = 'seen' OR l.sent > 0)
             AND l.product_id IN {}",
            sql::list(3, chunk.len())
        );
        let mut values = vec![tenant.account().into(), shop.into()];
        values.extend(chunk.iter().map(|id| (*id).into()));
        let lines: Vec<Line> = sql::all(tenant.writer(), &text, values).await?;
        for line in lines
            .into_iter()
            .filter(|line| asked.contains(&line.holder))
        {
            let one = sold.entry(line.holder).or_default();
            one.reduced += line.reduced;
            one.orders
                .insert((line.link_id, line.modified_at, line.reduced));
        }
    }
    Ok(sold)
}
