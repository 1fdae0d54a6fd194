//! What a list of orders is asked for: a state, a shop, and one box to search in.
use serde::Deserialize;
use store::{
    Tenant,
    order_link::{self, Sought},
    shop::Shop,
};

use crate::{error::Result, frame::Frame, pages::address::with_query};

/// No SKU, no number and no e-mail address is longer.
const LONGEST: usize = 200;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub state: String,
    pub shop: String,
    /// As it was typed.
    pub search: String,
    /// What it is to be taken for, where it could be two things.
    pub meaning: String,
    /// The order after which the page begins.
    pub after: String,
}

/// What the box was taken for, and how to have it taken for something else.
pub(crate) struct Taken {
    pub sought: Option<Sought>,
    /// "Tatt som varenummer".
    pub text: Option<String>,
    pub otherwise: Option<(String, String)>,
}

impl Asked {
    pub(crate) fn typed(&self) -> &str {
        let typed = self.search.trim();
        typed
            .char_indices()
            .nth(LONGEST)
            .map_or(typed, |(at, _)| typed.get(..at).unwrap_or(typed))
    }

    /// The same list with another state, from its start.
    pub(crate) fn in_state(&self, path: &str, state: &str) -> String {
        self.address(path, (state, &self.meaning, ""))
    }

    pub(crate) fn page_after(&self, path: &str, after: &str) -> String {
        self.address(path, (&self.state, &self.meaning, after))
    }

    fn meaning(&self, path: &str, meaning: &str) -> String {
        self.address(path, (&self.state, meaning, ""))
    }

    fn address(&self, path: &str, (state, meaning, after): (&str, &str, &str)) -> String {
        let asked = [
            ("state", state),
            ("shop", &self.shop),
            ("search", self.typed()),
            ("meaning", meaning),
            ("after", after),
        ];
        with_query(path, &asked)
    }

    /// An address is one by its @. What could be a number is one before it is a SKU, unless somebody says otherwise.
    pub(crate) async fn take(
        &self,
        (tenant, frame): (&Tenant, &Frame),
        path: &str,
        shops: &[Shop],
    ) -> Result<Taken> {
        let typed = self.typed();
        let number = typed.trim_start_matches('#').trim();
        if number.is_empty() {
            return Ok(Taken {
                sought: None,
                text: None,
                otherwise: None,
            });
        }
        if typed.contains('@') {
            return Ok(Taken {
                sought: Some(Sought::Email(typed.to_owned())),
                text: Some(frame.say("orders-taken-for-email")),
                otherwise: None,
            });
        }
        let ids: Vec<_> = shops.iter().map(|shop| shop.id).collect();
        let (could_be_number, could_be_sku) = order_link::could_be(tenant, &ids, number).await?;
        let is_sku = could_be_sku && (self.meaning == "sku" || !could_be_number);
        let both = could_be_number && could_be_sku;
        let otherwise = |meaning: &str, key: &str| {
            let address = self.meaning(path, meaning);
            both.then(|| (address, frame.say(key)))
        };
        Ok(match is_sku {
            true => Taken {
                sought: Some(Sought::Sku(number.to_owned())),
                text: Some(frame.say("orders-taken-for-sku")),
                otherwise: otherwise("number", "orders-take-for-number"),
            },
            false => Taken {
                sought: Some(Sought::Number(number.to_owned())),
                text: Some(frame.say("orders-taken-for-number")),
                otherwise: otherwise("sku", "orders-take-for-sku"),
            },
        })
    }
}
