//! All accounts, for operators: found by name, by somebody's e-mail or by organisation number.
use chrono::{DateTime, Utc};
use sea_orm::{FromQueryResult, Value};

use crate::{AccountId, Result, System, sql};

/// Digits from here on are taken for an organisation number.
const DIGITS: usize = 6;

/// An account as the list shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: AccountId,
    pub name: String,
    /// ISO 3166, two letters.
    pub country: String,
    pub created_at: DateTime<Utc>,
    /// Of whoever opened it.
    pub email: Option<String>,
    /// Shops that are connected now.
    pub shops: i64,
}

#[derive(FromQueryResult)]
struct Row {
    id: AccountId,
    name: String,
    country: String,
    created_at: i64,
    email: Option<String>,
    shops: i64,
}

/// The newest first, from before the one that is named. `words`: a part of the name, the start of an e-mail
/// address, or an organisation number; empty: all.
pub async fn page(
    system: &System,
    words: &str,
    before: Option<AccountId>,
    limit: u32,
) -> Result<Vec<Listed>> {
    let mut values = Vec::new();
    let mut narrowed: Vec<String> = narrowed(words, &mut values).into_iter().collect();
    if let Some(before) = before {
        values.push(before.into());
        narrowed.push(format!("accounts.id < ${}", values.len()));
    }
    let filter = match narrowed.as_slice() {
        [] => String::new(),
        some => format!("WHERE {}", some.join(" AND ")),
    };
    let text = format!(
        "SELECT accounts.id, accounts.name, accounts.country, accounts.created_at,
         (SELECT email FROM users WHERE users.account_id = accounts.id
             ORDER BY users.created_at, users.id LIMIT 1) AS email,
         (SELECT COUNT(*) FROM shops WHERE shops.account_id = accounts.id
             AND shops.disconnected_at IS NULL) AS shops
         FROM accounts {filter} ORDER BY accounts.id DESC LIMIT {limit}"
    );
    let rows: Vec<Row> = sql::all(system.reader(), &text, values).await?;
    Ok(rows.into_iter().map(Listed::from).collect())
}

pub async fn count(system: &System) -> Result<i64> {
    let text = "SELECT COUNT(*) FROM accounts";
    Ok(sql::value(system.reader(), text, vec![])
        .await?
        .unwrap_or(0))
}

/// Shops that are connected now, of all accounts.
pub async fn count_shops(system: &System) -> Result<i64> {
    let text = "SELECT COUNT(*) FROM shops WHERE disconnected_at IS NULL";
    Ok(sql::value(system.reader(), text, vec![])
        .await?
        .unwrap_or(0))
}

fn narrowed(words: &str, values: &mut Vec<Value>) -> Option<String> {
    let words = words.trim();
    let mut place = |value: String| {
        values.push(value.into());
        format!("${}", values.len())
    };
    let digits: String = words.chars().filter(|one| !one.is_whitespace()).collect();
    if digits.len() >= DIGITS && digits.bytes().all(|one| one.is_ascii_digit()) {
        let holds = place(format!("%{digits}%"));
        return Some(format!(
            "accounts.id IN (SELECT account_id FROM billing_details WHERE details LIKE {holds})"
        ));
    }
    if words.contains('@') {
        let (from, to) = (place(words.to_lowercase()), place(after(words)));
        return Some(format!(
            "accounts.id IN (SELECT account_id FROM users WHERE email >= {from} AND email < {to})"
        ));
    }
    let spelt = spellings(words);
    let holds = spelt.iter().map(|one| {
        let pattern = place(sql::like_as_is(one));
        format!("LOWER(accounts.name) LIKE {pattern} ESCAPE '\\'")
    });
    let holds: Vec<_> = holds.collect();
    (!holds.is_empty()).then(|| format!("({})", holds.join(" OR ")))
}

/// What comes after every text that begins so.
fn after(start: &str) -> String {
    format!("{}{}", start.to_lowercase(), char::MAX)
}

/// A database may know only the English letters in capitals and small ones, so the others are sought as both.
fn spellings(words: &str) -> Vec<String> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut letters = words.chars();
    let capital = letters.next().map(|one| one.to_uppercase().to_string());
    let capital = capital.unwrap_or_default() + &letters.as_str().to_lowercase();
    let mut all = vec![words.to_lowercase()];
    for one in [words.to_owned(), capital, words.to_uppercase()] {
        all.push(one.to_ascii_lowercase());
    }
    all.sort_unstable();
    all.dedup();
    all
}

impl From<Row> for Listed {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            country: row.country,
            created_at: sql::time(row.created_at),
            email: row.email,
            shops: row.shops,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_its_letters_are_written() {
        assert_eq!(spellings("Øst"), ["Øst", "øst"]);
        assert_eq!(spellings("kaffe"), ["kaffe"]);
        assert!(spellings("").is_empty());
    }
}
