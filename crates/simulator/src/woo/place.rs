//! Which resource an address means, what may be done there, and what such a call is called in the counts.

/// A resource under `wc/v3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place<'a> {
    Products,
    ProductBatch,
    Product(u64),
    Categories,
    Attributes,
    Variations(u64),
    VariationBatch(u64),
    Variation(u64, u64),
    AllVariations,
    Orders,
    OrderBatch,
    OrderStatuses,
    OrderTotals,
    Order(u64),
    Notes(u64),
    Note(u64, u64),
    Refunds(u64),
    Refund(u64, u64),
    AllRefunds,
    Webhooks,
    Webhook(u64),
    Settings(&'a str),
    Setting(&'a str, &'a str),
    SystemStatus,
    Currency,
    Taxes,
    TaxClasses,
    Zones,
    ZoneMethods(u64),
    Gateways,
    Coupons,
    Coupon(u64),
    Customers,
    Customer(u64),
}

const COLLECTION: &str = "GET, POST";
const ITEM: &str = "GET, POST, PUT, PATCH, DELETE";
const SETTABLE: &str = "GET, POST, PUT, PATCH";
const BATCH: &str = "POST, PUT, PATCH";
const READ: &str = "GET";

impl<'a> Place<'a> {
    /// From what follows `wc/v3/`; `new` shops have more.
    pub fn find(path: &'a str, new: bool) -> Option<Self> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let place = match parts.as_slice() {
            ["products", rest @ ..] => Self::product(rest)?,
            ["variations"] if new => Self::AllVariations,
            ["orders", rest @ ..] => Self::order(rest, new)?,
            ["refunds"] if new => Self::AllRefunds,
            ["reports", "orders", "totals"] => Self::OrderTotals,
            ["webhooks"] => Self::Webhooks,
            ["webhooks", id] => Self::Webhook(id.parse().ok()?),
            ["settings", group] => Self::Settings(group),
            ["settings", group, id] => Self::Setting(group, id),
            ["system_status"] => Self::SystemStatus,
            ["data", "currencies", "current"] => Self::Currency,
            ["taxes"] => Self::Taxes,
            ["taxes", "classes"] => Self::TaxClasses,
            ["shipping", "zones"] => Self::Zones,
            ["shipping", "zones", id, "methods"] => Self::ZoneMethods(id.parse().ok()?),
            ["payment_gateways"] => Self::Gateways,
            ["coupons"] => Self::Coupons,
            ["coupons", id] => Self::Coupon(id.parse().ok()?),
            ["customers"] => Self::Customers,
            ["customers", id] => Self::Customer(id.parse().ok()?),
            _ => return None,
        };
        Some(place)
    }

    fn product(rest: &[&str]) -> Option<Self> {
        Some(match rest {
            [] => Self::Products,
            ["batch"] => Self::ProductBatch,
            ["categories"] => Self::Categories,
            ["attributes"] => Self::Attributes,
            [id] => Self::Product(id.parse().ok()?),
            [id, "variations"] => Self::Variations(id.parse().ok()?),
            [id, "variations", "batch"] => Self::VariationBatch(id.parse().ok()?),
            [id, "variations", variation] => {
                Self::Variation(id.parse().ok()?, variation.parse().ok()?)
            }
            _ => return None,
        })
    }

    fn order(rest: &[&str], new: bool) -> Option<Self> {
        Some(match rest {
            [] => Self::Orders,
            ["batch"] => Self::OrderBatch,
            ["statuses"] if new => Self::OrderStatuses,
            [id] => Self::Order(id.parse().ok()?),
            [id, "notes"] => Self::Notes(id.parse().ok()?),
            [id, "notes", note] => Self::Note(id.parse().ok()?, note.parse().ok()?),
            [id, "refunds"] => Self::Refunds(id.parse().ok()?),
            [id, "refunds", refund] => Self::Refund(id.parse().ok()?, refund.parse().ok()?),
            _ => return None,
        })
    }

    pub fn allow(self) -> &'static str {
        match self {
            Self::ProductBatch | Self::VariationBatch(_) | Self::OrderBatch => BATCH,
            Self::Product(_) | Self::Variation(..) | Self::Order(_) | Self::Webhook(_) => ITEM,
            Self::Coupon(_) | Self::Customer(_) => ITEM,
            Self::Setting(..) => SETTABLE,
            Self::Note(..) => READ,
            Self::Refund(..) => "GET, DELETE",
            Self::AllVariations
            | Self::OrderStatuses
            | Self::OrderTotals
            | Self::AllRefunds
            | Self::Settings(_) => READ,
            Self::SystemStatus | Self::Currency | Self::Gateways => READ,
            _ => COLLECTION,
        }
    }

    pub fn is_batch(self) -> bool {
        self.allow() == BATCH
    }

    /// One thing, as opposed to a list.
    pub fn is_item(self) -> bool {
        !matches!(self.allow(), COLLECTION | BATCH)
            && !matches!(self, Self::AllVariations | Self::AllRefunds)
    }

    fn family(self) -> &'static str {
        match self {
            Self::Products | Self::ProductBatch | Self::Product(_) => "products",
            Self::Categories => "categories",
            Self::Attributes => "attributes",
            Self::Variations(_)
            | Self::VariationBatch(_)
            | Self::Variation(..)
            | Self::AllVariations => "variations",
            Self::OrderTotals => "reports",
            Self::Orders | Self::OrderBatch | Self::OrderStatuses | Self::Order(_) => "orders",
            Self::Notes(_) | Self::Note(..) => "notes",
            Self::Refunds(_) | Self::Refund(..) | Self::AllRefunds => "refunds",
            Self::Webhooks | Self::Webhook(_) => "webhooks",
            Self::Settings(_) | Self::Setting(..) => "settings",
            Self::SystemStatus => "system_status",
            Self::Currency => "currencies",
            Self::Taxes | Self::TaxClasses => "taxes",
            Self::Zones | Self::ZoneMethods(_) => "shipping",
            Self::Gateways => "payment_gateways",
            Self::Coupons | Self::Coupon(_) => "coupons",
            Self::Customers | Self::Customer(_) => "customers",
        }
    }
}

/// What a call is called in the counts: `orders.create`, `products.batch`, `index`.
pub fn kind(method: &str, path: &str) -> String {
    let Some((_, rest)) = path.split_once("/wp-json") else {
        let wc_auth = path.starts_with("/wc-auth/");
        return if wc_auth { "wc-auth" } else { "page" }.to_owned();
    };
    let Some(rest) = rest.strip_prefix("/wc/v3/") else {
        return "index".to_owned();
    };
    let Some(place) = Place::find(rest, true) else {
        return "unknown".to_owned();
    };
    let verb = match (method, place.is_batch(), place.is_item()) {
        (_, true, _) => "batch",
        ("GET" | "HEAD", _, true) => "read",
        ("GET" | "HEAD", _, false) => "list",
        ("DELETE", ..) => "delete",
        ("POST", _, false) => "create",
        _ => "update",
    };
    format!("{}.{verb}", place.family())
}
