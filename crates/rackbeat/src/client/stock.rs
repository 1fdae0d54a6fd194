//! Stock by location, and setting it (`rackbeat-api.md` 3.7, 3.8).

use reqwest::Method;

use super::{Client, LIMIT_MAX, Page, call::encoded};
use crate::{Adjustment, CheckedItem, Error, Location, LocationStock, NewAdjustment};

/// How many adjustments one page of their list holds.
const ADJUSTMENTS: u32 = 200;

impl Client {
    pub async fn locations(&self) -> Result<Page<Location>, Error> {
        self.list(
            "locations",
            &[("limit", LIMIT_MAX.to_string())],
            "locations",
        )
        .await
    }

    /// On hand of every item at every location, a thousand items a page; `page` from 1.
    pub async fn checked_items(&self, page: u32) -> Result<Page<CheckedItem>, Error> {
        let query = [
            ("show_all_locations", "true".to_owned()),
            ("page", page.to_string()),
            ("limit", LIMIT_MAX.to_string()),
        ];
        self.list("reports/checking", &query, "items").await
    }

    /// On hand of one product at every location.
    pub async fn product_locations(&self, number: &str) -> Result<Page<LocationStock>, Error> {
        let path = format!("products/{}/locations", encoded(number));
        let query = [("limit", LIMIT_MAX.to_string())];
        self.list(&path, &query, "product_locations").await
    }

    /// Adjustments, drafts among them, newest first by when they were made; `page` from 1.
    pub async fn adjustments(&self, page: u32) -> Result<Page<Adjustment>, Error> {
        let query = [
            ("order_by", "created_at".to_owned()),
            ("order_direction", "DESC".to_owned()),
            ("page", page.to_string()),
            ("limit", ADJUSTMENTS.to_string()),
        ];
        let wrapper = "inventory_regulations";
        self.list("inventory-adjustments", &query, wrapper).await
    }

    /// A draft; nothing happens until it is booked.
    pub async fn create_adjustment(&self, adjustment: &NewAdjustment) -> Result<Adjustment, Error> {
        let wrapper = "inventory_regulation";
        self.write(Method::POST, "inventory-adjustments", adjustment, wrapper)
            .await
    }

    /// Whether a draft can be thrown away is unknown: what says no is left as it is.
    pub async fn delete_adjustment(&self, id: i64) -> Result<(), Error> {
        let path = format!("inventory-adjustments/{id}");
        self.act(Method::DELETE, &path, None::<&()>).await
    }

    pub async fn book_adjustment(&self, id: i64) -> Result<(), Error> {
        let path = format!("inventory-adjustments/{id}/book");
        self.act(Method::POST, &path, None::<&()>).await
    }
}
