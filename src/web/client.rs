//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName};

use crate::config::Network;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
/// How much of an IPv6 address tells one subscriber from another: what providers give to one home or shop (RIPE-690).
const V6_BITS: u32 = 56;

/// The other end of a connection. The accept loop puts it on every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Whoever shares an IPv4 address, or the first 56 bits of an IPv6 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Client(IpAddr);

impl Client {
    /// Tells who made a request; only what configured proxies say of others is believed.
    pub(super) fn of(request: &Request, proxies: &[Network]) -> Self {
        let peer = request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer: &Peer| peer.0);
        Self::at(origin(peer, request.headers(), proxies))
    }

    fn at(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) => {
                let kept = address.to_bits() & (u128::MAX << (128 - V6_BITS));
                Self(IpAddr::V6(Ipv6Addr::from_bits(kept)))
            }
            address => Self(address),
        }
    }
}

/// Follows the hops of `X-Forwarded-For` from the last one back, as long as a proxy of ours tells of them.
fn origin(peer: IpAddr, headers: &HeaderMap, proxies: &[Network]) -> IpAddr {
    let lines = headers.get_all(FORWARDED_FOR).into_iter().map(|line| line.to_str().unwrap_or_default());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
    let mut address = peer;
    for hop in hops.into_iter().rev() {
        if !proxies.iter().any(|proxy| proxy.holds(address)) {
            break;
        }
        let Some(before) = read_hop(hop) else { break };
        address = before;
    }
    address
}

/// Reads an address as proxies write it, with or without a port.
fn read_hop(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = || hop.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(hop).parse().ok();
    hop.parse::<SocketAddr>().map(|address| address.ip()).ok().or_else(bare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn seen(peer: &str, forwarded: &[&str], proxies: &[&str]) -> String {
        let lines = forwarded.iter().map(|line| (FORWARDED_FOR, HeaderValue::from_str(line).unwrap()));
        let proxies: Vec<Network> = proxies.iter().map(|proxy| proxy.parse().unwrap()).collect();
        origin(peer.parse().unwrap(), &HeaderMap::from_iter(lines), &proxies).to_string()
    }

    #[test]
    fn nobody_is_believed_but_configured_proxies() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &["127.0.0.1"]), "203.0.113.9");
    }

    #[test]
    fn the_last_hop_that_is_no_proxy_of_ours_is_the_client() {
        let proxies = ["127.0.0.1", "10.0.0.0/8"];
        for (forwarded, client) in [
            (&["198.51.100.1"][..], "198.51.100.1"),
            (&["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
            (&["1.1.1.1, 198.51.100.1, 10.1.2.3"], "198.51.100.1"),
            (&["198.51.100.1:4711"], "198.51.100.1"),
            (&["[2001:db8::1]:443"], "2001:db8::1"),
            (&["[2001:db8::1]"], "2001:db8::1"),
            (&["10.0.0.1"], "10.0.0.1"),
            (&[], "127.0.0.1"),
            (&["1.1.1.1, unknown"], "127.0.0.1"),
            (&["1.1.1.1, "], "127.0.0.1"),
        ] {
            assert_eq!(seen("127.0.0.1", forwarded, &proxies), client, "{forwarded:?}");
        }
    }

    #[test]
    fn lines_of_one_header_are_read_as_one() {
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED_FOR, HeaderValue::from_static("1.1.1.1"));
        headers.append(FORWARDED_FOR, HeaderValue::from_static("198.51.100.1, 127.0.0.1"));
        let proxies = ["127.0.0.1".parse().unwrap()];
        assert_eq!(origin("127.0.0.1".parse().unwrap(), &headers, &proxies).to_string(), "198.51.100.1");
    }

    #[test]
    fn neighbours_of_one_subscriber_are_one_client() {
        let at = |address: &str| Client::at(address.parse().unwrap());
        assert_eq!(at("2001:db8:1:2f00::1"), at("2001:db8:1:2fff:a:b:c:d"));
        assert_ne!(at("2001:db8:1:2f00::1"), at("2001:db8:1:3000::1"));
        assert_eq!(at("::ffff:203.0.113.9"), at("203.0.113.9"));
        assert_ne!(at("203.0.113.9"), at("203.0.113.8"));
    }
}
