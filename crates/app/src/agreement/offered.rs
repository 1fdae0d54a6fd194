//! Rackbeat's own lists, for a person to pick from on the settings page.
use futures::try_join;
use rackbeat::{Client, Customer, Location, Named, PaymentTerm, ProductGroup};
use store::Tenant;

use super::search::{connected, services};
use crate::{Ctx, Stopped};

/// Number and name of each, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// The first thousand; more than a shop has to choose between.
    pub customers: Vec<(i64, String)>,
    pub customer_groups: Vec<(i64, String)>,
    pub payment_terms: Vec<(i64, String)>,
    /// Empty also where Rackbeat does not show them.
    pub delivery_terms: Vec<(i64, String)>,
    pub layouts: Vec<(i64, String)>,
    pub employees: Vec<(i64, String)>,
    pub locations: Vec<(i64, String)>,
    /// Only those whose products have stock.
    pub goods_groups: Vec<(i64, String)>,
    pub units: Vec<(i64, String)>,
    /// Products without stock: freight, fees, discounts.
    pub services: Vec<(String, String)>,
}

/// Reads them all now.
pub async fn offered(ctx: &Ctx, tenant: &Tenant) -> Result<Offered, Stopped> {
    let agreement = connected(tenant).await?;
    let client = ctx.outside.rackbeat(tenant, &agreement)?;
    Ok(read(&client).await?)
}

async fn read(client: &Client) -> Result<Offered, rackbeat::Error> {
    let (customers, customer_groups, terms, delivery_terms) = try_join!(
        client.customers(1, None),
        client.customer_groups(),
        client.payment_terms(),
        delivery_terms(client),
    )?;
    let (layouts, employees, locations, groups, units, services) = try_join!(
        client.layouts(),
        client.employees(),
        client.locations(),
        client.product_groups(),
        client.units(),
        services(client),
    )?;
    let open = |customer: &Customer| customer.is_barred != Some(true);
    let customers = customers.items.into_iter().filter(open);
    let has_stock = |group: &ProductGroup| group.has_inventory != Some(false);
    let groups = groups.items.into_iter().filter(has_stock);
    let services = services.into_iter();
    Ok(Offered {
        customers: named(customers, |one| (one.number, one.name)),
        customer_groups: named(customer_groups.items, |one: Named| (one.number, one.name)),
        delivery_terms: named(delivery_terms, |one: Named| (one.number, one.name)),
        payment_terms: named(terms.items, |one: PaymentTerm| (one.number, one.name)),
        layouts: named(layouts.items, |one: Named| (one.number, one.name)),
        employees: named(employees.items, |one: Named| (one.number, one.name)),
        locations: named(locations.items, |one: Location| (one.number, one.name)),
        goods_groups: named(groups, |one| (one.number, one.name)),
        units: named(units.items, |one: Named| (one.number, one.name)),
        services: named(services, |one| (one.number, one.name)),
    })
}

/// Whether every key may read them is not written anywhere.
async fn delivery_terms(client: &Client) -> Result<Vec<Named>, rackbeat::Error> {
    match client.delivery_terms().await {
        Err(rackbeat::Error::NotFound | rackbeat::Error::Forbidden(_)) => Ok(Vec::new()),
        page => Ok(page?.items),
    }
}

/// What has no name is known by its number.
fn named<T, N: ToString + Ord>(
    all: impl IntoIterator<Item = T>,
    parts: impl Fn(T) -> (N, Option<String>),
) -> Vec<(N, String)> {
    let with_name = |(number, name): (N, Option<String>)| {
        let name = name.unwrap_or_else(|| number.to_string());
        (number, name)
    };
    let mut all: Vec<_> = all.into_iter().map(parts).map(with_name).collect();
    all.sort_by_cached_key(|(_, name)| name.to_lowercase());
    all
}
