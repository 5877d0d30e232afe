//! Ranges of addresses, as operators write them.

use std::net::IpAddr;
use std::str::FromStr;

use thiserror::Error;

/// All addresses that begin with the same bits: `10.0.0.0/8`, `fd00::/8`, or one address alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

/// The text is no range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not a range of addresses (such as 10.0.0.0/8 or ::1)")]
pub struct NotANetwork;

impl Network {
    /// Tells whether an address is one of the range; IPv4 written as IPv6 is IPv4.
    #[must_use]
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let unlike = first.to_bits() ^ address.to_bits();
                unlike.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let unlike = first.to_bits() ^ address.to_bits();
                unlike.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (first, bits) = match text.split_once('/') {
            Some((first, bits)) => (first, Some(bits.parse::<u8>().map_err(|_| NotANetwork)?)),
            None => (text, None),
        };
        let first = first.parse::<IpAddr>().map_err(|_| NotANetwork)?;
        let most = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(most);
        if bits > most || first.to_canonical() != first {
            return Err(NotANetwork);
        }
        Ok(Self { first, bits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_holds_what_begins_alike() {
        for (range, inside, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.0"),
            ("127.0.0.1", "127.0.0.1", "127.0.0.2"),
            ("192.168.1.77/24", "192.168.1.1", "192.168.2.1"),
            ("127.0.0.1/32", "::ffff:127.0.0.1", "::1"),
            ("fd00::/8", "fd12::1", "fe00::1"),
            ("::1", "::1", "::2"),
            ("2001:db8::/32", "2001:db8:ffff::", "2001:db9::"),
        ] {
            let network: Network = range.parse().unwrap();
            assert!(network.holds(inside.parse().unwrap()), "{inside} in {range}");
            assert!(!network.holds(outside.parse().unwrap()), "{outside} in {range}");
        }
        let everything: Network = "0.0.0.0/0".parse().unwrap();
        assert!(
            everything.holds("203.0.113.9".parse().unwrap()) && !everything.holds("::1".parse().unwrap())
        );
    }

    #[test]
    fn what_is_no_range_is_refused() {
        for bad in [
            "",
            "10.0.0.0/33",
            "::/129",
            "10.0.0/8",
            "10.0.0.0/",
            "10.0.0.0/-1",
            "proxy",
            "::ffff:1.2.3.4/120",
        ] {
            assert_eq!(bad.parse::<Network>(), Err(NotANetwork), "{bad}");
        }
    }
}
