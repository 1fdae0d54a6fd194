//! A shop that gives one answer to everything and remembers what it was asked.
use std::sync::{Arc, Mutex, Once};

use secrecy::SecretString;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use woo::{Client, Keys, Manner, Site};

pub const KEY: &str = "ck_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
pub const SECRET: &str = "cs_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

/// What goes out on the wire.
#[derive(Clone)]
pub enum Reply {
    Whole {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
    /// Says it is this much longer than it is, then hangs up.
    Cut { body: String, missing: usize },
    /// Hangs up without a word.
    Nothing,
    /// Keeps the line open for ever.
    Silence,
}

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        Self::of(status, "application/json; charset=UTF-8", body)
    }

    pub fn html(status: u16, body: &str) -> Self {
        Self::of(status, "text/html; charset=UTF-8", body)
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Whole { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    fn of(status: u16, kind: &str, body: &str) -> Self {
        Self::Whole {
            status,
            headers: vec![("Content-Type".to_owned(), kind.to_owned())],
            body: body.to_owned(),
        }
    }

    fn bytes(&self) -> String {
        let (status, headers, body, missing) = match self {
            Self::Whole {
                status,
                headers,
                body,
            } => (*status, headers.clone(), body, 0),
            Self::Cut { body, missing } => (200, Vec::new(), body, *missing),
            Self::Nothing | Self::Silence => return String::new(),
        };
        let headers: String = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let length = body.len() + missing;
        format!(
            "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
        )
    }
}

pub struct Shop {
    site: Site,
    asked: Arc<Mutex<Vec<String>>>,
    serving: JoinHandle<()>,
}

impl Shop {
    pub async fn answering(reply: Reply) -> Self {
        Self::answering_in_turn(vec![reply]).await
    }

    /// The last answer is given again and again.
    pub async fn answering_in_turn(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let heard = asked.clone();
        let serving = tokio::spawn(async move {
            let mut held = Vec::new();
            for turn in 0.. {
                let (mut line, _) = listener.accept().await.unwrap();
                let request = hear(&mut line).await;
                heard.lock().unwrap().push(request);
                let reply = &replies[turn.min(replies.len() - 1)];
                line.write_all(reply.bytes().as_bytes()).await.unwrap();
                match reply {
                    Reply::Silence => held.push(line),
                    _ => line.shutdown().await.unwrap_or_default(),
                }
            }
        });
        Self {
            site: Site::typed(&format!("http://{address}")).unwrap(),
            asked,
            serving,
        }
    }

    pub fn site(&self) -> &Site {
        &self.site
    }

    pub fn client(&self) -> Client {
        self.client_with(Manner::default())
    }

    pub fn client_with(&self, manner: Manner) -> Client {
        Client::new(http(), self.site.clone(), keys(), manner)
    }

    /// The requests so far, whole.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// The first line of the only request.
    pub fn asked_for(&self) -> String {
        let asked = self.asked();
        assert_eq!(asked.len(), 1, "{asked:?}");
        asked[0].lines().next().unwrap().to_owned()
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

pub fn keys() -> Keys {
    Keys {
        key: SecretString::from(KEY),
        secret: SecretString::from(SECRET),
    }
}

pub fn http() -> reqwest::Client {
    safe_to_build();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

pub fn safe_to_build() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        rustls::crypto::ring::default_provider()
            .install_default()
            .unwrap();
    });
}

async fn hear(line: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    loop {
        let mut chunk = [0; 4096];
        let read = line.read(&mut chunk).await.unwrap();
        heard.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&heard).into_owned();
        if read == 0 || is_whole(&text) {
            return text;
        }
    }
}

fn is_whole(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .to_ascii_lowercase()
        .lines()
        .find_map(|line| line.strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0_usize);
    body.len() >= length
}
