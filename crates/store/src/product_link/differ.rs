//! What a new listing says otherwise than the links do, and the links of given numbers.
use std::collections::{BTreeMap, BTreeSet};

use super::{COLUMNS, Listed, ProductLink, Row, sql};
use crate::{Result, Rows, ShopId, Tenant};

/// The products that are new, or whose carried fields are others than before. Ask before they are put.
pub async fn differing<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    listed: &[Listed],
) -> Result<BTreeSet<i64>> {
    let mut differing = BTreeSet::new();
    for chunk in listed.chunks(500) {
        let ids = chunk.iter().map(|one| one.product_id).collect();
        let links = super::of_products(tenant, shop, &ids).await?;
        let known: BTreeMap<_, _> = links.iter().map(|link| (link.product_id, link)).collect();
        let differ = chunk.iter().filter(|one| {
            known
                .get(&one.product_id)
                .is_none_or(|link| !link.is_as(one))
        });
        differing.extend(differ.map(|one| one.product_id));
    }
    Ok(differing)
}

impl ProductLink {
    fn is_as(&self, listed: &Listed) -> bool {
        let was_there = self.status != "gone";
        was_there
            && self.kind == listed.kind
            && self.sku == listed.sku
            && self.name == listed.name
            && (self.status == "trash") == (listed.status == "trash")
            && sql::millionths(self.price) == sql::millionths(listed.price)
            && sql::millionths(self.sale_price) == sql::millionths(listed.sale_price)
            && self.tax_class == listed.tax_class
            && self.tax_status == listed.tax_status
            && (listed.description_key.is_none() || self.description_key == listed.description_key)
    }
}

/// The links of these numbers, tied to them or not yet; also those of products that are gone.
pub async fn of_numbers<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    numbers: &BTreeSet<String>,
) -> Result<Vec<ProductLink>> {
    let numbers: Vec<_> = numbers.iter().collect();
    let mut links = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(300) {
        let own = sql::list(3, chunk.len());
        let keys = sql::list(3 + chunk.len(), chunk.len());
        let text = format!(
            "SELECT {COLUMNS} FROM product_links WHERE account_id = $1 AND shop_id = $2
             AND (item_number IN {own} OR sku_key IN {keys})"
        );
        let mut values = vec![tenant.account().into(), shop.into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        values.extend(chunk.iter().map(|number| number.to_lowercase().into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        links.extend(rows.into_iter().map(ProductLink::from));
    }
    Ok(links)
}
