//! A customer, read and new (`rackbeat-api.md` 3.9).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::wire;

/// Which of the product group's four VAT rates applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VatZone {
    #[default]
    Domestic,
    Eu,
    Abroad,
    DomesticExempt,
    /// One we do not know; only ever read.
    #[serde(other)]
    Other,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Customer {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, alias = "company_name", deserialize_with = "wire::text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub company_vat: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub contact_email: Option<String>,
    /// As somebody wrote it: a name in whatever language, or a code.
    #[serde(default, rename = "address_country", deserialize_with = "wire::text")]
    pub country: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub currency: Option<String>,
    pub vat_zone: Option<VatZone>,
    #[serde(default, deserialize_with = "wire::int")]
    pub payment_terms_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::int")]
    pub customer_group_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::int")]
    pub layout_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_barred: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_deleted: Option<bool>,
    #[serde(default, deserialize_with = "wire::time")]
    pub created_at: Option<DateTime<Utc>>,
}

/// A customer as we create it. Which fields are strictly required is unknown, so everything we know is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewCustomer {
    /// Answers call it `name`.
    pub company_name: String,
    pub customer_group_id: i64,
    pub payment_terms_id: i64,
    pub vat_zone: VatZone,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout_id: Option<i64>,
    /// The language of its documents: `da`, `no`, `en`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_vat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_phone: Option<String>,
    #[serde(rename = "address_street", skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(rename = "address_street2", skip_serializing_if = "Option::is_none")]
    pub street2: Option<String>,
    #[serde(rename = "address_zipcode", skip_serializing_if = "Option::is_none")]
    pub zipcode: Option<String>,
    #[serde(rename = "address_city", skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(rename = "address_country", skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}
