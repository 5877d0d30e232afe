//! A real browser in a visitor's hands: one chromedriver per run, at most two sessions at a time.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;
use tokio::sync::{OnceCell, Semaphore};

use super::client::client;
use super::keeper::Keeper;

/// Third-party requests cannot happen: no name resolves.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--lang=fr-FR",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/// Chromium's content settings.
const ALLOWED: u8 = 1;
const BLOCKED: u8 = 2;

static DRIVER: OnceCell<Driver> = OnceCell::const_new();
static PLACES: Semaphore = Semaphore::const_new(2);
static SESSIONS: AtomicU32 = AtomicU32::new(0);

struct Driver {
    keeper: Keeper,
    port: u16,
}

impl Driver {
    async fn shared() -> &'static Self {
        DRIVER.get_or_init(|| async { tokio::task::spawn_blocking(Self::start).await.unwrap() }).await
    }

    fn start() -> Self {
        let command =
            |_: &Path| ["chromedriver", "--port=0", "--log-level=SEVERE"].map(String::from).to_vec();
        let ready =
            |line: &str| line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok();
        match Keeper::start("KILL", command, ready) {
            Ok((keeper, port)) => Self { keeper, port },
            Err(why) => panic!("chromedriver does not start; ./test installs what is missing\n{why}"),
        }
    }
}

/// The folder that holds chromedriver's files and every session's profile.
pub async fn driver_folder() -> &'static Path {
    &Driver::shared().await.keeper.folder
}

/// What the visitor holds: screen, colours, script.
#[derive(Clone, Copy)]
pub struct Device {
    width: u32,
    height: u32,
    mobile: bool,
    dark: bool,
    forgetful: bool,
    pub(super) javascript: bool,
}

impl Device {
    /// The same device whose owner prefers dark pages.
    pub fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// The same device whose owner reads at twice the size: half as many CSS pixels on the same screen.
    pub fn zoomed(self) -> Self {
        Self { width: self.width / 2, height: self.height / 2, ..self }
    }

    /// The same device whose browser keeps no page in memory for the way back, as several do with pages like ours.
    pub fn forgetful(self) -> Self {
        Self { forgetful: true, ..self }
    }

    /// The same device on which pages run no script; the tests' own questions still work.
    pub fn without_javascript(self) -> Self {
        Self { javascript: false, ..self }
    }

    /// Opens a fresh session (French, no history), runs `body`, then always closes it.
    ///
    /// Fails when `body` does, or when it leaves a console message or a foreign request unread: see
    /// [`Browser::complaints`]. A failure leaves a picture of the page in `target/journeys/`.
    pub async fn journey<T>(self, body: impl AsyncFnOnce(&Browser) -> T) -> T {
        let _place = PLACES.acquire().await.unwrap();
        let browser = self.open().await;
        let outcome = caught(async {
            browser.visit("about:blank").await;
            self.emulate(&browser.driver).await;
            browser.complaints().await;
            let outcome = body(&browser).await;
            let complaints = browser.complaints().await;
            assert!(complaints.is_empty(), "the journey is not clean:\n{}", complaints.join("\n"));
            outcome
        })
        .await;
        if outcome.is_err() {
            browser.keep_evidence().await;
        }
        let _ = browser.driver.clone().quit().await;
        let _ = std::fs::remove_dir_all(&browser.profile);
        outcome.unwrap_or_else(|failure| resume_unwind(failure))
    }

    async fn open(self) -> Browser {
        let driver = Driver::shared().await;
        let profile =
            driver.keeper.folder.join(format!("profile-{}", SESSIONS.fetch_add(1, Ordering::Relaxed)));
        // Blocked as a visitor's own settings block it; DevTools' switch would also stop chromedriver from waiting.
        let javascript = if self.javascript { ALLOWED } else { BLOCKED };
        let mut wanted = DesiredCapabilities::chrome();
        for flag in FLAGS {
            wanted.add_arg(flag).unwrap();
        }
        if self.forgetful {
            wanted.add_arg("--disable-features=BackForwardCache").unwrap();
        }
        wanted.add_arg(&format!("--user-data-dir={}", profile.display())).unwrap();
        wanted
            .add_experimental_option(
                "prefs",
                json!({
                    "intl.accept_languages": "fr-FR,fr",
                    "profile.default_content_setting_values.javascript": javascript,
                    "session.restore_on_startup": 4,
                    "session.startup_urls": ["about:blank"],
                }),
            )
            .unwrap();
        wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All).unwrap();
        wanted.set_logging_prefs("performance", LoggingPrefsLogLevel::All).unwrap();
        let session = WebDriver::builder(format!("http://127.0.0.1:{}", driver.port), wanted)
            .client(client().timeout(Duration::from_secs(120)).build().unwrap())
            .await;
        let driver = session.unwrap_or_else(|error| panic!("no browser session: {error}"));
        Browser { driver, device: self, profile, origins: Mutex::default() }
    }

    async fn emulate(self, driver: &WebDriver) {
        let cdp = driver.cdp();
        let scale = if self.mobile { 2.0 } else { 1.0 };
        cdp.emulation()
            .set_device_metrics_override(self.width, self.height, scale, self.mobile)
            .await
            .unwrap();
        let scheme = if self.dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        cdp.send_raw("Emulation.setEmulatedMedia", json!({ "features": features })).await.unwrap();
    }
}

/// Drives the future to its end and catches its panic.
async fn caught<T>(future: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut future = pin!(future);
    std::future::poll_fn(move |context| {
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(failure) => Poll::Ready(Err(failure)),
        }
    })
    .await
}

/// One open session.
pub struct Browser {
    pub(super) driver: WebDriver,
    pub(super) device: Device,
    /// Origins the visitor went to by address; every other one is a third party.
    pub(super) origins: Mutex<BTreeSet<String>>,
    profile: PathBuf,
}

impl Browser {
    /// A 1280 × 900 screen.
    pub fn desktop() -> Device {
        Device { width: 1280, height: 900, mobile: false, dark: false, forgetful: false, javascript: true }
    }

    /// A 320 × 640 telephone, the narrowest screen that pages must fit.
    pub fn phone() -> Device {
        Device { width: 320, height: 640, mobile: true, dark: false, forgetful: false, javascript: true }
    }

    /// Goes to an address and waits for the page to load; the address's origin becomes the visited site.
    pub async fn visit(&self, url: &str) {
        if let Ok(address) = reqwest::Url::parse(url) {
            self.origins.lock().unwrap().insert(address.origin().ascii_serialization());
        }
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url} does not open: {error}"));
    }

    /// The address shown by the browser.
    pub async fn address(&self) -> String {
        self.driver.current_url().await.unwrap().to_string()
    }

    /// The title shown by the browser's tab.
    pub async fn title(&self) -> String {
        self.driver.title().await.unwrap()
    }

    /// The page's document as the browser holds it, script effects included.
    pub async fn html(&self) -> String {
        self.driver.source().await.unwrap()
    }

    /// Goes back one page.
    pub async fn back(&self) {
        self.driver.back().await.unwrap();
    }

    /// Width the device gives and width the page takes, both in CSS pixels.
    pub async fn widths(&self) -> (f64, f64) {
        let metrics = self.cdp("Page.getLayoutMetrics", json!({})).await;
        (f64::from(self.device.width), metrics["cssContentSize"]["width"].as_f64().unwrap())
    }

    /// Writes a picture of the whole page, at most 10 000 CSS pixels high.
    pub async fn screenshot(&self, path: &Path) {
        let metrics = self.cdp("Page.getLayoutMetrics", json!({})).await;
        let height = metrics["cssContentSize"]["height"].as_f64().unwrap().clamp(1.0, 10_000.0).ceil();
        let Device { width, mobile, height: usual, .. } = self.device;
        let size = |height: f64| json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile });
        self.cdp("Emulation.setDeviceMetricsOverride", size(height.max(f64::from(usual)))).await;
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).unwrap();
        }
        self.driver.screenshot(path).await.unwrap();
        self.device.emulate(&self.driver).await;
    }

    /// Sends one DevTools command, for what WebDriver cannot ask.
    pub(super) async fn cdp(&self, command: &str, parameters: Value) -> Value {
        self.driver
            .cdp()
            .send_raw(command, parameters)
            .await
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Best effort: a failing test must report its own failure, not that of its picture.
    async fn keep_evidence(&self) {
        let name = std::thread::current().name().unwrap_or("journey").replace("::", ".");
        let picture =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("target/journeys").join(format!("{name}.png"));
        if caught(self.screenshot(&picture)).await.is_ok() {
            eprintln!("at {}; see {}", self.address().await, picture.display());
        }
    }
}
