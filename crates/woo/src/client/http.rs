//! The one place that sends.
use reqwest::{Method, RequestBuilder, header};
use secrecy::ExposeSecret;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{
    Client, Error, KeysIn,
    answer::Answer,
    classify,
    page::{self, Page},
    salvage::{self, Around},
};
use crate::Said;

pub(super) const AGENT: &str = concat!(
    "Varebro/",
    env!("CARGO_PKG_VERSION"),
    " (WooCommerce to Rackbeat; asked for by the shop's owner)"
);

/// A query's name and value.
pub(super) type Pair = (&'static str, String);

impl Client {
    pub(super) async fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[Pair],
    ) -> Result<T, Error> {
        let call = self.call(Method::GET, path, query);
        self.read(call.send().await?, Around::Both).await
    }

    pub(super) async fn page<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[Pair],
    ) -> Result<Page<T>, Error> {
        let call = self.call(Method::GET, path, query);
        let answer = self.answer(call.send().await?).await?;
        let rows: Vec<Box<RawValue>> = self.value(&answer, Around::Both)?;
        page::of(&answer, &rows)
    }

    pub(super) async fn write<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Error> {
        let call = self.call(method, path, &[]).json(body);
        self.read(call.send().await?, Around::Before).await
    }

    pub(super) async fn delete<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[Pair],
    ) -> Result<T, Error> {
        let call = self.call(Method::DELETE, path, query);
        self.read(call.send().await?, Around::Before).await
    }

    fn call(&self, method: Method, path: &str, query: &[Pair]) -> RequestBuilder {
        let shop = &self.shop;
        let mut url = shop.site.endpoint(&format!("wc/v3/{path}"));
        let (key, secret) = (
            shop.keys.key.expose_secret(),
            shop.keys.secret.expose_secret(),
        );
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        if self.manner.keys_in == KeysIn::Query {
            url.query_pairs_mut()
                .append_pair("consumer_key", key)
                .append_pair("consumer_secret", secret);
        }
        tracing::debug!(%method, path, "calling the shop");
        let call = polite(self.http.request(method, url)).timeout(self.manner.timeout);
        match self.manner.keys_in {
            KeysIn::Header => call.basic_auth(key, Some(secret)),
            KeysIn::Query => call,
        }
    }

    async fn read<T: DeserializeOwned>(
        &self,
        response: reqwest::Response,
        around: Around,
    ) -> Result<T, Error> {
        let mut answer = Answer::read(response, self.manner.max_body).await?;
        if around == Around::Before && answer.status == 503 {
            // A proxy may have given up while the shop still works on the write: in doubt, not only to wait for.
            answer.retry_after = None;
        }
        self.value(&success(answer)?, around)
    }

    async fn answer(&self, response: reqwest::Response) -> Result<Answer, Error> {
        success(Answer::read(response, self.manner.max_body).await?)
    }

    fn value<T: DeserializeOwned>(&self, answer: &Answer, around: Around) -> Result<T, Error> {
        let (value, noisy) = value(answer, around)?;
        if noisy {
            tracing::warn!(shop.host = self.shop.site.host(), "text around the JSON");
        }
        Ok(value)
    }
}

/// The headers every call has: asked for JSON, WordPress tells even its own crashes as JSON.
pub(super) fn polite(call: RequestBuilder) -> RequestBuilder {
    call.header(header::ACCEPT, "application/json")
        .header(header::USER_AGENT, AGENT)
}

pub(super) fn success(answer: Answer) -> Result<Answer, Error> {
    match answer.status {
        200..=299 => Ok(answer),
        _ => Err(classify::failure(answer)),
    }
}

/// The value in an answer that says it went well, and whether something stood around it.
pub(super) fn value<T: DeserializeOwned>(
    answer: &Answer,
    around: Around,
) -> Result<(T, bool), Error> {
    if salvage::is_page(&answer.body) {
        return Err(Error::WebPage);
    }
    if let Some(said) = Said::disguised(&answer.body) {
        return Err(classify::spoken(said));
    }
    salvage::value(&answer.body, around).ok_or_else(|| unreadable(answer))
}

/// A body without any JSON that calls itself HTML is a page, whatever it begins with.
fn unreadable(answer: &Answer) -> Error {
    if answer.is_html && !answer.body.contains(['{', '[']) {
        return Error::WebPage;
    }
    Error::Unexpected(format!(
        "{} bytes that are not the JSON asked for",
        answer.body.len()
    ))
}
