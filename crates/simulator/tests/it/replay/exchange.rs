//! One recorded exchange, and how it is sent again.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;

#[derive(Clone, Debug, Deserialize)]
pub struct Exchange {
    #[serde(skip)]
    pub name: String,
    /// When it was recorded, in Unix seconds.
    pub at: i64,
    pub method: String,
    /// Path and query.
    pub target: String,
    pub plain_http: bool,
    pub headers: serde_json::Map<String, Value>,
    #[serde(default)]
    pub body: Option<String>,
    pub status: u16,
    pub answer_headers: Vec<(String, String)>,
    #[serde(default)]
    pub answer: Option<Value>,
    /// An answer that is no JSON.
    #[serde(default)]
    pub text: Option<String>,
    /// How many rows the list had before it was trimmed.
    #[serde(default)]
    pub of: Option<usize>,
}

/// What the simulator answered, with its address made neutral.
#[derive(Debug)]
pub struct Answered {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub text: String,
}

pub fn folder(version: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it/recorded")
        .join(version)
}

/// The files of a folder by name, `.json` cut off.
pub fn files(folder: PathBuf) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect();
    found.sort();
    found
}

/// All of a version, in the order in which they were recorded.
pub fn recorded(version: &str) -> Vec<Exchange> {
    let exchange = |(name, text): (String, String)| {
        if name.starts_with("85-") || name.starts_with("86-") {
            return None;
        }
        let mut exchange: Exchange = serde_json::from_str(&text).unwrap();
        exchange.name = name;
        Some(exchange)
    };
    let mut all: Vec<Exchange> = files(folder(version))
        .into_iter()
        .filter_map(exchange)
        .collect();
    all.sort_by(|a, b| (a.at, &a.name).cmp(&(b.at, &b.name)));
    all
}

/// The number before the first letter or hyphen: `13b-variation` is 13.
pub fn group(name: &str) -> u32 {
    name.chars()
        .take_while(char::is_ascii_digit)
        .collect::<String>()
        .parse()
        .unwrap()
}

pub fn client() -> reqwest::Client {
    let none: Vec<reqwest::Certificate> = Vec::new();
    let client = reqwest::Client::builder().tls_certs_only(none).no_proxy();
    client
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

impl Exchange {
    pub async fn send(&self, client: &reqwest::Client, home: &str) -> Answered {
        let method = self.method.parse().unwrap();
        let mut call = client.request(method, format!("{home}{}", self.target));
        for (name, value) in &self.headers {
            call = call.header(name, value.as_str().unwrap());
        }
        if let Some(body) = &self.body {
            call = call.body(body.clone());
        }
        let answer = call.send().await.unwrap();
        let neutral = |text: &str| {
            let text = text.replace(home, "SHOP");
            text.replace(&home.replace('/', "\\/"), "SHOP")
        };
        Answered {
            status: answer.status().as_u16(),
            headers: answer
                .headers()
                .iter()
                .map(|(name, value)| (name.as_str().to_owned(), neutral(value.to_str().unwrap())))
                .collect(),
            text: neutral(&answer.text().await.unwrap()),
        }
    }
}
