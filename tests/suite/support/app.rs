//! The whole program on a port of its own, in a folder of its own; background work is stepped by hand.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use devanture::app::{App, Delivered};
use devanture::checks::Outside;
use devanture::commands;
use devanture::commands::import::{Source, Summary};
use devanture::config::{Cli, Config};
use devanture::replica::Step;
use devanture::store::{Store, StoreError};
use devanture::workflow::Moment;
use devanture::workflow::searches::Recorded;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Method, RequestBuilder};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::client::client;
use super::databases::new_id;
use super::letters::ReadLetter;
use super::postgres::Postgres;
use super::web::Web;

/// The day that every directory of a test is born in.
pub const TODAY: Date = date(2026, 11, 22);
/// Noon of that day in Paris, in milliseconds since 1970.
const NOON: i64 = 1_795_345_200_000;

/// Where no register answers.
pub const NO_REGISTER: &str = "http://127.0.0.1:9";

/// Which engine keeps the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in the folder of the test.
    Sqlite,
    /// A fresh database of the run's cluster.
    Postgres,
}

/// A directory that visitors can reach.
pub struct TestApp {
    /// Address of the home page, without the slash at its end.
    pub url: String,
    /// The database behind it.
    pub store: Store,
    /// Address of that database.
    pub database_url: String,
    app: App,
    client: reqwest::Client,
    /// What the clock of this directory shows.
    now: Arc<AtomicI64>,
    _stop: oneshot::Sender<()>,
    folder: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Page {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body as text.
    pub text: String,
}

impl Page {
    /// Sends a request and reads the whole answer.
    pub async fn of(request: RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Self { status, headers, text: answer.text().await.unwrap() }
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Fails unless the page says this; blanks of any width count alike.
    pub fn assert_says(&self, words: &str) {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ").replace("&nbsp;", " ");
        assert!(plain(&self.text).contains(&plain(words)), "« {words} » is not in:\n{}", self.text);
    }
}

impl TestApp {
    /// A demonstration with the starter rows, on SQLite.
    pub async fn start() -> Self {
        Self::demonstration(Engine::Sqlite).await
    }

    /// A demonstration with the starter rows.
    pub async fn demonstration(engine: Engine) -> Self {
        Self::with(engine, &[]).await
    }

    /// A directory without a listing.
    pub async fn empty(engine: Engine) -> Self {
        Self::with(engine, &[("DEVANTURE_STARTER", "off")]).await
    }

    /// A directory without a listing, on SQLite, that believes whoever is on this machine about where visitors come
    /// from.
    pub async fn behind_proxy() -> Self {
        Self::with(
            Engine::Sqlite,
            &[("DEVANTURE_STARTER", "off"), ("DEVANTURE_TRUSTED_PROXIES", "127.0.0.1")],
        )
        .await
    }

    /// A demonstration with other settings, in a world without websites and with a register that is away.
    pub async fn with(engine: Engine, set: &[(&str, &str)]) -> Self {
        Self::in_world(engine, set, Web::default().outside(NO_REGISTER)).await
    }

    /// A demonstration with other settings, in a world that is played.
    pub async fn in_world(engine: Engine, set: &[(&str, &str)], outside: Outside) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Postgres::shared().await.fresh_database().await),
        };
        let config = settings(folder.path(), database, set);
        let database_url = config.database_url.expose().to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let store = commands::open_store(&config).await.unwrap();
        commands::import::starter(&store, &config).await.unwrap();
        let now = Arc::new(AtomicI64::new(NOON));
        let shown = Arc::clone(&now);
        let clock = Arc::new(move || moment(shown.load(Ordering::Relaxed)));
        let base_url = config.base_url(listener.local_addr().unwrap());
        let app = App::open(&config, store.clone(), base_url, clock, outside, |_| ()).await.unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(app.answer(listener, async move {
            let _ = stopped.await;
        }));
        let client = client().redirect(Policy::none()).build().unwrap();
        Self { url, store, database_url, app, client, now, _stop: stop, folder }
    }

    /// Asks for a page as a French browser does.
    pub async fn get(&self, path: &str) -> Page {
        self.send(self.client.get(format!("{}{path}", self.url)).header("accept-language", "fr")).await
    }

    /// A request to be refined and sent with [`TestApp::send`].
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: RequestBuilder) -> Page {
        Page::of(request).await
    }

    /// Imports lines of records and lets the index follow; gives what became of them.
    pub async fn import(&mut self, name: &str, content: impl AsRef<[u8]>) -> Summary {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, content).unwrap();
        let source = Source::open(&file).unwrap();
        let summary = commands::import::import(&self.store, source, false, |_| ()).await.unwrap();
        self.catch_up().await;
        summary
    }

    /// Records the searches without result, as the background does now and then.
    pub async fn record_searches(&mut self) -> Result<Recorded, StoreError> {
        self.app.record_searches(self.now()).await
    }

    /// Sends the letters that are due, as the background does.
    pub async fn deliver(&self) -> Delivered {
        self.app.deliver_letters(self.now()).await.unwrap()
    }

    /// The letters that were sent, in the order in which they were asked for.
    pub fn letters(&self) -> Vec<ReadLetter> {
        ReadLetter::of_folder(&self.folder.path().join("letters"))
    }

    /// What the clock of this directory shows.
    pub fn now(&self) -> Moment {
        moment(self.now.load(Ordering::Relaxed))
    }

    /// Moves the clock, also back.
    pub fn pass_minutes(&self, minutes: i64) {
        self.now.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// Looks outside for the applications that wait for it; tells for how many.
    pub async fn inspect(&self) -> u32 {
        self.app.inspect(self.now()).await.unwrap()
    }

    /// Keeps listings true, as the background does; the index follows.
    pub async fn keep_true(&mut self) -> u32 {
        let steps = self.app.keep_true(self.now(), &mut new_id).await.unwrap();
        self.catch_up().await;
        steps
    }

    /// Steps the replica until there is nothing left to carry over.
    pub async fn catch_up(&mut self) {
        while self.app.step().await.unwrap() != Step::Idle {}
    }
}

fn moment(now: i64) -> Moment {
    Moment::at(Timestamp::from_millisecond(now).unwrap())
}

fn settings(folder: &Path, database: Option<String>, set: &[(&str, &str)]) -> Config {
    let cli = Cli { listen: None, data_dir: Some(folder.to_owned()), command: None };
    Config::check(&cli, |name| match name {
        "DEVANTURE_DATABASE_URL" => database.clone(),
        _ => set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()),
    })
    .unwrap()
}
