//! Finding a shop's REST API without keys.
use std::time::Duration;

use super::{Error, answer::Answer, http, query, salvage::Around};
use crate::{Index, Site};

const TIMEOUT: Duration = Duration::from_secs(20);
/// Bytes; a shop that ignores `_fields` sends over a megabyte of routes.
const MAX_BODY: usize = 8 << 20;

const FIELDS: [&str; 6] = [
    "name",
    "url",
    "home",
    "gmt_offset",
    "timezone_string",
    "namespaces",
];

/// What the site with this front page says about itself. `WebPage`: no WordPress, plain permalinks or a page before it;
/// `Redirected`: it lives elsewhere, and `Site::typed` of that address is where.
pub async fn discover(http: &reqwest::Client, home: &url::Url) -> Result<Index, Error> {
    let mut root = Site::new(home).rest_root().clone();
    root.query_pairs_mut().extend_pairs(query::chosen(&FIELDS));
    let response = http::polite(http.get(root)).timeout(TIMEOUT).send().await?;
    let answer = http::success(Answer::read(response, MAX_BODY).await?)?;
    let (index, _) = http::value(&answer, Around::Both)?;
    Ok(index)
}
