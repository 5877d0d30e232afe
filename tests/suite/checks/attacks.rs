//! Nobody turns the visits of websites against the machine that makes them.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use devanture::checks::{FetchError, Fetched, MAX_BODY, Outside, PATIENCE, Rehearsal};
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::net::TcpListener;

use super::{NO_REGISTER, fetch};
use crate::support::web::{Certificate, HOME, Reply, Web, answer, page, redirect};

/// What becomes of a visit of a site without TLS that answers so.
async fn fetched(site: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Result<Fetched, FetchError> {
    let mut web = Web::default();
    web.plain("atelier.example", site).await;
    fetch(&web.outside(NO_REGISTER), "http://atelier.example/").await
}

/// A server that nobody may reach, and how often somebody did.
async fn forbidden_server() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (machine, reached) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&reached);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    (machine, reached)
}

#[tokio::test]
async fn no_redirect_leads_off_the_public_web() {
    for (location, error) in [
        ("http://169.254.169.254/latest/meta-data/", FetchError::NotGlobal),
        ("http://127.0.0.1/", FetchError::NotGlobal),
        ("http://127.1/", FetchError::NotGlobal),
        ("http://2130706433/", FetchError::NotGlobal),
        ("http://0x7f000001/", FetchError::NotGlobal),
        ("http://0177.0.0.1/", FetchError::NotGlobal),
        ("//localhost.", FetchError::NoSuchName),
        ("http://[::1]/", FetchError::NotGlobal),
        ("http://[::ffff:127.0.0.1]/", FetchError::NotGlobal),
        ("http://[64:ff9b::a9fe:a9fe]/", FetchError::NotGlobal),
        ("https://[fd00:ec2::254]/", FetchError::NotGlobal),
        ("http://100.64.0.1/", FetchError::NotGlobal),
        ("http://interne.example/", FetchError::NotGlobal),
        ("http://atelier.example:8080/", FetchError::Port),
        ("http://atelier.example:22/", FetchError::Port),
        ("http://zoe:secret@atelier.example/", FetchError::UserInfo),
        ("file:///etc/passwd", FetchError::NotWeb),
        ("gopher://atelier.example/", FetchError::NotWeb),
        ("data:text/html,Atelier", FetchError::NotWeb),
        ("http://", FetchError::NotWeb),
        ("/boucle", FetchError::TooManyRedirects),
    ] {
        let mut web = Web::default();
        web.plain("atelier.example", move |_| redirect(location)).await;
        web.name("interne.example", 80, &[([10, 0, 0, 1], 80).into()]);
        let found = fetch(&web.outside(NO_REGISTER), "http://atelier.example/").await;
        assert_eq!(found.err(), Some(error), "{location}");
    }
}

#[tokio::test]
async fn a_private_address_among_those_of_a_name_keeps_all_of_them_unvisited() {
    let (forbidden, reached) = forbidden_server().await;
    let mut web = Web::default();
    web.plain("atelier.example", |_| page("Atelier du Web")).await;
    let good = web.machine("atelier.example", 80);
    for machines in [[good, forbidden], [forbidden, good]] {
        web.name("double.example", 80, &machines);
        let found = fetch(&web.outside(NO_REGISTER), "http://double.example/").await;
        assert_eq!(found.err(), Some(FetchError::NotGlobal));
    }
    assert_eq!((reached.load(Ordering::SeqCst), web.asked().len()), (0, 0));
}

/// Eyes for which a name leads to each of these machines in turn, and how often it was looked up.
fn rebinding(web: &Web, machines: Vec<SocketAddr>) -> (Outside, Arc<AtomicUsize>) {
    let looked_up = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&looked_up);
    let names = move |_: &str, _: u16| {
        let time = count.fetch_add(1, Ordering::SeqCst);
        vec![machines[time.min(machines.len() - 1)]]
    };
    let rehearsal = Rehearsal { names: Box::new(names), ..web.rehearsal(PATIENCE) };
    (Outside::open(NO_REGISTER, HOME, rehearsal.into()).unwrap(), looked_up)
}

#[tokio::test]
async fn a_name_that_changes_its_mind_is_not_believed_twice() {
    let (forbidden, reached) = forbidden_server().await;
    let mut web = Web::default();
    web.plain("atelier.example", |path| if path == "/" { page("Atelier") } else { redirect("/") }).await;
    let good = web.machine("atelier.example", 80);
    let (outside, looked_up) = rebinding(&web, vec![good, forbidden]);
    // Looked up once and visited there: the second answer is never asked for.
    assert_eq!(fetch(&outside, "http://atelier.example/").await.unwrap().body, b"Atelier");
    assert_eq!(looked_up.load(Ordering::SeqCst), 1);
    // A redirect is looked up again, and checked again.
    let (outside, looked_up) = rebinding(&web, vec![good, forbidden]);
    let found = fetch(&outside, "http://atelier.example/renvoi").await;
    assert_eq!((found.err(), looked_up.load(Ordering::SeqCst)), (Some(FetchError::NotGlobal), 2));
    assert_eq!(reached.load(Ordering::SeqCst), 0);
}

fn gzip(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..times {
        encoder.write_all(bytes).unwrap();
    }
    encoder.finish().unwrap()
}

const GZIP: &str = "content-type: text/html\r\ncontent-encoding: gzip\r\n";

#[tokio::test]
async fn a_compressed_page_is_read_and_a_bomb_is_cut() {
    let small = fetched(|_| answer("200 OK", GZIP, &gzip(b"Atelier du Web", 1))).await.unwrap();
    assert_eq!((small.body.as_slice(), small.cut), (b"Atelier du Web".as_slice(), false));
    let bomb = gzip(&[0; 1 << 20], 100);
    assert!(bomb.len() < MAX_BODY, "{} bytes for 100 MiB", bomb.len());
    let cut = fetched(move |_| answer("200 OK", GZIP, &bomb)).await.unwrap();
    assert_eq!((cut.body.len(), cut.cut), (MAX_BODY, true));
}

#[tokio::test]
async fn a_page_that_never_ends_is_read_to_its_bound() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<h1>Atelier du Web</h1>".to_vec();
    let cut = fetched(move |_| Reply::Endless(head.clone(), b"<p>encore</p>".to_vec())).await.unwrap();
    assert_eq!((cut.body.len(), cut.cut), (MAX_BODY, true));
    // Empty gzip blocks: nothing comes out, however much goes in.
    let head = format!("HTTP/1.1 200 OK\r\n{GZIP}\r\n").into_bytes();
    let start = [head.as_slice(), &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]].concat();
    let empty = fetched(move |_| Reply::Endless(start.clone(), [0, 0, 0, 0xff, 0xff].repeat(1000))).await;
    assert!(empty.is_err() || empty.is_ok_and(|page| page.cut && page.body.is_empty()));
}

#[tokio::test]
async fn a_page_of_exactly_the_bound_is_whole() {
    let whole = fetched(|_| answer("200 OK", "", &vec![b'a'; MAX_BODY])).await.unwrap();
    assert_eq!((whole.body.len(), whole.cut), (MAX_BODY, false));
    let cut = fetched(|_| answer("200 OK", "", &vec![b'a'; MAX_BODY + 1])).await.unwrap();
    assert_eq!((cut.body.len(), cut.cut), (MAX_BODY, true));
}

#[tokio::test]
async fn a_head_that_never_ends_is_given_up() {
    let found =
        fetched(|_| Reply::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-filler: aaaaaaaa\r\n".repeat(50)))
            .await;
    assert!(matches!(found, Err(FetchError::Unreadable)), "{found:?}");
}

#[tokio::test]
async fn whoever_dawdles_is_given_up() {
    let dawdling: [fn(&str) -> Reply; 3] = [
        |_| Reply::Stalled(Vec::new()),
        |_| Reply::Stalled(b"HTTP/1.1 200 OK\r\nx-filler: a".to_vec()),
        |_| Reply::Stalled(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nAtelier".to_vec()),
    ];
    for site in dawdling {
        let mut web = Web::default();
        web.plain("atelier.example", site).await;
        web.secure("atelier.example", Certificate::Good, site).await;
        let hasty = web.hasty_outside(NO_REGISTER, Duration::from_millis(200));
        for address in ["http://atelier.example/", "https://atelier.example/"] {
            assert_eq!(fetch(&hasty, address).await.err(), Some(FetchError::Slow));
        }
    }
}

#[tokio::test]
async fn a_server_that_takes_the_connection_and_says_nothing_is_given_up() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let machine = silent.local_addr().unwrap();
    let mut web = Web::default();
    web.name("atelier.example", 443, &[machine]);
    let mut rehearsal = web.rehearsal(Duration::from_millis(200));
    rehearsal.may_reach.push(machine);
    let outside = Outside::open(NO_REGISTER, HOME, rehearsal.into()).unwrap();
    assert_eq!(fetch(&outside, "https://atelier.example/").await.err(), Some(FetchError::Slow));
}
