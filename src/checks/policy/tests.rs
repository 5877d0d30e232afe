use std::net::IpAddr;

use proptest::prelude::*;

use super::*;

async fn public(page: &str) -> Result<Vec<SocketAddr>, FetchError> {
    let page = Url::parse(page).map_err(|_| FetchError::NotWeb)?;
    Policy::public().machines(&page).await
}

fn played(answers: &'static [&'static str]) -> Policy {
    let names: Lookup = Box::new(|_, port| {
        answers.iter().map(|answer| SocketAddr::new(answer.parse().expect("an address"), port)).collect()
    });
    Rehearsal { names, may_reach: Vec::new(), roots: Vec::new(), patience: PATIENCE }.into()
}

/// Ways to write addresses of this machine, of its network, of a cloud's metadata and of nobody.
const PRIVATE: &str = "\
    127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. \
    127%2e0%2e0%2e1 %31%32%37.0.0.1 １２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 0 0.0.0.0 10.0.0.1 192.168.0.1 \
    172.16.0.1 169.254.169.254 0xa9fea9fe 2852039166 100.64.0.1 192.0.0.192 198.18.0.1 \
    203.0.113.7 240.0.0.1 255.255.255.255 224.0.0.251 [::1] [::] [::ffff:127.0.0.1] \
    [::ffff:7f00:1] [::127.0.0.1] [fc00::1] [fd00:ec2::254] [fe80::1] [64:ff9b::7f00:1] \
    [64:ff9b::169.254.169.254] [2002:7f00:1::] [2001:0:7f00:1::] [ff02::1] [2001:db8::1]";

#[tokio::test]
async fn no_spelling_of_a_private_address_is_let_through() {
    for host in PRIVATE.split_whitespace() {
        for scheme in ["http", "https"] {
            assert_eq!(public(&format!("{scheme}://{host}/")).await, Err(FetchError::NotGlobal), "{host}");
        }
    }
}

#[tokio::test]
async fn only_public_pages_have_an_address() {
    for (page, error) in [
        ("ftp://atelier.example/", FetchError::NotWeb),
        ("file:///etc/passwd", FetchError::NotWeb),
        ("gopher://atelier.example/", FetchError::NotWeb),
        ("data:text/html,x", FetchError::NotWeb),
        ("javascript:alert(1)", FetchError::NotWeb),
        ("http://", FetchError::NotWeb),
        ("http://256.0.0.1/", FetchError::NotWeb),
        ("http://127.0.0.1:8080/", FetchError::Port),
        ("http://1.1.1.1:22/", FetchError::Port),
        ("http://1.1.1.1:443/", FetchError::Port),
        ("https://1.1.1.1:80/", FetchError::Port),
        ("https://atelier.example:8443/", FetchError::Port),
        ("https://zoe@1.1.1.1/", FetchError::UserInfo),
        ("https://:secret@1.1.1.1/", FetchError::UserInfo),
        ("https://atelier.example@127.0.0.1/", FetchError::UserInfo),
    ] {
        assert_eq!(public(page).await, Err(error), "{page}");
    }
    assert_eq!(public("https://1.1.1.1:443/").await, Ok(vec![([1, 1, 1, 1], 443).into()]));
    assert_eq!(public("http://1.1.1.1").await, Ok(vec![([1, 1, 1, 1], 80).into()]));
}

#[tokio::test]
async fn one_private_address_among_many_closes_the_name() {
    let page = Url::parse("https://atelier.example/").unwrap();
    assert_eq!(played(&["1.1.1.1", "2606:4700::1111"]).machines(&page).await.unwrap().len(), 2);
    for private in ["127.0.0.1", "::1", "::ffff:10.0.0.1", "169.254.169.254", "64:ff9b::7f00:1"] {
        let policy = played(match private {
            "127.0.0.1" => &["1.1.1.1", "127.0.0.1"],
            "::1" => &["1.1.1.1", "::1"],
            "::ffff:10.0.0.1" => &["::ffff:10.0.0.1", "1.1.1.1"],
            "169.254.169.254" => &["1.1.1.1", "169.254.169.254", "1.0.0.1"],
            _ => &["64:ff9b::7f00:1", "1.1.1.1"],
        });
        assert_eq!(policy.machines(&page).await, Err(FetchError::NotGlobal), "{private}");
    }
    assert_eq!(played(&[]).machines(&page).await, Err(FetchError::NoSuchName));
}

#[tokio::test]
async fn names_of_this_machine_lead_nowhere() {
    for host in ["localhost", "localhost.", "LOCALHOST", "ⓛocalhost"] {
        // Some systems know no "localhost.".
        let answer = public(&format!("http://{host}/")).await;
        assert!(matches!(answer, Err(FetchError::NotGlobal | FetchError::NoSuchName)), "{host}: {answer:?}");
    }
}

#[tokio::test]
async fn a_name_that_looks_like_another_is_looked_up_as_what_it_is() {
    let names: Lookup = Box::new(|name, port| match name {
        "xn--pple-43d.example" => vec![([1, 1, 1, 1], port).into()],
        _ => Vec::new(),
    });
    let policy: Policy =
        Rehearsal { names, may_reach: Vec::new(), roots: Vec::new(), patience: PATIENCE }.into();
    // The first letter is Cyrillic.
    assert!(policy.machines(&Url::parse("https://аpple.example/").unwrap()).await.is_ok());
    assert_eq!(
        policy.machines(&Url::parse("https://apple.example/").unwrap()).await,
        Err(FetchError::NoSuchName)
    );
}

#[tokio::test]
async fn a_rehearsal_opens_the_named_sockets_only() {
    let open: SocketAddr = ([127, 0, 0, 1], 4000).into();
    for (port, expected) in [(4000, Ok(vec![open])), (4001, Err(FetchError::NotGlobal))] {
        let names: Lookup = Box::new(move |_, _| vec![([127, 0, 0, 1], port).into()]);
        let policy: Policy =
            Rehearsal { names, may_reach: vec![open], roots: Vec::new(), patience: PATIENCE }.into();
        assert_eq!(policy.machines(&Url::parse("https://atelier.example/").unwrap()).await, expected);
    }
}

proptest! {
    #[test]
    fn an_address_is_let_through_in_any_spelling_only_if_it_is_global(bits in any::<u32>(), high in any::<u128>()) {
        let machine = std::net::Ipv4Addr::from_bits(bits);
        let [a, b, c, d] = machine.octets();
        let six = std::net::Ipv6Addr::from_bits(high >> 3 | 1 << 125);
        let carried = machine.to_ipv6_mapped();
        for (host, address) in [
            (machine.to_string(), IpAddr::V4(machine)),
            (format!("{bits}"), machine.into()),
            (format!("{bits:#x}"), machine.into()),
            (format!("0{bits:o}"), machine.into()),
            (format!("{a}.{}", bits & 0xff_ffff), machine.into()),
            (format!("{a:#X}.0{b:o}.{}", u16::from_be_bytes([c, d])), machine.into()),
            (format!("[{carried}]"), carried.into()),
            (format!("[{six}]"), six.into()),
        ] {
            let page = Url::parse(&format!("https://{host}/")).unwrap();
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let machines = runtime.block_on(Policy::public().machines(&page));
            prop_assert_eq!(machines.is_ok(), is_global(address), "{}", host);
        }
    }
}
