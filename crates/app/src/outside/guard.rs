//! Keeps us from being sent to private addresses: asked before a call for the address as written, and at connect time for what a name leads to.
use std::{
    io,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::LazyLock,
};

use ipnet::{IpNet, Ipv6Net};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// Private, loopback, link-local (cloud metadata), carrier, documentation, multicast and reserved networks.
const CLOSED: [&str; 15] = [
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
];
/// Inside the public part of IPv6, and yet a way to somewhere else: Teredo, documentation, 6to4.
const CLOSED_SIX: [&str; 3] = ["2001::/32", "2001:db8::/32", "2002::/16"];

static NETS: LazyLock<Vec<IpNet>> = LazyLock::new(|| {
    let all = CLOSED.iter().chain(&CLOSED_SIX);
    all.filter_map(|net| net.parse().ok()).collect()
});

/// May the world's servers live there?
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    if let IpAddr::V6(six) = address {
        // Everything else, mapped and translated IPv4 too, is not the open internet.
        let open = Ipv6Net::new_assert(Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
        if !open.contains(&six) {
            return false;
        }
    }
    !NETS.iter().any(|net| net.contains(&address))
}

/// Is the address as written one that a shop on the open internet may have? An IP address never reaches the resolver.
#[must_use]
pub fn allows(url: &Url) -> bool {
    let host = match url.host() {
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        Some(Host::Domain(_)) => true,
        None => false,
    };
    let anonymous = url.username().is_empty() && url.password().is_none();
    host && anonymous && url.scheme() == "https" && url.port().is_none()
}

/// Looks names up, and says no to those that lead to a private address. What it answers is what is dialled.
pub struct Resolver;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let found: Vec<SocketAddr> = found.collect();
            if found.iter().all(|address| is_public(address.ip())) {
                return Ok(Box::new(found.into_iter()) as Addrs);
            }
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "a private address").into())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_open_internet_is_public() {
        for closed in [
            "127.0.0.1",
            "10.1.2.3",
            "172.31.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.100.100.200",
            "0.0.0.0",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00:ec2::254",
            "::ffff:10.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::a00:1",
            "2002:0a00:0001::1",
            "2001:db8::1",
        ] {
            assert!(!is_public(closed.parse().unwrap()), "{closed}");
        }
        for open in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2a00:1450:400f::1"] {
            assert!(is_public(open.parse().unwrap()), "{open}");
        }
        assert_eq!(NETS.len(), CLOSED.len() + CLOSED_SIX.len());
    }

    #[test]
    fn an_address_is_refused_however_it_is_written() {
        for closed in [
            "https://127.0.0.1/",
            "https://0x7f000001/",
            "https://2130706433/",
            "https://0177.0.0.1/",
            "https://[::ffff:10.0.0.1]/",
            "https://[::1]/",
            "http://butikk.no/",
            "https://butikk.no:8443/",
            "https://ole:hemmelig@butikk.no/",
        ] {
            assert!(!allows(&closed.parse().unwrap()), "{closed}");
        }
        assert!(allows(&"https://butikk.no/nett/".parse().unwrap()));
        assert!(
            allows(&"https://butikk.no:443/".parse().unwrap()),
            "the usual port, written out"
        );
    }
}
