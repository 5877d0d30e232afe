//! Which addresses of the Internet protocol belong to the public Internet.
//!
//! Only global unicast is allowed; what carries an IPv4 address inside an IPv6 one is refused whatever it carries.
//! Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and its updates), read November 2026.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// IPv4 networks that are not the public Internet: first address and length of the prefix.
const SPECIAL_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),       // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),      // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),   // shared by a provider's customers
    (Ipv4Addr::new(127, 0, 0, 0), 8),     // this machine
    (Ipv4Addr::new(169, 254, 0, 0), 16),  // link-local; metadata of clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),   // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),    // protocol assignments
    (Ipv4Addr::new(192, 0, 2, 0), 24),    // documentation
    (Ipv4Addr::new(192, 31, 196, 0), 24), // AS112
    (Ipv4Addr::new(192, 52, 193, 0), 24), // AMT
    (Ipv4Addr::new(192, 88, 99, 0), 24),  // 6to4 relays
    (Ipv4Addr::new(192, 168, 0, 0), 16),  // private
    (Ipv4Addr::new(192, 175, 48, 0), 24), // AS112
    (Ipv4Addr::new(198, 18, 0, 0), 15),   // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24), // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),  // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 4),     // multicast
    (Ipv4Addr::new(240, 0, 0, 0), 4),     // reserved, broadcast
];

/// The only IPv6 network of global unicast.
const GLOBAL_V6: (Ipv6Addr, u32) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);

/// Networks inside it that are not the public Internet.
const SPECIAL_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, benchmarks, ORCHID
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4, carries IPv4
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

/// Whether an address is global unicast.
pub(super) fn is_global(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !SPECIAL_V4.iter().any(|network| holds_v4(*network, address)),
        IpAddr::V6(address) => {
            holds_v6(GLOBAL_V6, address)
                && !SPECIAL_V6.iter().any(|network| holds_v6(*network, address))
                && !is_isatap(address)
        }
    }
}

fn holds_v4((first, length): (Ipv4Addr, u32), address: Ipv4Addr) -> bool {
    (first.to_bits() ^ address.to_bits()) >> (32 - length) == 0
}

fn holds_v6((first, length): (Ipv6Addr, u32), address: Ipv6Addr) -> bool {
    (first.to_bits() ^ address.to_bits()) >> (128 - length) == 0
}

/// RFC 5214: an IPv4 address in the last 32 bits, announced by the 32 bits before.
const fn is_isatap(address: Ipv6Addr) -> bool {
    matches!(address.segments(), [_, _, _, _, 0 | 0x200, 0x5efe, _, _])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Addresses just outside the special networks.
    const GLOBAL: &str = "\
        1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 \
        169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.0 192.167.255.255 192.169.0.0 \
        198.17.255.255 198.20.0.0 223.255.255.255 2001:200::1 2a01:e0a::1 2606:4700::1111 2003::1 \
        3ffe::1";
    /// At least one address of each special network, most of them at its edges.
    const SPECIAL: &str = "\
        0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 \
        169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 192.31.196.1 \
        192.52.193.1 192.88.99.1 192.168.1.1 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 \
        203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::1.1.1.1 \
        ::ffff:127.0.0.1 ::ffff:1.1.1.1 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 \
        64:ff9b:1::1 100::1 2001::1 2001:0:53aa:64c:0:7b:80ff:fffe 2001:2::1 2001:10::1 2001:20::1 \
        2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe:: 2620:4f:8000::1 3fff::1 5f00::1 fc00::1 \
        fd00:ec2::254 fe80::1 febf::1 fec0::1 ff02::1 2a01:e0a::5efe:10.0.0.1 \
        2a01:e0a::200:5efe:10.0.0.1";

    #[test]
    fn only_global_unicast_is_the_public_internet() {
        for global in GLOBAL.split_whitespace() {
            assert!(is_global(global.parse().unwrap()), "{global}");
        }
        for special in SPECIAL.split_whitespace() {
            assert!(!is_global(special.parse().unwrap()), "{special}");
        }
    }
}
