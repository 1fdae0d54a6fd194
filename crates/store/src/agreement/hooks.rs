//! Our webhooks in Rackbeat, as the agreement's row keeps them.
use std::collections::{BTreeMap, BTreeSet};

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::Agreement;
use crate::{Result, Rows, System, Tenant};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Hooks {
    /// By event.
    #[serde(default)]
    pub kept: BTreeMap<String, Hook>,
    /// Events that Rackbeat does not have: asked for once, not again.
    #[serde(default)]
    pub refused: BTreeSet<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Hook {
    pub id: i64,
    /// Sealed; `None` when Rackbeat gave none.
    token: Option<String>,
}

impl Hook {
    pub fn new<R: Rows>(tenant: &Tenant<R>, id: i64, token: Option<&SecretString>) -> Result<Self> {
        let seal = |token| tenant.keyring().seal(tenant.account(), token);
        Ok(Self {
            id,
            token: token.map(seal).transpose()?,
        })
    }
}

impl Agreement {
    #[must_use]
    pub fn hooks(&self) -> Hooks {
        serde_json::from_str(&self.hooks).unwrap_or_default()
    }

    /// What deliveries must carry one of; those that do not open are left out.
    #[must_use]
    pub fn tokens(&self, system: &System) -> Vec<SecretString> {
        let sealed = self
            .hooks()
            .kept
            .into_values()
            .filter_map(|hook| hook.token);
        sealed
            .filter_map(|token| system.keyring().open(self.account, &token).ok())
            .collect()
    }
}
