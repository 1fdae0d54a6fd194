//! Somebody with a browser, over real HTTP: keeps cookies, follows links, fills in forms.
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use reqwest::{
    Method, StatusCode,
    header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use url::Url;

use crate::{
    html::{self, Form},
    secrets::Secrets,
};

/// Parts of the names of fields that hold secrets.
const SECRET_FIELDS: [&str; 3] = ["password", "key", "secret"];

pub struct Visitor {
    http: reqwest::Client,
    home: Url,
    /// What the browser says it reads.
    pub language: &'static str,
    /// Sent along every time, as a proxy would.
    pub headers: Vec<(&'static str, String)>,
    cookies: Mutex<BTreeMap<String, String>>,
    page: Mutex<Page>,
    secrets: Arc<Secrets>,
}

/// What the browser shows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub status: u16,
    /// With its query.
    pub path: String,
    pub html: String,
    pub headers: HeaderMap,
}

impl Page {
    /// What a person reads within `<main>`.
    pub fn text(&self) -> String {
        html::text(html::main(&self.html))
    }

    pub fn has(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    pub fn form(&self, action: &str) -> Option<Form> {
        let mut forms = html::forms(&self.html).into_iter();
        forms.rfind(|form| form.action == action)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl Visitor {
    /// A browser at this address, where no house of ours is.
    pub fn at(home: Url) -> Self {
        Self::new(home, Arc::default())
    }

    pub(crate) fn new(home: Url, secrets: Arc<Secrets>) -> Self {
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .no_proxy();
        Self {
            http: http.build().unwrap(),
            home,
            language: "nb",
            headers: Vec::new(),
            cookies: Mutex::default(),
            page: Mutex::default(),
            secrets,
        }
    }

    /// Opens an address of ours, and follows where it leads.
    pub async fn open(&self, path: &str) -> Page {
        let page = self.ask(Method::GET, path, &[]).await;
        self.follow(page).await
    }

    /// Fills in the form on the present page that goes to this address, and sends it. Fields that
    /// are not named keep what they hold.
    pub async fn send(&self, action: &str, filled: &[(&str, &str)]) -> Page {
        let here = self.page();
        let form = here.form(action);
        let mut form = form.unwrap_or_else(|| panic!("no form {action} on {}", here.path));
        for (name, value) in filled {
            form.fields.retain(|(field, _)| field != name);
            form.fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let page = self.ask(Method::POST, action, &form.fields).await;
        self.follow(page).await
    }

    /// Without a page and without following: what a script or another site could send.
    pub async fn ask(&self, method: Method, path: &str, fields: &[(String, String)]) -> Page {
        let url = self.home.join(path).unwrap();
        self.plant(fields);
        let mut request = self.http.request(method.clone(), url);
        request = request.header("accept-language", self.language);
        request = request.header(COOKIE, self.cookie_header());
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if method == Method::POST {
            request = request.form(&fields);
        }
        let answer = request.send().await.unwrap();
        self.keep_cookies(answer.headers());
        let page = Page {
            status: answer.status().as_u16(),
            path: path.to_owned(),
            headers: answer.headers().clone(),
            html: answer.text().await.unwrap(),
        };
        self.secrets
            .are_not_in(&format!("the page {path}"), &page.html);
        page
    }

    /// The page that stands in the browser.
    pub fn page(&self) -> Page {
        self.page.lock().unwrap().clone()
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    /// Puts a cookie in the browser.
    pub fn hold(&self, name: &str, value: &str) {
        if name.contains("session") {
            self.secrets.plant("A session's token", value);
        }
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    /// What is typed where secrets are typed comes back nowhere.
    fn plant(&self, fields: &[(String, String)]) {
        for (name, value) in fields {
            if SECRET_FIELDS.iter().any(|one| name.contains(one)) {
                self.secrets.plant("What was typed as a secret", value);
            }
        }
    }

    async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..5 {
            if page.status != StatusCode::SEE_OTHER.as_u16() {
                break;
            }
            let to = page.headers[LOCATION].to_str().unwrap().to_owned();
            page = self.ask(Method::GET, &to, &[]).await;
        }
        *self.page.lock().unwrap() = page.clone();
        page
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for set in headers.get_all(SET_COOKIE) {
            let set = set.to_str().unwrap();
            let (pair, rest) = set.split_once(';').unwrap_or((set, ""));
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() || rest.contains("Max-Age=0") {
                self.cookies.lock().unwrap().remove(name);
            } else {
                self.hold(name, value);
            }
        }
    }
}
