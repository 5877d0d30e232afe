//! Connections to websites: who is tried, how a handshake fails, and that none outlives its visit.

use std::net::SocketAddr;
use std::time::Duration;

use devanture::checks::{FetchError, Outside, PATIENCE};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::{NO_REGISTER, fetch};
use crate::support::web::{Certificate, HOME, Web, page};

/// A machine that answers with these bytes and listens until its visitor hangs up, which ends the task.
async fn listening(answer: &'static [u8]) -> (SocketAddr, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let machine = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(answer).await.unwrap();
        // A visitor who leaves while more is on its way resets the connection: that is hanging up too.
        while stream.read(&mut [0; 1024]).await.is_ok_and(|read| read > 0) {}
    });
    (machine, server)
}

/// Eyes on one machine that stands behind `atelier.example`.
fn eyes_on(machine: SocketAddr, port: u16, patience: Duration) -> Outside {
    let mut web = Web::default();
    web.name("atelier.example", port, &[machine]);
    let mut rehearsal = web.rehearsal(patience);
    rehearsal.may_reach.push(machine);
    Outside::open(NO_REGISTER, HOME, rehearsal.into()).unwrap()
}

#[tokio::test]
async fn no_connection_outlives_its_visit() {
    let answers: [&[u8]; 5] = [
        b"",
        b"HTTP/1.1 200 OK\r\nx-filler: a",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nAtelier",
        b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nAtelier",
        b"HTTP/1.1 404 Not Found\r\ncontent-encoding: br\r\ncontent-length: 1000\r\n\r\nAtelier",
    ];
    for answer in answers {
        let (machine, server) = listening(answer).await;
        let _ = fetch(&eyes_on(machine, 80, Duration::from_millis(200)), "http://atelier.example/").await;
        let said = String::from_utf8_lossy(answer);
        timeout(PATIENCE, server).await.unwrap_or_else(|_| panic!("still connected after {said:?}")).unwrap();
    }
    let (machine, server) = listening(b"").await;
    let _ = fetch(&eyes_on(machine, 443, Duration::from_millis(200)), "https://atelier.example/").await;
    timeout(PATIENCE, server).await.expect("still connected within a handshake").unwrap();
}

/// A machine that takes no further connection and refuses none, and what keeps it so.
async fn dead_machine() -> (SocketAddr, impl Sized) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let listener = socket.listen(1).unwrap();
    let machine = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    while let Ok(stream) = timeout(Duration::from_millis(100), TcpStream::connect(machine)).await {
        waiting.push(stream.unwrap());
        assert!(waiting.len() < 10, "the queue has no end");
    }
    (machine, (listener, waiting))
}

#[tokio::test]
async fn a_dead_machine_leaves_time_for_the_next_one() {
    let (dead, _kept) = dead_machine().await;
    let mut web = Web::default();
    web.plain("atelier.example", |_| page("Atelier")).await;
    let good = web.machine("atelier.example", 80);
    for (machines, expected) in
        [(&[dead, good][..], Ok(b"Atelier".to_vec())), (&[dead], Err(FetchError::Slow))]
    {
        web.name("atelier.example", 80, machines);
        let mut rehearsal = web.rehearsal(Duration::from_secs(2));
        rehearsal.may_reach.push(dead);
        let outside = Outside::open(NO_REGISTER, HOME, rehearsal.into()).unwrap();
        let found = fetch(&outside, "http://atelier.example/").await;
        assert_eq!(found.map(|page| page.body), expected);
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_on_a_handshake_speaks_no_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let outside = eyes_on(listener.local_addr().unwrap(), 443, PATIENCE);
    let server = tokio::spawn(async move {
        for hello in [false, true] {
            let (mut stream, _) = listener.accept().await.unwrap();
            // With its greeting read, the visitor sees an end; without, a reset.
            if hello {
                let _ = stream.read(&mut [0; 4096]).await;
            }
        }
    });
    for _ in 0..2 {
        assert_eq!(fetch(&outside, "https://atelier.example/").await.err(), Some(FetchError::NoTls));
    }
    server.await.unwrap();
}

#[tokio::test]
async fn a_host_written_with_its_last_dot_has_the_certificate_of_its_name() {
    let mut web = Web::default();
    web.secure("atelier.example", Certificate::Good, |_| page("Atelier")).await;
    let machine = web.machine("atelier.example", 443);
    web.name("atelier.example.", 443, &[machine]);
    let found = fetch(&web.outside(NO_REGISTER), "https://atelier.example./").await;
    assert_eq!(found.map(|page| page.body), Ok(b"Atelier".to_vec()));
    assert!(web.asked()[0].to_lowercase().contains("\r\nhost: atelier.example.\r\n"), "{:?}", web.asked());
}
