//! Whose key it is, and which apps are installed beside us (`rackbeat-api.md` 1.3).

use serde::Deserialize;

use crate::wire;

/// The answer of `GET /self`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Whose {
    pub user_account: UserAccount,
    #[serde(default, deserialize_with = "wire::nested")]
    pub user: Option<User>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct UserAccount {
    /// The agreement number that customers see.
    #[serde(deserialize_with = "wire::int_key")]
    pub id: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub company_name: Option<String>,
    #[serde(default, deserialize_with = "wire::nested")]
    pub address: Option<CompanyAddress>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CompanyAddress {
    /// The country's name, in a language of Rackbeat's choosing, or its code.
    #[serde(default, deserialize_with = "wire::text")]
    pub country: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct User {
    #[serde(default, deserialize_with = "wire::int")]
    pub id: Option<i64>,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
}

/// An installed app; what its fields are called is not documented, so both likely places are read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Plugin {
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    #[serde(default, alias = "app_slug", deserialize_with = "wire::text")]
    pub slug: Option<String>,
    #[serde(default, deserialize_with = "wire::nested")]
    pub plugin: Option<InnerPlugin>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct InnerPlugin {
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub slug: Option<String>,
}

impl Plugin {
    /// Its name as a person would know it, else its slug.
    pub fn label(&self) -> Option<&str> {
        let inner = self.plugin.as_ref();
        self.name
            .as_deref()
            .or_else(|| inner?.name.as_deref())
            .or(self.slug.as_deref())
            .or_else(|| inner?.slug.as_deref())
    }
}
