//! The one place that sends: a turn of the pace, the key, the headers, the time-out.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::{
    Method,
    header::{ACCEPT, CONTENT_TYPE},
};
use secrecy::ExposeSecret;
use serde::{Serialize, de::DeserializeOwned};

use super::{Client, Page, answer, envelope};
use crate::Error;

const USER_AGENT: &str = concat!("Varebro/", env!("CARGO_PKG_VERSION"));
/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A query: names and values, not yet encoded.
pub type Query<'a> = &'a [(&'a str, String)];

/// An item's number as part of a path, encoded once.
pub fn encoded(number: &str) -> String {
    utf8_percent_encode(number, RESERVED).to_string()
}

impl Client {
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        wrapper: &str,
    ) -> Result<T, Error> {
        envelope::one(
            &self.ask(Method::GET, path, &[], None::<&()>).await?,
            wrapper,
        )
    }

    pub(super) async fn list<T: DeserializeOwned>(
        &self,
        path: &str,
        query: Query<'_>,
        wrapper: &str,
    ) -> Result<Page<T>, Error> {
        envelope::page(
            &self.ask(Method::GET, path, query, None::<&()>).await?,
            wrapper,
        )
    }

    /// As `get`, where nothing is wrapped.
    pub(super) async fn get_bare<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        envelope::bare(&self.ask(Method::GET, path, &[], None::<&()>).await?)
    }

    /// A write whose answer is the thing it made or changed.
    pub(super) async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        wrapper: &str,
    ) -> Result<T, Error> {
        envelope::one(&self.ask(method, path, &[], Some(body)).await?, wrapper)
    }

    /// A write that has taken effect whether or not its answer can be read.
    pub(super) async fn write_loosely<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        wrapper: &str,
    ) -> Result<Option<T>, Error> {
        let answer = self.ask(method, path, &[], Some(body)).await?;
        Ok(envelope::one(&answer, wrapper).ok())
    }

    /// A write whose answer does not matter.
    pub(super) async fn act(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<(), Error> {
        self.ask(method, path, &[], body).await.map(drop)
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        query: Query<'_>,
        body: Option<&impl Serialize>,
    ) -> Result<bytes::Bytes, Error> {
        let (door, reads) = (&*self.0, method == Method::GET);
        let url = door
            .base
            .join(path)
            .map_err(|error| Error::Unexpected(error.to_string()))?;
        let turn = door.pace.turn(door.track).await;
        turn.map_err(|wait| Error::RateLimited(Some(wait)))?;
        let mut request = door
            .http
            .request(method, url)
            .timeout(door.timeout)
            .bearer_auth(door.key.expose_secret())
            .header(ACCEPT, "application/json")
            .header(reqwest::header::USER_AGENT, USER_AGENT)
            .query(query);
        if let Some(body) = body {
            let body =
                serde_json::to_vec(body).map_err(|error| Error::Unexpected(error.to_string()))?;
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let response = request.send().await.map_err(answer::unanswered)?;
        answer::read(response, &door.pace, reads).await
    }
}
