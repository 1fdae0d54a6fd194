//! From a setting's text to its value. The errors continue a sentence that begins with the name,
//! and never repeat a text that may hold a password.
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};

use anyhow::{anyhow, bail, ensure};
use app::mail::Mailer;
use ipnet::IpNet;
use secrecy::SecretString;
use tracing_subscriber::EnvFilter;
use url::Url;

use super::Format;

pub(super) fn database(text: &str) -> anyhow::Result<SecretString> {
    let (scheme, rest) = text.split_once(':').unwrap_or_default();
    ensure!(
        ["sqlite", "postgres", "postgresql"].contains(&scheme),
        "must begin with sqlite: or postgres:"
    );
    if scheme == "sqlite" {
        let file = rest.trim_start_matches("//");
        ensure!(!file.is_empty(), "names no file");
        ensure!(
            !file.starts_with(":memory:") && !rest.contains("mode=memory"),
            "must name a file, because a database in memory is lost with the process"
        );
    } else {
        ensure!(
            Url::parse(text).is_ok_and(|url| url.has_host()),
            "names no server"
        );
    }
    Ok(text.into())
}

pub(super) fn connections(text: &str) -> anyhow::Result<u32> {
    let count = text.parse().ok().filter(|count| (2..=500).contains(count));
    count.ok_or_else(|| anyhow!("is \"{text}\", which is no number from 2 to 500"))
}

pub(super) fn address(text: &str) -> anyhow::Result<SocketAddr> {
    let found = text.to_socket_addrs().ok().and_then(|mut all| all.next());
    found.ok_or_else(|| anyhow!("is \"{text}\", which is no address with a port to listen on"))
}

/// A scheme, a host and a port, nothing behind them.
pub(super) fn origin(text: &str) -> anyhow::Result<Url> {
    let url = Url::parse(text).map_err(|_| anyhow!("is not a whole web address"))?;
    ensure!(
        ["http", "https"].contains(&url.scheme()),
        "must begin with https:// (or http://)"
    );
    ensure!(
        url.username().is_empty() && url.password().is_none(),
        "must not hold a user name or a password"
    );
    ensure!(
        url.path() == "/" && url.query().is_none() && url.fragment().is_none(),
        "must end after the host and the port"
    );
    Ok(url)
}

pub(super) fn networks(text: &str) -> anyhow::Result<Vec<IpNet>> {
    let one = |part: &str| {
        let whole = part.parse::<IpNet>().ok();
        let found = whole.or_else(|| part.parse::<IpAddr>().ok().map(IpNet::from));
        found.ok_or_else(|| anyhow!("holds \"{part}\", which is neither an address nor a network"))
    };
    text.split(',').map(|part| one(part.trim())).collect()
}

pub(super) fn certificates(path: &str) -> anyhow::Result<Vec<u8>> {
    let pem = std::fs::read(path)
        .map_err(|error| anyhow!("names \"{path}\", which cannot be read ({error})"))?;
    let found = reqwest::Certificate::from_pem_bundle(&pem).unwrap_or_default();
    ensure!(
        !found.is_empty(),
        "names \"{path}\", which holds no certificate in PEM form"
    );
    Ok(pem)
}

pub(super) fn yes_or_no(text: &str) -> anyhow::Result<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "on" => Ok(true),
        "0" | "false" | "no" | "off" => Ok(false),
        _ => bail!("is \"{text}\", which is neither 1 nor 0"),
    }
}

pub(super) fn smtp(text: &str) -> anyhow::Result<SecretString> {
    let url = SecretString::from(text);
    Mailer::smtp(&url)?;
    Ok(url)
}

pub(super) fn filter(text: &str) -> anyhow::Result<String> {
    EnvFilter::builder()
        .parse(text)
        .map_err(|error| anyhow!("is \"{text}\", which is no log filter ({error})"))?;
    Ok(text.to_owned())
}

pub(super) fn format(text: &str) -> anyhow::Result<Format> {
    match text {
        "human" => Ok(Format::Human),
        "json" => Ok(Format::Json),
        "auto" => Ok(Format::Auto),
        _ => bail!("is \"{text}\", which is none of human, json and auto"),
    }
}
