//! Items, products and bills of materials (`rackbeat-api.md` 3.1–3.3).

use reqwest::Method;

use super::{Client, LIMIT_MAX, Page, call::encoded};
use crate::{Error, Lot, NewProduct, Product, ProductChange};

/// What a list of items tells of each: the figures, and what the index and the lists to pick from need.
const LISTED: &str = "number,type,name,sales_price,stock_quantity,in_order_quantity,available_quantity,inventory_enabled,is_barred,default_location_id,group_id,deleted_at";

impl Client {
    /// Products and bills of materials, a thousand a page; `page` from 1.
    pub async fn items(&self, page: u32) -> Result<Page<Product>, Error> {
        self.list("items", &paged(page, Some(LISTED)), "items")
            .await
    }

    /// As `items`, with their descriptions.
    pub async fn described_items(&self, page: u32) -> Result<Page<Product>, Error> {
        let fields = format!("{LISTED},description");
        self.list("items", &paged(page, Some(&fields)), "items")
            .await
    }

    /// What is on hand of those that were made last, newest first; how an answer is sorted is to be looked at,
    /// never taken for granted.
    pub async fn newest_items(&self, limit: u32) -> Result<Page<Product>, Error> {
        let query = [
            ("order_by", "created_at".to_owned()),
            ("order_direction", "DESC".to_owned()),
            ("fields", "number,stock_quantity".to_owned()),
            ("page", "1".to_owned()),
            ("limit", limit.min(LIMIT_MAX).to_string()),
        ];
        self.list("items", &query, "items").await
    }

    pub async fn item(&self, number: &str) -> Result<Product, Error> {
        self.get(&format!("items/{}", encoded(number)), "item")
            .await
    }

    /// Bills of materials with what they are made of, a thousand a page; `page` from 1.
    pub async fn lots(&self, page: u32) -> Result<Page<Lot>, Error> {
        self.list("lots", &paged(page, None), "lots").await
    }

    pub async fn lot(&self, number: &str) -> Result<Lot, Error> {
        self.get(&format!("lots/{}", encoded(number)), "lot").await
    }

    pub async fn product(&self, number: &str) -> Result<Product, Error> {
        self.get(&format!("products/{}", encoded(number)), "product")
            .await
    }

    pub async fn create_product(&self, product: &NewProduct) -> Result<Product, Error> {
        self.write(Method::POST, "products", product, "product")
            .await
    }

    /// What it is like now; `None` when the answer did not say.
    pub async fn change_product(
        &self,
        number: &str,
        change: &ProductChange,
    ) -> Result<Option<Product>, Error> {
        let path = format!("products/{}", encoded(number));
        self.write_loosely(Method::PUT, &path, change, "product")
            .await
    }

    /// As `change_product`, of a bill of materials.
    pub async fn change_lot(
        &self,
        number: &str,
        change: &ProductChange,
    ) -> Result<Option<Product>, Error> {
        let path = format!("lots/{}", encoded(number));
        self.write_loosely(Method::PUT, &path, change, "lot").await
    }
}

fn paged(page: u32, fields: Option<&str>) -> Vec<(&'static str, String)> {
    let fields = fields.map(|fields| ("fields", fields.to_owned()));
    let page = [("page", page.to_string()), ("limit", LIMIT_MAX.to_string())];
    page.into_iter().chain(fields).collect()
}
