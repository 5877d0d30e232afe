//! Our own accept loop. `axum::serve` has no time-out for slow headers, leaves Nagle's algorithm on
//! (which stalls kept-alive connections by 40 ms) and drains without limit at shutdown.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::ServiceExt;

use crate::web::Peer;

/// Time for a client to send its headers, also between two requests of a connection.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// Time for requests under way when the program is told to stop.
const DRAIN_TIME: Duration = Duration::from_secs(20);
/// Connections at a time; further ones wait in the kernel's queue.
const MAX_CONNECTIONS: usize = 2_048;
/// Pause after a failed accept, such as for want of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop` resolves, then finishes what is under way, for at most 20 seconds.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let connection = tokio::select! {
            () = &mut stop => break,
            connection = accept(&listener, &places) => connection,
        };
        match connection {
            Some((stream, peer, place)) => serve_connection(stream, peer, place, router.clone(), &graceful),
            None => pause(ACCEPT_PAUSE).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("requests still under way after {} s were cut", DRAIN_TIME.as_secs());
    }
}

#[expect(clippy::disallowed_methods, reason = "a pause after a failure, which no test waits for")]
async fn pause(time: Duration) {
    tokio::time::sleep(time).await;
}

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, Peer, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, address)) => Some((stream, Peer(address.ip()), place)),
        Err(error) => {
            tracing::warn!(%error, "cannot accept a connection");
            None
        }
    }
}

fn serve_connection(
    stream: TcpStream,
    peer: Peer,
    place: OwnedSemaphorePermit,
    router: Router,
    graceful: &GracefulShutdown,
) {
    // A refused option costs speed only.
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(peer);
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "connection ended early");
        }
        drop(place);
    });
}
