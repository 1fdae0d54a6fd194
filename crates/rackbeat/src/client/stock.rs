//! Stock by location, and setting it (`rackbeat-api.md` 3.7, 3.8).

use reqwest::Method;

use super::{Client, LIMIT_MAX, Page};
use crate::{Adjustment, CheckedItem, Error, Location, NewAdjustment};

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

    /// A draft; nothing happens until it is booked.
    pub async fn create_adjustment(&self, adjustment: &NewAdjustment) -> Result<Adjustment, Error> {
        let wrapper = "inventory_regulation";
        self.write(Method::POST, "inventory-adjustments", adjustment, wrapper)
            .await
    }

    pub async fn book_adjustment(&self, id: i64) -> Result<(), Error> {
        let path = format!("inventory-adjustments/{id}/book");
        self.act(Method::POST, &path, None::<&()>).await
    }
}
