//! A visitor of the pages: real HTTP, cookies kept, forms filled in. The tests' own one is never in the product,
//! and tries what no person would; this one does what the demo's customer does, and says what stopped it.
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::{Context, ensure};
use reqwest::{
    Method, RequestBuilder, Response,
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use url::Url;

/// Redirects in a row.
const MOST_HOPS: usize = 5;

pub struct Visitor {
    http: reqwest::Client,
    home: Url,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What the visitor sees, or where it was sent on to when that is another's address.
pub struct Page {
    pub url: Url,
    pub html: String,
    status: u16,
}

impl Visitor {
    /// Cookies and redirects stay at this address.
    pub fn at(home: Url) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .timeout(Duration::from_secs(30))
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            home,
            cookies: Mutex::default(),
        })
    }

    /// Opens an address and follows where it leads.
    pub async fn open(&self, address: &str) -> anyhow::Result<Page> {
        let url = self.home.join(address)?;
        self.follow(self.http.get(url)).await
    }

    /// Fills in the form on the page that goes to this address, and sends it.
    pub async fn send(
        &self,
        page: &Page,
        action: &str,
        filled: &[(&str, &str)],
    ) -> anyhow::Result<Page> {
        let mut fields = page.form(action)?;
        for (name, value) in filled {
            fields.insert((*name).to_owned(), (*value).to_owned());
        }
        let url = page.url.join(action)?;
        self.follow(self.http.request(Method::POST, url).form(&fields))
            .await
    }

    async fn follow(&self, first: RequestBuilder) -> anyhow::Result<Page> {
        let mut answer = self.ask(first).await?;
        for _ in 0..MOST_HOPS {
            let Some(to) = answer.headers().get(LOCATION) else {
                break;
            };
            let url = answer.url().join(to.to_str()?)?;
            if url.origin() != self.home.origin() {
                let (status, html) = (answer.status().as_u16(), String::new());
                return Ok(Page { url, html, status });
            }
            answer = self.ask(self.http.get(url)).await?;
        }
        let (url, status) = (answer.url().clone(), answer.status().as_u16());
        let html = answer.text().await?;
        Ok(Page { url, html, status })
    }

    async fn ask(&self, request: RequestBuilder) -> anyhow::Result<Response> {
        let request = request.header("accept-language", "nb");
        let answer = request.header(COOKIE, self.held()).send().await?;
        self.keep(answer.headers())?;
        Ok(answer)
    }

    fn held(&self) -> String {
        let cookies = self.cookies();
        let pairs = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep(&self, headers: &HeaderMap) -> anyhow::Result<()> {
        for set in headers.get_all(SET_COOKIE) {
            let pair = set.to_str()?.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.cookies().insert(name.to_owned(), value.to_owned());
        }
        self.cookies().retain(|_, value| !value.is_empty());
        Ok(())
    }

    fn cookies(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Page {
    /// The page, if it is no refusal and says this.
    pub fn saying(self, text: &str) -> anyhow::Result<Self> {
        let (url, status, said) = (&self.url, self.status, self.text());
        ensure!(status < 400, "{url} answered {status}: {said}");
        ensure!(
            self.html.contains(text),
            "{url} does not say \"{text}\": {said}"
        );
        Ok(self)
    }

    /// The address of the first link with this class.
    pub fn link(&self, class: &str) -> anyhow::Result<String> {
        let tag =
            tags(&self.html, "a").find(|tag| attribute(tag, "class").as_deref() == Some(class));
        let href = tag.and_then(|tag| attribute(tag, "href"));
        href.with_context(|| format!("{} has no link {class}", self.url))
    }

    /// What the page's main part says, for whoever must find out what went wrong.
    pub fn text(&self) -> String {
        let main = self.html.split_once("<main").map_or("", |(_, main)| main);
        let parts = main.split('<').skip(1);
        let words = parts.filter_map(|part| Some(part.split_once('>')?.1.trim()));
        let words: Vec<_> = words.filter(|words| !words.is_empty()).collect();
        words.join(" ")
    }

    /// Where the page's first form goes.
    pub fn action(&self) -> Option<String> {
        attribute(tags(&self.html, "form").next()?, "action")
    }

    /// What the form holds by itself, such as its token.
    fn form(&self, action: &str) -> anyhow::Result<BTreeMap<String, String>> {
        let goes_there = |form: &&str| attribute(form, "action").as_deref() == Some(action);
        let form = self.html.split("<form").skip(1).find(goes_there);
        let form = form.with_context(|| format!("{} has no form {action}", self.url))?;
        let inside = form.split("</form>").next().unwrap_or_default();
        let hidden = tags(inside, "input").filter(|tag| tag.contains("type=\"hidden\""));
        let fields =
            hidden.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)));
        Ok(fields.collect())
    }
}

/// The insides of every such tag.
fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let open = format!("<{name} ");
    let parts: Vec<_> = html.split(&open).skip(1).collect();
    parts
        .into_iter()
        .map(|part| part.split('>').next().unwrap_or_default())
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    Some(value.replace("&#38;", "&").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_its_token_and_a_link_its_query() {
        let html = r#"<form method="post" action="/a"><input type="hidden" name="csrf" value="x&#38;y"><input type="text" name="b" value="c"></form>
            <a class="yes" href="/d?e=1&amp;f=2">Ja</a>"#;
        let page = Page {
            url: Url::parse("http://localhost/").unwrap(),
            html: html.to_owned(),
            status: 200,
        };
        let fields = page.form("/a").unwrap();
        assert_eq!(
            fields.into_iter().collect::<Vec<_>>(),
            [("csrf".to_owned(), "x&y".to_owned())]
        );
        assert_eq!(page.link("yes").unwrap(), "/d?e=1&f=2");
        assert!(page.form("/b").is_err());
    }
}
