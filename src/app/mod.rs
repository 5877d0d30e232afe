//! Composition root: opens the index beside the store, starts the background, serves, drains.

mod listener;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::checks::Outside;
use crate::config::{BaseUrl, Config, Mode};
use crate::inspector::{self, Inspector};
use crate::mailer::{self, Mailer, MailerError};
use crate::replica::{Replica, ReplicaError, Step};
use crate::store::{Store, StoreError};
use crate::tasks;
use crate::web::{self, AppState, Limits, PageCache, Site, Studio, Tables};
use crate::workflow::logos::Sweeper;
use crate::workflow::searches::{Recorded, Recorder, SearchTally};
use crate::workflow::{Clock, Moment, NewIds, upkeep};

/// Longest wait for the database to close its connections.
const CLOSE_TIME: Duration = Duration::from_secs(5);

/// Why the program cannot serve.
#[derive(Debug, Error)]
pub enum AppError {
    /// The index cannot follow the database.
    #[error(transparent)]
    Replica(#[from] ReplicaError),
    /// Letters cannot be sent with these settings.
    #[error(transparent)]
    Mailer(#[from] MailerError),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The system gives no signals.
    #[error("cannot watch for signals: {0}")]
    Signals(std::io::Error),
}

/// The program put together: an index that has caught up, and the site over it.
pub struct App {
    store: Store,
    replica: Replica,
    recorder: Recorder,
    mailer: Mailer,
    inspector: Inspector,
    router: Router,
    open: Arc<AtomicBool>,
}

/// What became of the letters that were due.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Letters that have gone.
    pub sent: u32,
    /// Letters that will be tried again.
    pub put_off: u32,
    /// Letters that were given up.
    pub given_up: u32,
}

impl App {
    /// Opens this node's index, lets it catch up with the store, and puts the site together.
    ///
    /// `outside` is asked about applicants; `progress` is told how many changes have been carried over so far.
    ///
    /// # Errors
    /// The database cannot be read, the index is in use by another process, the disk refuses, or letters cannot be sent
    /// with these settings.
    pub async fn open(
        config: &Config,
        store: Store,
        base_url: String,
        clock: Clock,
        outside: Outside,
        progress: impl FnMut(usize),
    ) -> Result<Self, AppError> {
        let demo = config.mode == Mode::Demo;
        let mailer = Mailer::open(store.clone(), config, base_url.clone())?;
        let outside = Arc::new(outside);
        let inspector = Inspector::new(store.clone(), Arc::clone(&outside));
        // Unclaimed listings are for demonstrations: in production nothing is shown that nobody answers for.
        let (search, mut replica) = Replica::open(store.clone(), &config.index_dir, demo).await?;
        replica.catch_up(progress).await?;
        let https_only =
            config.mode == Mode::Production && config.public_url.as_ref().is_some_and(BaseUrl::is_https);
        let open = Arc::new(AtomicBool::new(true));
        let tally = SearchTally::default();
        let state = AppState {
            search,
            store: store.clone(),
            tally: tally.clone(),
            site: Arc::new(Site { base_url, demo, https_only }),
            open: Arc::clone(&open),
            pages: PageCache::new(config.page_cache),
            limits: Limits::new(config.limits, config.trusted_proxies.clone()),
            studio: Studio::default(),
            tables: Tables::default(),
            outside,
            four_eyes: config.four_eyes,
            clock,
        };
        let recorder = Recorder::new(store.clone(), tally);
        Ok(Self { store, replica, recorder, mailer, inspector, router: web::router(state), open })
    }

    /// Carries the next changes of the store into the index: what the background does, for stepping it by hand.
    ///
    /// # Errors
    /// The database cannot be read or the index cannot be written.
    pub async fn step(&mut self) -> Result<Step, AppError> {
        Ok(self.replica.step().await?)
    }

    /// Records the searches without result since the last time: what the background does, for stepping it by hand.
    ///
    /// # Errors
    /// The database failed; nothing counted is lost.
    pub async fn record_searches(&mut self, moment: Moment) -> Result<Recorded, StoreError> {
        self.recorder.step(moment).await
    }

    /// Sends the letters that are due: what the background does, for stepping it by hand.
    ///
    /// # Errors
    /// The database failed; no letter is lost.
    pub async fn deliver_letters(&self, moment: Moment) -> Result<Delivered, StoreError> {
        let mut delivered = Delivered::default();
        loop {
            match self.mailer.step(moment).await? {
                mailer::Step::Idle => return Ok(delivered),
                mailer::Step::Sent => delivered.sent += 1,
                mailer::Step::PutOff => delivered.put_off += 1,
                mailer::Step::GaveUp => delivered.given_up += 1,
            }
        }
    }

    /// Looks outside for the applications that wait for it: what the background does, for stepping it by hand.
    ///
    /// # Errors
    /// The database failed; another step will look again.
    pub async fn inspect(&self, moment: Moment) -> Result<u32, StoreError> {
        let mut looked = 0;
        while self.inspector.step(moment).await? == inspector::Step::Did {
            looked += 1;
        }
        Ok(looked)
    }

    /// Keeps listings true: reviews, promotions that end, looks at websites and the register; what the background does, for
    /// stepping it by hand. Tells how many steps there were.
    ///
    /// # Errors
    /// The database failed; another step will do it.
    pub async fn keep_true(&self, moment: Moment, ids: NewIds<'_>) -> Result<u32, StoreError> {
        let mut steps = 0;
        while upkeep::heal(&self.store, moment).await?
            || upkeep::end_promotions(&self.store, moment).await?
            || upkeep::review(&self.store, moment, ids).await?
            || self.inspector.look_at_listed(moment, ids).await? == inspector::Step::Did
        {
            steps += 1;
        }
        Ok(steps)
    }

    /// Answers visitors until `stop` resolves; nothing runs in the background.
    pub fn answer<S: Future<Output = ()>>(
        &self,
        listener: TcpListener,
        stop: S,
    ) -> impl Future<Output = ()> + use<S> {
        listener::serve(listener, self.router.clone(), stop)
    }

    /// Answers visitors and follows the store until `stop` resolves. Then, in this order: not ready any more,
    /// no new connections, requests under way finished (20 s at most), background ended, database closed.
    pub async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let (stopping, told) = watch::channel(false);
        let following = tasks::follow(self.replica, told.clone());
        let delivering = tasks::deliver(self.mailer, told.clone());
        let recording = tasks::record(self.recorder, told.clone());
        let inspecting = tasks::inspect(self.inspector, told.clone());
        let clearing = tasks::clear(Sweeper::new(self.store.clone()), self.store.clone(), told);
        let open = self.open;
        let stop = async {
            stop.await;
            open.store(false, Ordering::Relaxed);
        };
        listener::serve(listener, self.router, stop).await;
        let _ = stopping.send(true);
        end(following).await;
        end(recording).await;
        end(clearing).await;
        end(delivering).await;
        end(inspecting).await;
        if tokio::time::timeout(CLOSE_TIME, self.store.close()).await.is_err() {
            tracing::warn!("the database did not answer the goodbye");
        }
    }
}

async fn end(background: JoinHandle<()>) {
    if let Err(error) = background.await {
        tracing::error!(%error, "the background ended badly");
    }
}

/// Takes the address to listen on.
///
/// # Errors
/// It is in use, or not an address of this machine.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, AppError> {
    TcpListener::bind(address).await.map_err(|reason| AppError::Listen { address, reason })
}

/// Resolves when the operator or the system asks the program to stop (Ctrl+C, SIGTERM).
///
/// # Errors
/// The system gives no signals.
pub fn told_to_stop() -> Result<impl Future<Output = ()>, AppError> {
    let mut interrupt = signal(SignalKind::interrupt()).map_err(AppError::Signals)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(AppError::Signals)?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
