//! Products and variations: read one, list, write one, write up to a hundred.
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};

use super::{Client, Error, Page, ProductQuery, query};
use crate::{
    BatchAnswer, NewProduct, Product, ProductUpdate, Variation, VariationUpdate, batch::MOST,
};

impl Client {
    /// A variation's id gives the variation, in a product's shape.
    pub async fn product(&self, id: i64) -> Result<Product, Error> {
        self.get(&format!("products/{id}"), &[]).await
    }

    /// As `product`, with its texts as they were written.
    pub async fn raw_product(&self, id: i64) -> Result<Product, Error> {
        let raw = [("context", "edit".to_owned())];
        self.get(&format!("products/{id}"), &raw).await
    }

    /// Never holds variations, unless they are asked for by SKU.
    pub async fn products(&self, query: &ProductQuery) -> Result<Page<Product>, Error> {
        self.page("products", &query.pairs()).await
    }

    /// A hundred at a time. An unknown parent gives an empty page, not `NotFound`.
    pub async fn variations(
        &self,
        parent: i64,
        page: u32,
        fields: &[&'static str],
    ) -> Result<Page<Variation>, Error> {
        let mut pairs = query::walk(page, 100, fields);
        pairs.push(("status", "any".to_owned()));
        let path = format!("products/{parent}/variations");
        let page: Page<Variation> = self.page(&path, &pairs).await?;
        Ok(page.map(|variation| variation.parent_id = parent))
    }

    /// Variations of all parents in one list; `NoRoute` before 10.3.
    pub async fn all_variations(&self, query: &ProductQuery) -> Result<Page<Variation>, Error> {
        self.page("variations", &query.pairs()).await
    }

    pub async fn update_product(&self, update: &ProductUpdate) -> Result<Product, Error> {
        self.write(Method::PUT, &format!("products/{}", update.id), update)
            .await
    }

    pub async fn update_variation(
        &self,
        parent: i64,
        update: &VariationUpdate,
    ) -> Result<Variation, Error> {
        let path = format!("products/{parent}/variations/{}", update.id);
        let mut variation: Variation = self.write(Method::PUT, &path, update).await?;
        variation.parent_id = parent;
        Ok(variation)
    }

    /// At most 100, read row by row. A time-out may leave the first rows written.
    pub async fn update_products(
        &self,
        updates: &[ProductUpdate],
    ) -> Result<BatchAnswer<Product>, Error> {
        self.batch("products/batch", &Batch::updates(updates)).await
    }

    /// At most 100, all of one parent; as `update_products`.
    pub async fn update_variations(
        &self,
        parent: i64,
        updates: &[VariationUpdate],
    ) -> Result<BatchAnswer<Variation>, Error> {
        let path = format!("products/{parent}/variations/batch");
        let mut answer: BatchAnswer<Variation> =
            self.batch(&path, &Batch::updates(updates)).await?;
        for variation in answer.update.iter_mut().flatten() {
            variation.parent_id = parent;
        }
        Ok(answer)
    }

    /// Alone, so that the shop checks what it is told; in doubt, look for the SKU before trying again.
    pub async fn create_product(&self, product: &NewProduct) -> Result<Product, Error> {
        self.write(Method::POST, "products", product).await
    }

    /// At most 100, and slow: a hundred take seconds to minutes.
    pub async fn create_products(
        &self,
        products: &[NewProduct],
    ) -> Result<BatchAnswer<Product>, Error> {
        self.batch("products/batch", &Batch::creates(products))
            .await
    }

    /// Both in one: at most 100 together. A time-out may leave the first rows written.
    pub async fn write_products(
        &self,
        create: &[NewProduct],
        update: &[ProductUpdate],
    ) -> Result<BatchAnswer<Product>, Error> {
        let rows = create.len() + update.len();
        match rows {
            0 => Ok(BatchAnswer::default()),
            1..=MOST => {
                let both = Both { create, update };
                self.write(Method::POST, "products/batch", &both).await
            }
            _ => Err(Error::TooLarge),
        }
    }

    async fn batch<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        batch: &Batch<'_, B>,
    ) -> Result<BatchAnswer<T>, Error> {
        let rows = batch.create.len() + batch.update.len();
        match rows {
            0 => Ok(BatchAnswer::default()),
            1..=MOST => self.write(Method::POST, path, batch).await,
            _ => Err(Error::TooLarge),
        }
    }
}

#[derive(Serialize)]
struct Both<'a> {
    #[serde(skip_serializing_if = "<[NewProduct]>::is_empty")]
    create: &'a [NewProduct],
    #[serde(skip_serializing_if = "<[ProductUpdate]>::is_empty")]
    update: &'a [ProductUpdate],
}

#[derive(Serialize)]
struct Batch<'a, T> {
    #[serde(skip_serializing_if = "<[T]>::is_empty")]
    create: &'a [T],
    #[serde(skip_serializing_if = "<[T]>::is_empty")]
    update: &'a [T],
}

impl<'a, T> Batch<'a, T> {
    fn updates(update: &'a [T]) -> Self {
        Self {
            create: &[],
            update,
        }
    }

    fn creates(create: &'a [T]) -> Self {
        Self {
            create,
            update: &[],
        }
    }
}
