//! Whose key it is, and the lists that an order and a product point into (`rackbeat-api.md` 1.3, 3.6, 3.10).

use reqwest::Method;
use serde::de::DeserializeOwned;

use super::{Client, LIMIT_MAX, Page};
use crate::{
    Currency, Error, Named, NewNamed, NewPaymentTerm, NewProductGroup, PaymentTerm, Plugin,
    ProductGroup, Whose,
};

impl Client {
    pub async fn me(&self) -> Result<Whose, Error> {
        self.get_bare("self").await
    }

    /// The apps that are installed in the agreement.
    pub async fn plugins(&self) -> Result<Page<Plugin>, Error> {
        self.all("user-account-plugins", "user_account_plugins")
            .await
    }

    pub async fn customer_groups(&self) -> Result<Page<Named>, Error> {
        self.all("customer-groups", "customer_groups").await
    }

    pub async fn create_customer_group(&self, group: &NewNamed) -> Result<Named, Error> {
        self.write(Method::POST, "customer-groups", group, "customer_group")
            .await
    }

    pub async fn payment_terms(&self) -> Result<Page<PaymentTerm>, Error> {
        self.all("payment-terms", "payment_terms").await
    }

    pub async fn create_payment_term(&self, term: &NewPaymentTerm) -> Result<PaymentTerm, Error> {
        self.write(Method::POST, "payment-terms", term, "payment_term")
            .await
    }

    pub async fn delivery_terms(&self) -> Result<Page<Named>, Error> {
        self.all("delivery-terms", "delivery_terms").await
    }

    pub async fn layouts(&self) -> Result<Page<Named>, Error> {
        self.all("layouts", "layouts").await
    }

    pub async fn employees(&self) -> Result<Page<Named>, Error> {
        self.all("employees", "employees").await
    }

    pub async fn product_groups(&self) -> Result<Page<ProductGroup>, Error> {
        self.all("product-groups", "product_groups").await
    }

    pub async fn create_product_group(
        &self,
        group: &NewProductGroup,
    ) -> Result<ProductGroup, Error> {
        self.write(Method::POST, "product-groups", group, "product_group")
            .await
    }

    pub async fn units(&self) -> Result<Page<Named>, Error> {
        self.all("units", "units").await
    }

    pub async fn create_unit(&self, unit: &NewNamed) -> Result<Named, Error> {
        self.write(Method::POST, "units", unit, "unit").await
    }

    /// Which of the two paths is the current one is unknown, so both are tried.
    pub async fn currencies(&self) -> Result<Page<Currency>, Error> {
        match self.all("currencies", "currencies").await {
            Err(Error::NotFound) => self.all("currency", "currencies").await,
            found => found,
        }
    }

    /// Lists that nobody has a thousand of.
    async fn all<T: DeserializeOwned>(&self, path: &str, wrapper: &str) -> Result<Page<T>, Error> {
        self.list(path, &[("limit", LIMIT_MAX.to_string())], wrapper)
            .await
    }
}
