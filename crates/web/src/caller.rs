//! Who calls, as far as the network tells: behind our own proxies it is what they say.
use std::net::{IpAddr, Ipv4Addr};

use actix_web::{HttpRequest, dev::ServiceRequest, http::header, web::Data};
use app::Caller;
use ipnet::IpNet;

/// The proxies whose `X-Forwarded-For` is believed (`VAREBRO_TRUSTED_PROXIES`). None: nobody's.
#[derive(Clone, Debug, Default)]
pub struct Proxies(pub Vec<IpNet>);

impl Proxies {
    fn are(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|net| net.contains(&address))
    }

    /// The nearest address that is not one of ours, reading from our side.
    fn caller(&self, peer: IpAddr, forwarded: &str) -> IpAddr {
        let mut caller = peer.to_canonical();
        for hop in forwarded.rsplit(',') {
            if !self.are(caller) {
                break;
            }
            let Ok(hop) = hop.trim().parse::<IpAddr>() else {
                break;
            };
            caller = hop.to_canonical();
        }
        caller
    }
}

pub(crate) fn of(request: &ServiceRequest) -> Caller {
    let request: &HttpRequest = request.request();
    let peer = request
        .peer_addr()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.ip());
    let forwarded: Vec<_> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .collect();
    let none = Proxies::default();
    let proxies = request
        .app_data::<Data<Proxies>>()
        .map_or(&none, |proxies| proxies);
    Caller {
        address: proxies.caller(peer, &forwarded.join(",")),
        agent: header(request, header::USER_AGENT).to_owned(),
    }
}

fn header(request: &HttpRequest, name: header::HeaderName) -> &str {
    let value = request.headers().get(name);
    value.and_then(|value| value.to_str().ok()).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(proxies: &[&str], peer: &str, forwarded: &str) -> String {
        let proxies = Proxies(proxies.iter().map(|net| net.parse().unwrap()).collect());
        proxies.caller(peer.parse().unwrap(), forwarded).to_string()
    }

    #[test]
    fn a_stranger_cannot_say_that_it_is_somebody_else() {
        assert_eq!(caller(&[], "192.0.2.7", "10.0.0.1"), "192.0.2.7");
        assert_eq!(
            caller(&["10.0.0.0/8"], "192.0.2.7", "10.0.0.1"),
            "192.0.2.7"
        );
    }

    #[test]
    fn our_proxy_says_who_calls_but_not_what_it_was_told() {
        let ours = ["10.0.0.0/8"];
        assert_eq!(caller(&ours, "10.0.0.2", "203.0.113.9"), "203.0.113.9");
        assert_eq!(
            caller(&ours, "10.0.0.2", "1.1.1.1, 203.0.113.9"),
            "203.0.113.9"
        );
        assert_eq!(
            caller(&ours, "10.0.0.2", "203.0.113.9, 10.0.0.3"),
            "203.0.113.9"
        );
        assert_eq!(caller(&ours, "10.0.0.2", ""), "10.0.0.2");
        assert_eq!(caller(&ours, "10.0.0.2", "rubbish"), "10.0.0.2");
    }
}
