//! How the shop is set up.
use super::{Client, Error, Page, query};
use crate::settings::{
    Currency, PaymentGateway, Setting, ShippingMethod, ShippingZone, SystemStatus, TaxClass,
    TaxRate,
};

impl Client {
    /// `setting("tax", "woocommerce_prices_include_tax")`
    pub async fn setting(&self, group: &str, id: &str) -> Result<Setting, Error> {
        self.get(&format!("settings/{group}/{id}"), &[]).await
    }

    /// Every setting of a group: `general`, `products`, `tax`, `shipping` …
    pub async fn settings(&self, group: &str) -> Result<Vec<Setting>, Error> {
        let fields = query::chosen(&["id", "value"]);
        self.get(&format!("settings/{group}"), fields.as_slice())
            .await
    }

    /// Only these, like `environment.version`; the whole of it makes the shop call the world (`settings::STATUS_FIELDS`).
    pub async fn system_status(&self, fields: &[&str]) -> Result<SystemStatus, Error> {
        let fields = query::chosen(fields);
        self.get("system_status", fields.as_slice()).await
    }

    /// A hundred at a time.
    pub async fn tax_rates(&self, page: u32) -> Result<Page<TaxRate>, Error> {
        self.page("taxes", &query::walk(page, 100, &[])).await
    }

    pub async fn tax_classes(&self) -> Result<Vec<TaxClass>, Error> {
        self.get("taxes/classes", &[]).await
    }

    pub async fn currency(&self) -> Result<Currency, Error> {
        self.get("data/currencies/current", &[]).await
    }

    pub async fn payment_gateways(&self) -> Result<Vec<PaymentGateway>, Error> {
        self.get("payment_gateways", &[]).await
    }

    pub async fn shipping_zones(&self) -> Result<Vec<ShippingZone>, Error> {
        self.get("shipping/zones", &[]).await
    }

    pub async fn shipping_methods(&self, zone: i64) -> Result<Vec<ShippingMethod>, Error> {
        self.get(&format!("shipping/zones/{zone}/methods"), &[])
            .await
    }
}
