//! What a webhook from Rackbeat has to get past, and what it comes to.
use std::sync::Arc;

use rackbeat::webhook::{self, Subject};
use secrecy::{ExposeSecret, SecretString};
use store::{
    AccountId, AgreementId, ShopId, agreement,
    inbox::{Kind, NewMessage},
    secret,
};
use subtle::ConstantTimeEq;

use crate::{Ctx, Verdict, door::Callers};

/// The doors of all agreements.
#[derive(Default)]
pub struct Doors(Callers<AgreementId, Known>);

struct Known {
    account: AccountId,
    door_hash: String,
    tokens: Vec<SecretString>,
}

/// A delivery, as it came. Bodies are not signed: the secret in the path and the subscription's token stand for that.
pub struct Delivery<'a> {
    pub secret: &'a str,
    pub token: &'a str,
    /// Empty when the header is missing.
    pub event: &'a str,
    pub body: &'a [u8],
}

impl Doors {
    /// Who is it from, does it carry what only Rackbeat knows, and what is it about?
    pub async fn judge(
        &self,
        ctx: &Ctx,
        id: AgreementId,
        delivery: &Delivery<'_>,
    ) -> Result<Verdict, Arc<store::Error>> {
        let known = self.0.find(id, find(ctx, id)).await?;
        let Some(mut known) = known.filter(|known| known.knows(delivery.secret)) else {
            return Ok(Verdict::Unknown);
        };
        if !known.admits(delivery.token) {
            // A webhook made a moment ago has a token that we had not seen.
            self.0.forget(id).await;
            match self.0.find(id, find(ctx, id)).await? {
                Some(fresh) if fresh.admits(delivery.token) => known = fresh,
                _ => return Ok(Verdict::Forged),
            }
        }
        Ok(about(known.account, delivery))
    }
}

impl Known {
    fn knows(&self, secret: &str) -> bool {
        let hash = secret::hash(secret);
        hash.as_bytes().ct_eq(self.door_hash.as_bytes()).into()
    }

    /// Where Rackbeat gave no token, the path's secret has to do.
    fn admits(&self, token: &str) -> bool {
        let matches = |kept: &SecretString| webhook::token_matches(token, kept.expose_secret());
        // All are compared, whichever fits.
        let fits = self.tokens.iter().filter(|kept| matches(kept)).count();
        fits > 0 || self.tokens.is_empty()
    }
}

async fn find(ctx: &Ctx, id: AgreementId) -> Result<Known, store::Error> {
    let agreement = agreement::find_anywhere(&ctx.store, id).await?;
    Ok(Known {
        account: agreement.account,
        door_hash: agreement.door_hash().to_owned(),
        tokens: agreement.tokens(&ctx.store),
    })
}

fn about(account: AccountId, delivery: &Delivery<'_>) -> Verdict {
    let stated = || webhook::stated_event(delivery.body).unwrap_or_default();
    let event = match delivery.event {
        "" => stated(),
        event => event.to_owned(),
    };
    let kind = match event.split('.').next() {
        // Ours are known, and those made by hand are not ours to carry.
        _ if event == "order.created" => return Verdict::Nothing,
        Some("order") => Kind::Shipment,
        Some("product" | "inventory") => Kind::Item,
        _ => return Verdict::Nothing,
    };
    match webhook::subject(&event, delivery.body) {
        Some(
            Subject::Thing(subject)
            | Subject::Item {
                number: subject, ..
            },
        ) => Verdict::Put(NewMessage::new(account, ShopId::nil(), kind).about(subject)),
        None => Verdict::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(event: &str, body: &str) -> Option<(Kind, String)> {
        let delivery = Delivery {
            secret: "",
            token: "",
            event,
            body: body.as_bytes(),
        };
        match about(AccountId::new(), &delivery) {
            Verdict::Put(message) => Some((message.kind, message.subject)),
            _ => None,
        }
    }

    #[test]
    fn live_and_documented_bodies_say_the_same() {
        let order = Some((Kind::Shipment, "1029".to_owned()));
        assert_eq!(
            judged("order.shipped", r#"{"key_name":"number","key":"1029"}"#),
            order
        );
        let documented = r#"{"event":"order.shipped","key":1029,"data":{"number":1029}}"#;
        assert_eq!(judged("", documented), order);
        let item = Some((Kind::Item, "LAMP-7/W".to_owned()));
        let stock = r#"{"item":"LAMP-7/W","item_type":"product","type":"stock"}"#;
        assert_eq!(judged("inventory.changed", stock), item);
        assert_eq!(judged("product.updated", r#"{"key":"LAMP-7/W"}"#), item);
    }

    #[test]
    fn what_names_nothing_we_follow_is_nothing() {
        assert_eq!(judged("employee.created", r#"{"key":"1"}"#), None);
        assert_eq!(judged("order.created", r#"{"key":"1029"}"#), None);
        assert_eq!(judged("order.shipped", "not JSON"), None);
        assert_eq!(judged("inventory.changed", "{}"), None);
    }
}
