//! The steps of one copy: claimed before it is made, answered or settled after it was looked at.
use chrono::{DateTime, Utc};
use domain::{Outcome, Side};

use super::{Copy, side_word, sql};
use crate::{Change, Result, outcome};

/// Before a create: from here on the receiver may have it.
pub async fn claim(tx: &Change, copy: &Copy, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE product_copies SET claimed_at = $4
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    set(tx, copy, text, vec![sql::ms(now).into()]).await
}

/// It is certain that the create did not take effect.
pub async fn unclaim(tx: &Change, copy: &Copy) -> Result<()> {
    let text = "UPDATE product_copies SET claimed_at = NULL
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    set(tx, copy, text, Vec::new()).await
}

/// It stays due, and is not looked at before then.
pub async fn put_off(tx: &Change, copy: &Copy, until: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE product_copies SET next_try_at = $4, tries = tries + 1
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    set(tx, copy, text, vec![sql::ms(until).into()]).await
}

/// As `put_off`, and said of it: the receiver fails it by itself.
pub async fn fail(tx: &Change, copy: &Copy, until: DateTime<Utc>, told: &Outcome) -> Result<()> {
    let text = "UPDATE product_copies SET next_try_at = $4, tries = tries + 1, state = $5,
        result = $6 WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    let values = vec![
        sql::ms(until).into(),
        outcome::word(told.state()).into(),
        serde_json::to_string(told)?.into(),
    ];
    set(tx, copy, text, values).await
}

/// A person wants it made anew: that the shop once had it is forgotten.
pub async fn forget_product(tx: &Change, copy: &Copy) -> Result<()> {
    let text = "UPDATE product_copies SET product_id = NULL, parent_id = 0, linked_at = NULL,
        sent_key = NULL, answered_key = NULL, gone = NULL, marked = marked + 1, next_try_at = NULL
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    set(tx, copy, text, Vec::new()).await
}

/// What the receiver holds of a product after a write, or held already.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// The shop's product and its parent.
    pub product: Option<(i64, i64)>,
    /// Hashes of what was sent, and of what was answered; `None`: nothing was sent now.
    pub keys: Option<(String, Option<String>)>,
    /// What it came to, if that is to be shown; what is refused of it, where the rest was sent.
    pub result: Option<Outcome>,
}

/// Both sides have it now. What was marked meanwhile stays due.
pub async fn answered(
    tx: &Change,
    copy: &Copy,
    answer: &Answered,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE product_copies SET done = $4, claimed_at = NULL, tries = 0,
        next_try_at = NULL, gone = NULL, linked_at = COALESCE(linked_at, $5),
        product_id = COALESCE($6, product_id), parent_id = COALESCE($7, parent_id),
        sent_key = COALESCE($8, sent_key),
        answered_key = CASE WHEN $8 IS NULL THEN answered_key ELSE $9 END,
        written_at = CASE WHEN $8 IS NULL THEN written_at ELSE $5 END,
        since = CASE WHEN state = $10 THEN since ELSE $5 END, state = $10, result = $11,
        cause = $12
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    let (sent, said) = answer.keys.clone().unzip();
    let values = vec![
        copy.marked.into(),
        sql::ms(now).into(),
        answer.product.map(|(id, _)| id).into(),
        answer.product.map(|(_, parent)| parent).into(),
        sent.into(),
        said.flatten().into(),
        state(answer.result.as_ref()).into(),
        json(answer.result.as_ref())?.into(),
        answer.result.as_ref().and_then(Outcome::cause).into(),
    ];
    set(tx, copy, text, values).await
}

/// Why nothing is to be written.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// `None`: the receiver has it as it should, or is not to have it.
    pub result: Option<Outcome>,
    pub gone: Option<Side>,
}

pub async fn settle(tx: &Change, copy: &Copy, settled: &Settled, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE product_copies SET done = $4, tries = 0, next_try_at = NULL, gone = $9,
        since = CASE WHEN state = $5 THEN since ELSE $6 END, state = $5, result = $7, cause = $8
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    let result = settled.result.as_ref();
    let values = vec![
        copy.marked.into(),
        state(result).into(),
        sql::ms(now).into(),
        json(result)?.into(),
        result.and_then(Outcome::cause).into(),
        settled.gone.map(side_word).into(),
    ];
    set(tx, copy, text, values).await
}

async fn set(tx: &Change, copy: &Copy, text: &str, more: Vec<sea_orm::Value>) -> Result<()> {
    let mut values = vec![
        tx.account().into(),
        copy.shop.into(),
        copy.number.as_str().into(),
    ];
    values.extend(more);
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

/// What went well has no reason to be shown.
fn state(result: Option<&Outcome>) -> &'static str {
    outcome::word(result.map_or(domain::State::Sent, Outcome::state))
}

fn json(result: Option<&Outcome>) -> Result<Option<String>> {
    Ok(result.map(serde_json::to_string).transpose()?)
}
