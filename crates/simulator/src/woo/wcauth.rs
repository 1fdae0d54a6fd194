//! The page on which a shop owner lets an app have keys.

use serde_json::json;
use url::Url;

use super::answer::{Answer, php_json};
use super::request::Request;
use super::router::Errand;
use super::setup::Key;
use super::state::State;

/// Keys that were made and are on their way to the app.
#[derive(Clone, Debug)]
pub struct Grant {
    pub key: u64,
    pub callback: String,
    pub body: String,
    pub back: String,
}

struct Asked {
    app: String,
    scope: String,
    user: String,
    back: String,
    callback: String,
}

const NAMES: [&str; 5] = ["app_name", "user_id", "return_url", "callback_url", "scope"];

impl State {
    /// Everything under `/wc-auth/v1/`.
    pub fn wc_auth(&mut self, request: &Request) -> (Answer, Option<Errand>) {
        let step = request
            .path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .to_owned();
        let asked = match self.asked(request) {
            Ok(asked) => asked,
            Err(said) => return (denied(&said), None),
        };
        match step.as_str() {
            "login" if request.method == "POST" => {
                let to = self.step("authorize", request);
                let cookie = "wordpress_logged_in=1; Path=/; HttpOnly";
                (Answer::redirect(302, to).with("Set-Cookie", cookie), None)
            }
            "login" => (self.login_form(request), None),
            _ if !logged_in(request) => (Answer::redirect(302, self.step("login", request)), None),
            "authorize" => (self.grant_form(request, &asked), None),
            "access_granted" => self.granted(request, &asked),
            _ => (
                Answer::html(404, "<html><body>Not found</body></html>"),
                None,
            ),
        }
    }

    fn asked(&self, request: &Request) -> Result<Asked, String> {
        for name in NAMES {
            if matches!(request.q(name), None | Some("" | "0")) {
                return Err(format!("Missing parameter {name}"));
            }
        }
        let get = |name: &str| request.q(name).unwrap_or_default().to_owned();
        let scope = get("scope");
        if !matches!(scope.as_str(), "read" | "write" | "read_write") {
            return Err(format!("Invalid scope {scope}"));
        }
        let asked = Asked {
            app: get("app_name"),
            scope,
            user: get("user_id"),
            back: formatted(&get("return_url")),
            callback: formatted(&get("callback_url")),
        };
        for url in [&asked.back, &asked.callback] {
            if Url::parse(url).is_err() || url.contains(' ') {
                return Err(format!("The {url} is not a valid URL"));
            }
        }
        if !asked.callback.starts_with("https://") && !self.setup.allow_http_callback {
            return Err("The callback_url needs to be over SSL".to_owned());
        }
        Ok(asked)
    }

    fn step(&self, step: &str, request: &Request) -> String {
        let pairs = NAMES
            .iter()
            .map(|name| (*name, request.q(name).unwrap_or_default()));
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        format!("{}/wc-auth/v1/{step}/?{query}", self.home)
    }

    fn login_form(&self, request: &Request) -> Answer {
        let to = escaped(&self.step("login", request));
        Answer::html(
            200,
            format!(
                "<html><body><form method=\"post\" action=\"{to}\"><input name=\"username\"><input name=\"password\" \
                 type=\"password\"><button name=\"login\">Logg inn</button></form></body></html>"
            ),
        )
    }

    fn grant_form(&self, request: &Request, asked: &Asked) -> Answer {
        let yes = format!(
            "{}&wc_auth_nonce={}",
            self.step("access_granted", request),
            self.nonce()
        );
        let no = returned(asked, "0");
        Answer::html(
            200,
            format!(
                "<html><body><h1>{}</h1><a class=\"wc-auth-approve\" href=\"{}\">Godkjenn</a> \
                 <a class=\"wc-auth-deny\" href=\"{}\">Avvis</a></body></html>",
                escaped(&asked.app),
                escaped(&yes),
                escaped(&no)
            ),
        )
    }

    /// Lives for as long as the shop does, as a real one lives for a day.
    fn nonce(&self) -> String {
        format!(
            "{:010x}",
            self.setup.seed.wrapping_mul(0x9e37_79b9) & 0xff_ffff_ffff
        )
    }

    fn granted(&mut self, request: &Request, asked: &Asked) -> (Answer, Option<Errand>) {
        if request.q("wc_auth_nonce") != Some(self.nonce().as_str()) {
            return (denied("Invalid nonce verification"), None);
        }
        self.counters.key += 1;
        let key = Key {
            id: self.counters.key,
            key: format!("ck_{}", self.hex(40)),
            secret: format!("cs_{}", self.hex(40)),
            permissions: asked.scope.clone(),
            demoted: false,
        };
        let body = json!({
            "key_id": key.id,
            "user_id": asked.user,
            "consumer_key": key.key,
            "consumer_secret": key.secret,
            "key_permissions": key.permissions,
        });
        let grant = Grant {
            key: key.id,
            callback: asked.callback.clone(),
            body: php_json(&body),
            back: returned(asked, "1"),
        };
        self.keys.push(key);
        (
            Answer::redirect(302, grant.back.clone()),
            Some(Errand::Grant(Box::new(grant))),
        )
    }

    /// The app did not answer exactly 200: the keys are gone again.
    pub fn take_back(&mut self, key: u64) -> Answer {
        self.keys.retain(|kept| kept.id != key);
        denied(
            "An error occurred in the request and at the time were unable to send the consumer data",
        )
    }
}

fn logged_in(request: &Request) -> bool {
    request
        .header("cookie")
        .is_some_and(|cookie| cookie.contains("wordpress_logged_in"))
}

/// The shop decodes once more, and takes https where there is no scheme.
fn formatted(url: &str) -> String {
    let pairs = format!("u={}", url.replace('&', "%26").replace('=', "%3D"));
    let decoded = url::form_urlencoded::parse(pairs.as_bytes())
        .next()
        .map(|(_, v)| v.into_owned())
        .unwrap_or_default();
    if decoded.contains("://") {
        decoded
    } else {
        format!("https://{decoded}")
    }
}

fn returned(asked: &Asked, success: &str) -> String {
    let joint = if asked.back.contains('?') { '&' } else { '?' };
    format!(
        "{}{joint}success={success}&user_id={}",
        asked.back, asked.user
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

fn denied(said: &str) -> Answer {
    Answer::html(
        401,
        format!(
            "<html><head><title>Access denied</title></head><body>Error: {}.</body></html>",
            escaped(said)
        ),
    )
}
