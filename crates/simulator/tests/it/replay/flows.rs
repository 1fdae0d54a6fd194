//! The recorded ways through the key hand-out, walked again.

use serde::Deserialize;
use serde_json::Value;
use simulator::woo::{Setup, Shop, Version};
use url::Url;

use super::exchange::{client, files, folder};
use super::receiver::Receiver;
use super::shape::{Look, compare};

/// Where the recorded flows sent their keys.
const RECORDED: &str = "https://127.0.0.1:8459";

#[derive(Deserialize)]
struct Flow {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    method: String,
    target: String,
    status: u16,
    location: Option<String>,
}

#[derive(Deserialize)]
struct Callback {
    headers: Vec<(String, String)>,
    body: String,
}

/// Walks every flow of a version; how many there were, and what was different.
pub async fn walk(version: Version) -> (usize, Vec<String>) {
    let all = files(folder(version.name()));
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, text) in all.iter().filter(|(name, _)| name.starts_with("85-")) {
        let flow: Flow = serde_json::from_str(text).unwrap();
        let callback = name.replace("85-", "86-").replace("-flow", "-callback");
        let callback = all.iter().find(|(name, _)| *name == callback);
        let callback: Option<Callback> =
            callback.map(|(_, text)| serde_json::from_str(text).unwrap());
        count += 1 + usize::from(callback.is_some());
        let found = walk_one(version, name, &flow, callback).await;
        wrong.extend(
            found
                .into_iter()
                .map(|difference| format!("{name}: {difference}")),
        );
    }
    (count, wrong)
}

async fn walk_one(
    version: Version,
    name: &str,
    flow: &Flow,
    callback: Option<Callback>,
) -> Vec<String> {
    let mut receiver = Receiver::start();
    let strict = name.contains("http-callback");
    let shop = Shop::start(Setup {
        allow_http_callback: !strict,
        ..Setup::recorded(version)
    })
    .unwrap();
    let keys = shop.keys().len();
    let cookie = (!name.contains("admin")).then(|| "wordpress_logged_in=1".to_owned());
    let mut browser = Browser {
        cookie,
        nonce: String::new(),
    };
    let mut wrong = Vec::new();
    for step in &flow.steps {
        wrong.extend(browser.go(step, &shop.url(), &receiver.url).await);
    }
    if let Some(callback) = callback {
        wrong.extend(compare_callback(&callback, &mut receiver).await);
    }
    let granted = flow.steps.last().is_some_and(|step| step.status == 302);
    if shop.keys().len() != keys + usize::from(granted) {
        wrong.push(format!("{} keys before, {} after", keys, shop.keys().len()));
    }
    wrong
}

/// What the shop owner's browser remembers.
struct Browser {
    cookie: Option<String>,
    nonce: String,
}

impl Browser {
    async fn go(&mut self, step: &Step, shop: &str, receiver: &str) -> Vec<String> {
        let encoded =
            |url: &str| url::form_urlencoded::byte_serialize(url.as_bytes()).collect::<String>();
        let target = step.target.replace(&encoded(RECORDED), &encoded(receiver));
        let target = match target.split_once("wc_auth_nonce=") {
            Some((before, _)) => format!("{before}wc_auth_nonce={}", self.nonce),
            None => target,
        };
        let mut call = client().request(step.method.parse().unwrap(), format!("{shop}{target}"));
        if let Some(cookie) = &self.cookie {
            call = call.header("Cookie", cookie);
        }
        let answer = call.send().await.unwrap();
        let mut wrong = Vec::new();
        if answer.status().as_u16() != step.status {
            wrong.push(format!(
                "{target}: {} recorded, {} ours",
                step.status,
                answer.status()
            ));
        }
        let text = |name: &str| {
            answer
                .headers()
                .get(name)
                .map(|value| value.to_str().unwrap().to_owned())
        };
        self.cookie = text("set-cookie").or_else(|| self.cookie.take());
        let ours = text("location").map(|to| read(&to, shop, receiver));
        let theirs = step
            .location
            .as_deref()
            .map(|to| read(to, "SHOP", RECORDED));
        if ours != theirs {
            wrong.push(format!("location: {theirs:?} recorded, {ours:?} ours"));
        }
        let page = answer.text().await.unwrap();
        if let Some(at) = page.find("wc_auth_nonce=") {
            self.nonce = page[at + 14..at + 24].to_owned();
        }
        wrong
    }
}

/// An address with its query decoded, since blanks are written in two ways.
fn read(address: &str, shop: &str, receiver: &str) -> (String, Vec<(String, String)>) {
    let address = address
        .replace(shop, "http://shop.test")
        .replace(receiver, "http://receiver.test");
    let url = Url::parse(&address).unwrap();
    let pairs = url.query_pairs().map(|(name, value)| {
        (
            name.into_owned(),
            value
                .replace(shop, "")
                .replace(receiver, "http://receiver.test"),
        )
    });
    (
        format!("{:?}{}", url.host_str(), url.path()),
        pairs.collect(),
    )
}

async fn compare_callback(callback: &Callback, receiver: &mut Receiver) -> Vec<String> {
    let received = receiver.next().await;
    let mut wrong = Vec::new();
    for name in ["Content-Type", "Accept"] {
        let theirs = callback
            .headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str());
        if theirs != received.header(name) {
            wrong.push(format!(
                "header {name}: {theirs:?} recorded, {:?} ours",
                received.header(name)
            ));
        }
    }
    if !received
        .header("User-Agent")
        .is_some_and(|agent| agent.starts_with("WordPress/"))
    {
        wrong.push(format!("user agent {:?}", received.header("User-Agent")));
    }
    let bodies: (Value, Value) = (
        serde_json::from_str(&callback.body).unwrap(),
        serde_json::from_str(&received.body).unwrap(),
    );
    compare(Look::Shape, "", &bodies.0, &bodies.1, &mut wrong);
    if bodies.0["user_id"] != bodies.1["user_id"]
        || bodies.0["key_permissions"] != bodies.1["key_permissions"]
    {
        wrong.push(format!("{} recorded, {} ours", bodies.0, bodies.1));
    }
    wrong
}
